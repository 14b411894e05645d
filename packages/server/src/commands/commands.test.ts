import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { STARTERS, type StarterName, starterSource } from '../starters/starters.ts';
import { ended, runPortico, startPortico } from '../testing/run-portico.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const DATA_SETS = resolve(import.meta.dirname, '../../../../../shared/data/dev');

describe('portico', () => {
  it('explains itself and every command, with examples', async (test) => {
    const folder = temporaryFolder(test);
    assert.match((await runPortico(['--help'], folder)).stdout, /Exit codes:[\s\S]*PORTICO_DATA/);
    const commands = [
      'init',
      'serve',
      'check',
      'diff',
      'probe',
      'snippet',
      'import',
      'import articles',
      'import threads',
      'import cases',
      'import records',
    ];
    for (const command of commands) {
      const { code, stdout } = await runPortico([...command.split(' '), '--help'], folder);
      assert.equal(code, 0, command);
      assert.ok(stdout.startsWith(`Usage: portico ${command} `), command);
      assert.match(stdout, /Examples?:/, command);
    }
  });

  it('tells its version, and refuses what it does not know with 2', async (test) => {
    const folder = temporaryFolder(test);
    assert.match((await runPortico(['--version'], folder)).stdout, /^\d+\.\d+\.\d+\n$/);
    for (const args of [
      ['nope'],
      ['serve', '--nope'],
      ['serve', '--port', '99999'],
      ['import', 'articles'],
      ['init', 'nope'],
    ]) {
      assert.equal((await runPortico(args, folder)).code, 2, args.join(' '));
    }
  });
});

describe('portico init', () => {
  it('writes the very source of a starter, and not over a configuration that is there', async (test) => {
    const folder = temporaryFolder(test);
    for (const name of Object.keys(STARTERS) as StarterName[]) {
      const file = join(folder, name, 'portico.config.ts');
      assert.equal((await runPortico(['init', name, '--dir', name], folder)).code, 0);
      assert.equal(readFileSync(file, 'utf8'), readFileSync(starterSource(name), 'utf8'));
    }
    const again = await runPortico(['init', 'community', '--dir', 'customer'], folder);
    assert.equal(again.code, 1);
    assert.match(again.stderr, /is there already. Use --force/);
    assert.equal((await runPortico(['init', 'community', '--dir', 'customer', '--force'], folder)).code, 0);
    assert.match(readFileSync(join(folder, 'customer/portico.config.ts'), 'utf8'), /A community/);
  });
});

