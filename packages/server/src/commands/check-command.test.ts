import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startDataverse } from '../testing/dataverse-process.ts';
import { runPortico } from '../testing/run-portico.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const DEMO = fileURLToPath(new URL('../../../../demo/portico.config.ts', import.meta.url));
const FAR = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);

/** A configuration whose contacts strangers read. */
function source(rest = '', columns = "['email', 'phone']"): string {
  return `export default {
  site: { name: 'S', locales: ['en'], origins: ['https://www.example.com'] },
  webRoles: [],
  tablePermissions: [
    {
      id: 'people', table: 'contact', webRoles: ['anonymous'], access: 'global',
      privileges: ['read'], columns: { read: ${columns} },
    },
  ],
  assertions: [{ webRoles: ['anonymous'], table: 'contact', may: { read: true }, mayNot: { write: true } }],
  ${rest}
};
`;
}

const waiver = (column: string) =>
  `{ rule: 'L01', permission: 'people', column: '${column}', until: '${FAR}', reason: 'They are printed in the catalogue.' }`;

function check(test: TestContext, config: string, ...options: string[]) {
  const folder = temporaryFolder(test, { 'portico.config.ts': config });
  return runPortico(['check', ...options], folder).then((run) => ({ ...run, folder }));
}

describe('portico check', () => {
  it('says who can see what, then what should not be so, and ends with 1', async (test) => {
    const { code, stdout, stderr } = await check(test, source());
    assert.equal(code, 1, stderr);
    assert.match(
      stdout,
      /^Of portico\.config\.ts:\n\ncontact {7}anonymous {2}authenticated\n {2}read {8}all {8}-\n {4}email\*, phone\*\n/,
    );
    assert.match(stdout, /error L01 {2}tablePermissions\[0\]\.columns\.read\n/);
    assert.match(stdout, / {2}Anyone on the internet can read email and phone of every contact\.\n/);
    assert.match(
      stdout,
      /\n1 error, 0 warnings, 0 notes, 0 waived\. The adapter does not start with errors\.\n$/,
    );
    assert.ok(stdout.indexOf('anonymous') < stdout.indexOf('L01'));
  });

  it('says so where it checks the starter, as there is no configuration', async (test) => {
    const { code, stdout } = await runPortico(['check'], temporaryFolder(test));
    assert.equal(code, 0);
    assert.match(stdout, /^There is no portico\.config\.ts in this folder\. This is the customer starter/);
  });

  it('has no colour and no line over 100 columns where nobody watches', async (test) => {
    const { stdout } = await check(test, source());
    assert.ok(!stdout.includes('\u001b'));
    const demo = await runPortico(['check', '--config', DEMO], process.cwd());
    for (const line of [stdout, demo.stdout].join('\n').split('\n'))
      assert.ok(line.length <= 100, `${line.length}: ${line}`);
  });

  it('ends with 0 when the risk is taken in writing, and shows that', async (test) => {
    const { code, stdout } = await check(
      test,
      source(`acknowledge: [${waiver('email')}, ${waiver('phone')}]`),
    );
    assert.equal(code, 0, stdout);
    assert.match(stdout, /waived L01 {2}tablePermissions\[0\]\.columns\.read\[1\]/);
    assert.match(stdout, /They are printed in the catalogue\./);
    assert.match(stdout, /0 errors, 0 warnings, 0 notes, 2 waived\./);
  });

  it('ends with 0 on warnings, and with 1 when asked to be strict', async (test) => {
    const warned = source('', "['display_name']").replace(/assertions: .*\n/, '');
    const plain = await check(test, warned);
    assert.equal(plain.code, 0, plain.stdout);
    assert.match(plain.stdout, /warning L30 {2}assertions/);
    assert.equal((await check(test, warned, '--strict')).code, 1);
  });

  it('tells faults of a configuration by the rule they break', async (test) => {
    const { code, stdout } = await check(test, source('', "['emial']"));
    assert.equal(code, 1);
    assert.match(stdout, /error L27 {2}tablePermissions\[0\]\.columns\.read\[0\]/);
    assert.match(stdout, /"emial" is not a column of contact/);
  });

  it('ends with 78 when there is nothing that could be read', async (test) => {
    const { code, stderr } = await check(test, 'export default {');
    assert.equal(code, 78);
    assert.match(stderr, /cannot be loaded/);
  });

  it('prints JSON for programs: summary, access, findings', async (test) => {
    const { code, stdout, folder } = await check(test, source(), '--json');
    assert.equal(code, 1);
    const report = JSON.parse(stdout);
    assert.equal(report.config, join(folder, 'portico.config.ts'));
    assert.deepEqual(report.summary, { errors: 1, warnings: 0, notes: 0, waived: 0, answered: 0 });
    assert.deepEqual(report.findings[0].columns, ['email', 'phone']);
    assert.deepEqual(report.access.webRoles, ['anonymous', 'authenticated']);
    assert.deepEqual(report.access.tables[0].rows[0].cells[0], {
      reach: ['every'],
      records: 'every contact',
      permissions: ['people'],
    });
  });

  it('writes SARIF beside its report, with the line of the permission', async (test) => {
    const { stdout, folder } = await check(test, source(), '--sarif', 'out.sarif');
    assert.match(stdout, /error L01/);
    const log = JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8'));
    assert.equal(log.version, '2.1.0');
    const [location] = log.runs[0].results[0].locations;
    assert.equal(location.physicalLocation.artifactLocation.uri, 'portico.config.ts');
    assert.equal(location.physicalLocation.region.startLine, 6);
    assert.equal(location.logicalLocations[0].fullyQualifiedName, 'tablePermissions[0].columns.read');
  });

  it('says so when the SARIF file cannot be written', async (test) => {
    const { code, stderr } = await check(test, source(), '--sarif', 'no/such/folder/out.sarif');
    assert.equal(code, 1);
    assert.match(stderr, /cannot be written/);
  });

  it('finds a password in the store of the file, and none in what the environment gives', async (test) => {
    const { writeFileSync } = await import('node:fs');
    const folder = temporaryFolder(test, { 'portico.config.ts': source('', "['display_name']") });
    const file = join(folder, 'portico.config.ts');
    const store = (url: string) =>
      writeFileSync(file, source(`store: { sqlite: { file: ${url} } },`, "['display_name']"));
    store("'postgres://portico:hunter2@db/portico'");
    const literal = await runPortico(['check'], folder);
    assert.match(literal.stdout, /error L18 {2}store\.sqlite\.file/);
    store('process.env.DATABASE');
    const env = await runPortico(['check'], folder, { DATABASE: 'postgres://portico:hunter2@db/portico' });
    assert.equal(env.code, 0, env.stdout + env.stderr);
  });

  it('lets the demo start', async () => {
    const { code, stdout } = await runPortico(['check', '--config', DEMO], process.cwd());
    assert.equal(code, 0, stdout);
    assert.match(stdout, /\n0 errors, /);
  });
});

