import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { postgresDatabase } from '@portico/store-sql/testing/postgres-database';
import { recordIdOf } from '../import/record-id.ts';
import customer from '../starters/customer.ts';
import { startDataverse } from '../testing/dataverse-process.ts';
import { type Run, runPortico } from '../testing/run-portico.ts';
import { seedRecords } from '../testing/seed-records.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const id = (table: string, source: string) => recordIdOf(table, source);
const ANN = id('contact', 'ann');
const HERS = id('case', 'hers');
const HIS = id('case', 'his');

const CASE = { title: 'Brake', description: 'It squeaks.' };

/** The customer starter with two people, a case of each, and a note on each. */
async function seeded(test: TestContext): Promise<string> {
  const folder = temporaryFolder(test);
  await seedRecords(join(folder, 'data/portico.db'), customer, [
    ['contact', 'ann', { name: 'Ann' }],
    ['contact', 'ben', { name: 'Ben' }],
    ['case', 'hers', { ...CASE, contact: ANN }],
    ['case', 'his', { ...CASE, contact: id('contact', 'ben') }],
    ['case_note', 'answer', { case: HIS, text: 'We look at it.', visibility: 'customer' }],
  ]);
  return folder;
}

describe('portico explain', () => {
  const explain = async (test: TestContext, ...args: string[]): Promise<Run> =>
    runPortico(['explain', ...args], await seeded(test));
  const aboutCase = (test: TestContext, record: string, ...args: string[]) =>
    explain(test, '--table', 'case', '--id', record, ...args);

  it('says by which permission, step by step', async (test) => {
    const { code, stdout } = await aboutCase(test, HERS, '--as', ANN);
    assert.equal(code, 0);
    assert.match(
      stdout,
      new RegExp(`^Yes: the contact ${ANN} with authenticated can read case\\s${HERS}\\.`),
    );
    assert.match(stdout, /\n\+ cases-own\n {2}yes grants read\n/);
    assert.match(stdout, new RegExp(`\n {2}yes contact is ${ANN}, their own\n`));
    assert.match(stdout, /\nColumns: [\s\S]*title/);
  });

  it('says what failed at the nearest permission, and names the record that decided', async (test) => {
    const { code, stdout } = await aboutCase(test, HIS, '--as', ANN);
    assert.equal(code, 0);
    assert.match(stdout, /^No: /);
    assert.match(stdout, new RegExp(`no {2}contact is ${id('contact', 'ben')}, not their contact`));
  });

  it('follows a parent to the record that decided', async (test) => {
    const note = id('case_note', 'answer');
    const { stdout } = await explain(test, '--table', 'case_note', '--id', note, '--as', ANN);
    assert.match(
      stdout,
      /no {2}the permission cases-own does not cover the case\n(.*\n)* {6}no {2}contact is/,
    );
    assert.match(stdout, /yes visibility is customer/);
  });

  it('prints JSON for programs', async (test) => {
    const { stdout } = await aboutCase(test, HERS, '--as', ANN, '--column', 'title', '--json');
    const { subject, explanation } = JSON.parse(stdout);
    assert.deepEqual(subject, { contact: ANN, account: null, webRoles: ['authenticated'] });
    const { permissions, ...rest } = explanation;
    assert.deepEqual(rest, {
      table: 'case',
      right: 'read',
      column: 'title',
      id: HERS,
      exists: true,
      granted: true,
      columns: permissions[0].columns.toSorted(),
    });
    assert.deepEqual(permissions[0].steps[0], { asks: 'privilege', holds: true, sentence: 'grants read' });
  });

  it('takes the claims of a token, a token, or a file with either', async (test) => {
    const folder = await seeded(test);
    const issuer = 'https://login.example.com';
    const config = {
      ...customer,
      identity: { issuers: [{ issuer, audience: ['a'], algorithms: ['ES256'], claims: {} }] },
    };
    const claims = JSON.stringify({ iss: issuer, sub: 'new' });
    const token = ['{"alg":"none"}', claims].map((part) => Buffer.from(part).toString('base64url')).join('.');
    writeFileSync(join(folder, 'portico.config.ts'), `export default ${JSON.stringify(config)};`);
    writeFileSync(join(folder, 'claims.json'), claims);
    const ask = (as: string) => runPortico(['explain', '--as', as, '--table', 'case', '--id', HERS], folder);
    for (const as of [claims, '{"sub":"new"}', `${token}.`, '@claims.json']) {
      const { stdout, stderr } = await ask(as);
      assert.match(stdout, /^No: somebody with authenticated cannot read/, `${as} ${stderr}`);
      assert.match(stdout, /no {2}needs a person with a contact; this one has none/);
    }
    const { code, stderr } = await ask('{"iss":"https://evil.example","sub":"new"}');
    assert.equal(code, 2);
    assert.match(stderr, /No issuer of the configuration has such tokens/);
  });

  it('speaks in general terms without a record, and then needs none', async (test) => {
    const { code, stdout } = await runPortico(
      ['explain', '--as', 'authenticated', '--table', 'case'],
      temporaryFolder(test),
    );
    assert.equal(code, 0);
    assert.match(stdout, /^Yes: somebody with authenticated can read some case records\./);
    assert.match(stdout, /covers cases of their own \(contact\)/);
    assert.doesNotMatch(stdout, /\$/);
  });

  it('ends with 1 where it is not granted, when asked to', async (test) => {
    assert.equal((await aboutCase(test, HIS, '--as', ANN, '--exit-code')).code, 1);
    assert.equal((await aboutCase(test, HERS, '--as', ANN, '--exit-code')).code, 0);
  });

  it('says that a record or a contact does not exist', async (test) => {
    const gone = id('case', 'gone');
    assert.match(
      (await aboutCase(test, gone, '--as', ANN)).stdout,
      new RegExp(`^No: there is no case ${gone}\\.`),
    );
    const { code, stderr } = await aboutCase(test, HERS, '--as', gone);
    assert.equal(code, 1);
    assert.match(stderr, /There is no contact/);
  });

  it('refuses what it cannot mean, with 2', async (test) => {
    const folder = await seeded(test);
    for (const [args, message] of [
      [['--as', 'king', '--table', 'case'], /no web role king/],
      [['--as', 'anonymous,authenticated', '--table', 'case'], /anonymous goes with/],
      [['--as', 'anonymous', '--table', 'cases'], /table cases does not exist/],
      [['--as', 'anonymous', '--table', 'identity'], /adapter's own/],
      [['--as', 'anonymous', '--table', 'case', '--column', 'salary'], /no column salary/],
      [['--as', 'anonymous', '--table', 'case', '--privilege', 'own'], /no privilege own/],
      [['--as', 'anonymous', '--table', 'case', '--privilege', 'action:rate'], /no privilege action:rate/],
      [
        ['--as', 'anonymous', '--table', 'case', '--privilege', 'delete', '--column', 'title'],
        /has no columns/,
      ],
      [['--as', 'anonymous', '--table', 'case', '--privilege', 'create', '--id', HERS], /no id yet/],
      [['--as', 'anonymous', '--table', 'case', '--id', 'one'], /not the id of a record/],
      [['--as', '{nonsense', '--table', 'case'], /is no JSON/],
    ] as const) {
      const { code, stderr } = await runPortico(['explain', ...args], folder);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, message);
    }
  });

  it('changes nothing and leaves no trace, with another configuration in hand either', async (test) => {
    const own = await seeded(test);
    const file = join(own, 'data/portico.db');
    const before = readFileSync(file);
    const ask = () => runPortico(['explain', '--as', ANN, '--table', 'case', '--id', HERS], own);
    assert.equal((await ask()).code, 0);
    const location = { type: 'text', label: 'Room', maxLength: 20, classification: 'internal' } as const;
    const newer = { ...customer, columns: { case: { room: location } } };
    writeFileSync(join(own, 'portico.config.ts'), `export default ${JSON.stringify(newer)};`);
    const { code, stderr } = await ask();
    assert.equal(code, 1);
    assert.match(stderr, /portico\.db cannot be opened: .*\n- The column case\.room is missing\./);
    assert.match(stderr, /Asking makes nothing\. Start the adapter with this configuration first/);
    assert.deepEqual(readFileSync(file), before);
    assert.deepEqual(readdirSync(join(own, 'data')), ['portico.db']);
  });

  it('makes no database where there is none', async (test) => {
    const folder = temporaryFolder(test);
    const { code, stderr } = await runPortico(['explain', '--as', ANN, '--table', 'case'], folder);
    assert.equal(code, 1);
    assert.match(stderr, /The file \S+portico\.db does not exist\./);
    assert.match(stderr, /Asking makes nothing\./);
    assert.equal(existsSync(join(folder, 'data')), false);
  });

  it('makes no table in an empty PostgreSQL database', async (test) => {
    const url = await postgresDatabase(test);
    const args = ['explain', '--as', ANN, '--table', 'case'];
    // Had the first question made them, the second would be answered.
    for (const _ of ['once', 'and again']) {
      const { code, stderr } = await runPortico(args, temporaryFolder(test), { PORTICO_STORE: url });
      assert.equal(code, 1);
      assert.match(stderr, /- It has no tables of Portico\.\nAsking makes nothing\./);
    }
  });

  it('provisions no Dataverse, whatever it is told, and opens no search index', async (test) => {
    const env = await startDataverse(test);
    assert.equal(env.DATAVERSE_PROVISION, 'true');
    const folder = temporaryFolder(test, { 'contact.jsonl': '{"source":"ann","name":"Ann Lee"}\n' });
    const ask = () => runPortico(['explain', '--as', ANN, '--table', 'contact', '--id', ANN], folder, env);
    for (const _ of ['once', 'and again']) {
      const { code, stderr } = await ask();
      assert.equal(code, 1);
      assert.match(stderr, /The table portico_\w+ is missing[\s\S]*Asking makes nothing\./);
    }
    const made = await runPortico(['import', 'records', 'contact', 'contact.jsonl'], folder, env);
    assert.equal(made.code, 0, made.stderr);
    rmSync(join(folder, 'data'), { recursive: true });
    const { code, stdout, stderr } = await ask();
    assert.equal(code, 0, stderr);
    assert.match(stdout, new RegExp(`^(Yes|No): the contact ${ANN}`));
    assert.deepEqual(readdirSync(folder), ['contact.jsonl']);
  });
});
