import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { canaryId } from '../probe/canary/canary-id.ts';
import type { ProbeReport } from '../probe/probe-report.ts';
import customer from '../starters/customer.ts';
import { readDatabase } from '../testing/read-database.ts';
import { ended, runPortico, startPortico } from '../testing/run-portico.ts';
import { seedRecords } from '../testing/seed-records.ts';
import { startServing } from '../testing/serving.ts';
import { startIssuer } from '../testing/small-issuer.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const FAST = ['--rate', '5000'];

/** `init customer` with a sign-in, some records of the company's own, and `serve`. */
async function open(test: TestContext) {
  const folder = temporaryFolder(test);
  assert.equal((await runPortico(['init', 'customer'], folder)).code, 0);
  const issuer = await startIssuer(test);
  const identity = JSON.stringify(issuer.identity({ registration: 'open' }));
  writeFileSync(
    join(folder, 'served.ts'),
    `import starter from './portico.config.ts';\nexport default { ...starter, identity: ${identity} };\n`,
  );
  await seedRecords(join(folder, 'data/portico.db'), customer, [
    ['article', 'one', { title: 'Teapots', visibility: 'public', body: '<p>Hot.</p>' }],
    ['article', 'two', { title: 'Not yet', visibility: 'draft' }],
    ['contact', 'ann', { name: 'Ann', email: 'ann@example.com' }],
  ]);
  const { url, stop } = await startServing(test, folder, ['--config', 'served.ts']);
  const token = issuer.bearer('somebody', { name: 'Somebody' }).authorization.slice('Bearer '.length);
  return { folder, url, stop, token, issuer };
}

/** Tables with a first canary in them. */
const canariesIn = (folder: string) =>
  ['account', 'article', 'contact', 'case', 'thread', 'vote'].filter(
    (table) =>
      readDatabase(folder, `select id from "${table}" where id = '${canaryId(table, 0)}'`).length > 0,
  ).length;