describe('portico import', () => {
  const articles = {
    'help/reset.md': '---\ntitle: Reset\nkeywords: [key]\n---\n# Reset\n\nPress **it**.',
    'help/deep/start.md': '# Start\n\nPress it.',
    'help/bad.md': '---\ntitle: Bad\nvisibility: everyone\n---\nx',
  };

  it('imports a folder, reports what fails, keeps the rest, and changes nothing the second time', async (test) => {
    const folder = temporaryFolder(test, articles);
    const first = await runPortico(['import', 'articles', 'help', '--json'], folder);
    assert.equal(first.code, 1);
    assert.match(first.stderr, /^bad\.md: visibility: must be one of/m);
    const { failures, tables, items, complete } = JSON.parse(first.stdout);
    assert.deepEqual(tables, { article: { created: 2, updated: 0, unchanged: 0, failed: 0 } });
    assert.deepEqual([failures.length, items, complete], [1, 3, true]);
    assert.ok(existsSync(join(folder, 'data/portico.db')));
    const second = await runPortico(['import', 'articles', 'help'], folder);
    assert.match(second.stdout, /article +2 unchanged\n +1 failed/);
  });

  it('puts the records where PORTICO_DATA says', async (test) => {
    const folder = temporaryFolder(test, { 'help/a.md': '# A' });
    const { code } = await runPortico(['import', 'articles', 'help'], folder, { PORTICO_DATA: 'elsewhere' });
    assert.equal(code, 0);
    assert.ok(existsSync(join(folder, 'elsewhere/portico.db')));
  });

  it('stops at the first failure when strict, and goes on where it was', async (test) => {
    const lines = ['{"source":"a","name":"A"}', '{"source":"b"}', '{"source":"c","name":"C"}'];
    const folder = temporaryFolder(test, { 'a.jsonl': `${lines[0]}\nbroken\n${lines[2]}\n` });
    const strict = await runPortico(
      ['import', 'records', 'account', 'a.jsonl', '--strict', '--json'],
      folder,
    );
    assert.equal(strict.code, 1);
    assert.equal(JSON.parse(strict.stdout).complete, false);
    assert.match(strict.stderr, /a\.jsonl, line 2: not valid JSON/);
  });

  it('imports records that point to each other by their sources', async (test) => {
    const folder = temporaryFolder(test, {
      'accounts.jsonl': '{"source":"acme","name":"Acme"}\n',
      'contacts.jsonl.gz': gzipSync('{"source":"ann","name":"Ann","account":{"source":"acme"}}\n'),
    });
    const both = ['account', 'accounts.jsonl', 'contact', 'contacts.jsonl.gz'];
    const { code, stdout } = await runPortico(['import', 'records', ...both, '--json'], folder);
    assert.equal(code, 0);
    assert.deepEqual(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => Object.keys(JSON.parse(line).tables)),
      [['account'], ['contact']],
    );
    const again = await runPortico(['import', 'records', ...both], folder);
    assert.match(again.stdout, /account +1 unchanged[\s\S]*contact +1 unchanged/);
  });

  it('begins none of several files where one cannot be, and none after one that failed when strict', async (test) => {
    const folder = temporaryFolder(test, { 'a.jsonl': '{"source":"a","name":"A"}\n', 'b.jsonl': 'broken\n' });
    const two = (...pairs: string[]) => runPortico(['import', 'records', ...pairs], folder);
    assert.match((await two('account', 'a.jsonl', 'contact')).stderr, /missing the file of table 'contact'/);
    assert.match(
      (await two('account', 'a.jsonl', 'contact', 'none.jsonl')).stderr,
      /none\.jsonl does not exist/,
    );
    assert.match((await two('account', 'a.jsonl', 'nope', 'b.jsonl')).stderr, /There is no table nope/);
    assert.equal(existsSync(join(folder, 'data/portico.db')), false);
    const { code, stdout } = await two('account', 'b.jsonl', 'account', 'a.jsonl', '--strict');
    assert.equal(code, 1);
    assert.doesNotMatch(stdout, /a\.jsonl/);
  });

  it('says what is wrong with the command line or the path', async (test) => {
    const folder = temporaryFolder(test, { 'x.csv': 'a', 'empty/x.txt': '', 'x.jsonl': '' });
    for (const [args, message] of [
      [['articles', 'none'], /none does not exist/],
      [['articles', 'x.csv'], /a folder, \.jsonl or \.jsonl\.gz is needed/],
      [['articles', 'empty'], /has no Markdown files/],
      [['threads', 'empty'], /is a folder; a \.jsonl/],
      [['records', 'nope', 'x.jsonl'], /There is no table nope\. Tables: account/],
    ] as const) {
      const { code, stderr } = await runPortico(['import', ...args], folder);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, message);
    }
  });

  it('refuses a configuration that is refused, before it reads anything', async (test) => {
    const folder = temporaryFolder(test, { 'portico.config.ts': 'export default {};', 'a.jsonl': '' });
    assert.equal((await runPortico(['import', 'cases', 'a.jsonl'], folder)).code, 78);
  });

  it('ends with 130 when interrupted, and finishes when run again', async (test) => {
    const lines = Array.from(
      { length: 20_000 },
      (_, index) => `{"source":"${index}","name":"Account ${index}"}\n`,
    );
    const folder = temporaryFolder(test, { 'a.jsonl': lines.join('') });
    const args = ['import', 'records', 'account', 'a.jsonl', '--json'];
    const child = startPortico(args, folder);
    const run = ended(child);
    // The database appears as the import begins.
    while (!existsSync(join(folder, 'data/portico.db')) && child.exitCode === null) {
      await new Promise((resume) => setTimeout(resume, 5));
    }
    await new Promise((resume) => setTimeout(resume, 150));
    child.kill('SIGINT');
    const { code, stdout, stderr } = await run;
    assert.equal(code, 130);
    assert.match(stderr, /Interrupted\. .* run the same command again/);
    const { complete, tables } = JSON.parse(stdout);
    assert.equal(complete, false);
    const done = tables.account?.created ?? 0;
    const again = JSON.parse((await runPortico(args, folder)).stdout);
    assert.deepEqual(again.tables.account, {
      created: 20_000 - done,
      updated: 0,
      unchanged: done,
      failed: 0,
    });
  });

  const sets = [
    ['articles', 'kb/articles.jsonl.gz', 'article'],
    ['threads', 'forum/sumo-thunderbird-threads.jsonl.gz', 'thread'],
    ['cases', 'cases/sumo-firefox-cases.jsonl.gz', 'case'],
  ] as const;
  const skip = existsSync(DATA_SETS) ? false : `needs ../shared: ${DATA_SETS} is absent`;
  for (const [kind, file, table] of sets) {
    it(`imports every third of the ${kind} of a real collection, once`, { skip }, async (test) => {
      const lines = gunzipSync(readFileSync(join(DATA_SETS, file)))
        .toString()
        .trimEnd()
        .split('\n');
      const some = lines.filter((_, index) => index % 3 === 0);
      const replies = some.flatMap((line) => JSON.parse(line).replies ?? []);
      const folder = temporaryFolder(test, { 'some.jsonl.gz': gzipSync(some.join('\n')) });
      for (const outcome of ['created', 'unchanged']) {
        const { code, stdout, stderr } = await runPortico(
          ['import', kind, 'some.jsonl.gz', '--json'],
          folder,
        );
        assert.equal(code, 0, stderr);
        const { tables } = JSON.parse(stdout);
        assert.equal(tables[table][outcome], some.length);
        if (kind === 'threads') assert.equal(tables.post[outcome], replies.length);
      }
    });
  }
});