describe('portico check --live', () => {
  const quiet = source('', "['job_title']");

  /** What is found of an application user with these rights, in an environment that has no tables of Portico yet. */
  async function live(
    test: TestContext,
    rights: { readonly roles: string[]; readonly privileges: string[] | 'all' },
  ) {
    const env = await startDataverse(test);
    const answer = await fetch(`${env.PORTICO_STORE}/fake/user`, {
      method: 'POST',
      body: JSON.stringify(rights),
    });
    assert.equal(answer.status, 200, await answer.text());
    const folder = temporaryFolder(test, { 'portico.config.ts': quiet });
    const { code, stdout, stderr } = await runPortico(['check', '--live', '--json'], folder, env);
    assert.equal(stderr, '');
    assert.deepEqual(readdirSync(folder), ['portico.config.ts']);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; sentence: string }[] };
    return { code, sentences: findings.filter(({ rule }) => rule === 'L28').map(({ sentence }) => sentence) };
  }
  const NARROW = [
    'prvReadContact',
    'prvCreateContact',
    'prvWriteContact',
    'prvReadUser',
    'prvCreateActivity',
  ];

  it('names what the application user of Dataverse may do beyond', async (test) => {
    const wide = [...NARROW, 'prvDeleteContact', 'prvWriteUser'];
    const { code, sentences } = await live(test, { roles: ['Portico'], privileges: wide });
    assert.equal(code, 1);
    assert.match(
      sentences.join(),
      /may do what no permission here grants: prvDeleteContact and prvWriteUser\./,
    );
  });

  it('names an administrator', async (test) => {
    const { sentences } = await live(test, { roles: ['System Administrator'], privileges: 'all' });
    assert.match(sentences.join(), /is System Administrator\./);
  });

  it('is content with one who may do what is needed', async (test) => {
    const { sentences } = await live(test, { roles: ['Portico'], privileges: NARROW });
    assert.equal(sentences.length, 1);
    assert.match(
      sentences.join(),
      /only imports and the changes of operators need: prvCreateContact and prvWriteContact\.$/,
    );
  });

  it('says where there is no database yet, and makes none', async (test) => {
    const { code, stderr, folder } = await check(test, source(), '--live');
    assert.equal(code, 1);
    assert.match(stderr, /portico\.db does not exist/);
    assert.deepEqual(readdirSync(folder), ['portico.config.ts']);
  });
});

describe('portico serve', () => {
  it('does not start on an error that nobody has taken, ends with 78 and says who could see what', async (test) => {
    const folder = temporaryFolder(test, { 'portico.config.ts': source() });
    const { code, stderr } = await runPortico(['serve', '--port', '0'], folder);
    assert.equal(code, 78, stderr);
    assert.match(stderr, /Anyone on the internet can read email and phone of every contact\./);
    assert.match(stderr, /tablePermissions\[0\]\.columns\.read/);
    assert.match(stderr, /\(L01\)/);
  });
});