it('portico probe', async (outer) => {
  const opened = await open(outer);
  await outer.test('finds nothing where there is nothing, and leaves nothing', async () => {
    const { folder, url, token } = opened;
    const args = ['probe', url, '--config', 'served.ts', '--canaries', ...FAST];
    const { code, stdout, stderr } = await runPortico(args, folder, { PORTICO_PROBE_TOKEN: token });
    assert.equal(code, 0, stdout + stderr);
    assert.match(
      stdout,
      /^http:\S+ {2}held to \S+served\.ts, with \d+ canaries\n\nsigned in {2}contact [0-9a-f-]{36}; authenticated\n/,
    );
    assert.match(stdout, /\nanonymous {2}anonymous\n/);
    // One article is public; of the canaries none is counted.
    assert.match(stdout, /\n {2}article +1 {2}title, summary, body/);
    assert.match(stdout, /\nok +anonymous: \d+ of \d+ canaries found by id\n/);
    assert.match(stdout, /\nNo leak\. .* \d+ requests in [\d.]+ s\.\n$/);
    assert.equal(stdout.includes(token) || stderr.includes(token), false);
    assert.equal(canariesIn(folder), 0);
    assert.deepEqual(
      readDatabase(folder, 'select title from article order by title').map(({ title }) => title),
      ['Not yet', 'Teapots'],
    );
  });

  await outer.test('only reads without --canaries, and says of what it then says nothing', async () => {
    const { folder, url, token } = opened;
    writeFileSync(join(folder, 'token.txt'), `Bearer ${token}\n`);
    const before = readDatabase(folder, 'select * from audit_entry').length;
    const args = ['probe', url, '--config', 'served.ts', '--token-file', 'token.txt', '--json', ...FAST];
    const { code, stdout } = await runPortico(args, folder);
    assert.equal(code, 0, stdout);
    const report = JSON.parse(stdout) as ProbeReport;
    assert.equal(report.canaries, 0);
    assert.deepEqual(report.leaks, []);
    assert.deepEqual(
      report.views.map(({ view }) => view),
      ['signed in', 'anonymous'],
    );
    assert.equal(report.config, join(folder, 'served.ts'));
    // The account that signed in for the first time is all that is new.
    const events = readDatabase(folder, 'select event from audit_entry').map(({ event }) => event);
    assert.equal(new Set(events.slice(before)).size <= 1, true, events.join());
    assert.ok(
      events.slice(before).every((event) => event === 'identity.register'),
      events.join(),
    );

    const text = await runPortico(['probe', url, '--config', 'served.ts', ...FAST], folder);
    assert.match(text.stdout, /Without --canaries nothing is planted/);
    assert.match(text.stdout, /Without a token only the view of anonymous visitors was crawled/);
  });

  await outer.test(
    'looks at an adapter without its configuration, for personal data that strangers see',
    async (test) => {
      const { folder, url } = opened;
      const empty = temporaryFolder(test);
      const clean = await runPortico(['probe', url, ...FAST], empty);
      assert.equal(clean.code, 0, clean.stdout + clean.stderr);
      assert.match(clean.stdout, /Without a configuration it cannot be said what was meant to show/);
      assert.match(clean.stdout, /No personal data shows to strangers/);

      const until = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
      const waiver = (column: string) => ({
        rule: 'L01',
        permission: 'everybody',
        column,
        until,
        reason: 'Opened on purpose, for a probe to find.',
      });
      const permission = {
        ...{ id: 'everybody', table: 'contact', webRoles: ['anonymous'], access: 'global' },
        ...{ privileges: ['read'], columns: { read: ['name', 'email', 'phone'] } },
      };
      writeFileSync(
        join(folder, 'open.ts'),
        `import starter from './portico.config.ts';
       export default { ...starter, acknowledge: ${JSON.stringify(['name', 'email', 'phone'].map(waiver))},
         tablePermissions: [...starter.tablePermissions, ${JSON.stringify(permission)}] };\n`,
      );
      const leaky = await startServing(test, folder, ['--config', 'open.ts']);
      const { code, stdout } = await runPortico(['probe', leaky.url, ...FAST], empty);
      assert.equal(code, 1, stdout);
      assert.match(stdout, /leak personal-shown {2}contact\.email {2}anonymous/);
      assert.match(stdout, /leak personal-shown {2}contact\.name/);
      // Nobody has a phone.
      assert.doesNotMatch(stdout, /contact\.phone/);
      assert.equal(stdout.includes('ann@example.com'), false);
    },
  );

  await outer.test(
    'takes its canaries away on Ctrl-C, and --remove those of a run that was killed',
    async () => {
      const { folder, url } = opened;
      const planted = () => canariesIn(folder) > 0;
      const start = async () => {
        const child = startPortico(
          ['probe', url, '--config', 'served.ts', '--canaries', '--rate', '50'],
          folder,
        );
        const end = ended(child);
        for (let looked = 0; !planted(); looked++) {
          assert.ok(looked < 400, 'nothing is planted');
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return { child, end };
      };
      const interrupted = await start();
      interrupted.child.kill('SIGINT');
      const { code, stderr } = await interrupted.end;
      assert.equal(code, 130, stderr);
      assert.match(stderr, /Interrupted\. Nothing that was planted is left\./);
      assert.equal(planted(), false);

      const killed = await start();
      // The command runs behind its bin; both are killed, as a power cut would.
      const behind = execFileSync('ps', ['-o', 'pid=', '--ppid', String(killed.child.pid)], {
        encoding: 'utf8',
      });
      for (const pid of [Number(killed.child.pid), ...behind.trim().split(/\s+/).filter(Boolean).map(Number)])
        process.kill(pid, 'SIGKILL');
      await killed.end;
      assert.equal(planted(), true);
      const removed = await runPortico(['probe', '--remove', '--config', 'served.ts'], folder);
      assert.equal(removed.code, 0, removed.stderr);
      assert.match(removed.stderr, /No canary is left in .*portico\.db/);
      assert.equal(planted(), false);
      assert.equal(readDatabase(folder, 'select id from article').length, 2);
    },
  );

  // Last: it stops the server.
  await outer.test('ends with 2 where it cannot be said, and says why', async (test) => {
    const { folder, url, stop, token, issuer } = opened;
    const run = (address: string, args: readonly string[], env = {}) =>
      runPortico(['probe', address, ...FAST, ...args], folder, env);

    const elsewhere = await run(url, ['--config', 'served.ts', '--canaries'], { PORTICO_DATA: 'other' });
    assert.equal(elsewhere.code, 2, 'a store that is not there');
    await seedRecords(join(folder, 'other/portico.db'), customer, []);
    const wrong = await run(url, ['--config', 'served.ts', '--canaries'], { PORTICO_DATA: 'other' });
    assert.equal(wrong.code, 2, wrong.stderr);
    assert.match(wrong.stderr, /This adapter does not read the store of this configuration/);

    const page = createServer((_, response) => response.end('<h1>Welcome</h1>'));
    page.listen(0, 'localhost');
    await once(page, 'listening');
    test.after(() => page.close());
    const none = await run(`http://localhost:${(page.address() as AddressInfo).port}`, []);
    assert.equal(none.code, 2);
    assert.match(none.stderr, /not as an adapter does/);

    const foreign = issuer.bearer('x', { aud: 'https://other.example.com' }).authorization.slice(7);
    const refused = await run(url, ['--config', 'served.ts'], { PORTICO_PROBE_TOKEN: foreign });
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /does not take the token/);
    assert.equal(refused.stderr.includes(foreign), false);

    assert.equal((await run(url, ['--canaries', '--config', 'missing.ts'])).code, 78);
    assert.equal((await run('ftp://x', [])).code, 2);
    assert.equal((await run(`${url}/?token=x`, [])).code, 2);
    assert.equal((await runPortico(['probe'], folder)).code, 2);
    assert.equal((await run(url, ['--token-file', 'missing.txt'])).code, 2);
    writeFileSync(join(folder, 'two lines.txt'), 'a\nb');
    assert.equal((await run(url, ['--token-file', 'two lines.txt'])).code, 2);
    const nowhere = await runPortico(['probe', url, '--canaries', ...FAST], temporaryFolder(test));
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.stderr, /name the configuration of the adapter with --config/);

    await stop();
    const down = await run(url, ['--config', 'served.ts', '--canaries'], { PORTICO_PROBE_TOKEN: token });
    assert.equal(down.code, 2);
    assert.match(down.stderr, /The adapter does not answer\. GET http/);
    assert.equal(canariesIn(folder), 0);
  });
});