describe('portico serve', () => {
  it('serves the adapter, logs JSON lines, and stops on SIGTERM', async (test) => {
    const folder = temporaryFolder(test);
    const child = startPortico(['serve', '--port', '0'], folder);
    const run = ended(child);
    test.after(() => child.kill('SIGTERM'));
    const url = await new Promise<string>((found) => {
      child.stdout?.on('data', (text: string) => {
        const at = /"url":"([^"]+)"/.exec(text)?.[1];
        if (at) found(at);
      });
    });
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    const site = await fetch(`${url}/v1/site`);
    assert.equal(((await site.json()) as { name: string }).name, 'My company');
    assert.equal((await fetch(`${url}/v1/tables/case/records?filter=secret`)).status, 400);
    child.kill('SIGTERM');
    const { code, stdout } = await run;
    assert.equal(code, 0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      lines
        .filter(({ msg }) => msg === 'request')
        .map(({ method, route, status }) => [method, route, status]),
      [
        ['GET', '/readyz', 200],
        ['GET', '/v1/site', 200],
        ['GET', '/v1/tables/{table}/records', 400],
      ],
    );
    assert.equal(lines.at(-1)?.msg, 'stopped');
    assert.equal(stdout.includes('secret'), false);
  });

  it('says so when the port is taken', async (test) => {
    const other = createServer().listen(0);
    test.after(() => other.close());
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runPortico(['serve', '--port', String(port)], temporaryFolder(test));
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`Port ${port} is taken.*--port ${port + 1}`));
  });

  it('refuses a faulty configuration with 78, naming every fault', async (test) => {
    const source = readFileSync(starterSource('customer'), 'utf8').replaceAll("'title',", "'titel',");
    const { code, stderr } = await runPortico(
      ['serve'],
      temporaryFolder(test, { 'portico.config.ts': source }),
    );
    assert.equal(code, 78);
    assert.match(stderr, /portico\.config\.ts is refused/);
    assert.ok((stderr.match(/"titel"/g) ?? []).length >= 3);
  });

  it('refuses a PORT that is none', async (test) => {
    const { code, stderr } = await runPortico(['serve'], temporaryFolder(test), { PORT: 'http' });
    assert.equal(code, 2);
    assert.match(stderr, /PORT: must be a number/);
  });
});

describe('portico snippet', () => {
  const files = {
    'sdk/sri.json': JSON.stringify({ 'portico.js': 'sha384-abc', 'core.js': 'x', 'portico-search.js': 'y' }),
    'sdk/portico.js': 'loader',
  };
  const sdk = { PORTICO_SDK: 'sdk' };

  it('says how to build the browser files when they are missing', async (test) => {
    const { code, stderr } = await runPortico(['snippet', 'search'], temporaryFolder(test), sdk);
    assert.equal(code, 1);
    assert.match(stderr, /npm run build/);
  });

  it('prints the tag with the integrity of the built loader and the CSP lines', async (test) => {
    const folder = temporaryFolder(test, files);
    const args = ['snippet', 'search', '--adapter', 'https://help.example.com/', '--json'];
    const { widget, html, csp } = JSON.parse((await runPortico(args, folder, sdk)).stdout);
    assert.equal(widget, 'portico-search');
    assert.ok(html.includes('integrity="sha384-abc"'));
    assert.ok(csp.includes('connect-src https://help.example.com;'));
    const { stdout } = await runPortico(['snippet', 'portico-search'], folder, sdk);
    assert.match(stdout, /<portico-search>[\s\S]*Content-Security-Policy/);
  });

  it('lists the widgets that were built, and refuses others', async (test) => {
    const folder = temporaryFolder(test, files);
    assert.equal((await runPortico(['snippet'], folder, sdk)).stdout, 'portico-search\n');
    const unknown = await runPortico(['snippet', 'nope'], folder, sdk);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /There is no widget nope\. Known: portico-search/);
  });

  it('refuses an adapter that is no origin', async (test) => {
    const folder = temporaryFolder(test, files);
    for (const adapter of ['https://a.example/x', 'a.example', 'javascript:alert(1)']) {
      assert.equal(
        (await runPortico(['snippet', 'search', '--adapter', adapter], folder, sdk)).code,
        2,
        adapter,
      );
    }
  });
});
