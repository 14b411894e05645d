import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { ImportSummary } from '../import/import-summary.ts';
import { recordIdOf } from '../import/record-id.ts';
import { readDatabase } from '../testing/read-database.ts';
import { ended, runPortico, startPortico } from '../testing/run-portico.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const counts = (given: Partial<Record<'created' | 'updated' | 'unchanged' | 'failed', number>>) => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  ...given,
});

describe('portico import, of lines', () => {
  it('names each line that is not right, by number and field, and takes the rest', async (test) => {
    const lines: readonly (readonly [line: string | Buffer, reason: RegExp | null])[] = [
      ['{"source":"first","name":"First"}', null],
      ['', null],
      ['   ', null],
      ['{"source":"cut","name":', /not valid JSON/],
      [Buffer.from([0x7b, 0xff, 0x7d]), /not valid UTF-8/],
      ['[]', /must be an object/],
      ['null', /must be an object/],
      ['"text"', /must be an object/],
      ['{"name":"No source"}', /id or source: one of them is needed/],
      ['{"id":"not-a-uuid","name":"x"}', /id: must be a UUID/],
      ['{"source":"typo","name":"x","nmae":"y"}', /nmae: the table account has no such column/],
      [
        '{"source":"proto","name":"x","__proto__":{"a":1}}',
        /__proto__: the table account has no such column/,
      ],
      ['{"source":"number","name":5}', /name: /],
      ['{"source":"object","name":{"a":1}}', /name: must be a value/],
      ['{"source":"empty"}', /name: A value is required/],
      [`{"source":"long","name":"${'x'.repeat(201)}"}`, /name: /],
      ['{"source":"mail","name":"x","email":"no address"}', /email: /],
      ['{"source":"url","name":"x","website":"javascript:alert(1)"}', /website: /],
      ['{"source":"half","name":"x\\ud800"}', /name: /],
      ['{"source":"first","name":"First again"}', null],
      ['{"source":"last","name":"Last \\u00fc \\ud83d\\ude00"}', null],
    ];
    const content = Buffer.concat(lines.flatMap(([line]) => [Buffer.from(line), Buffer.from('\n')]));
    const folder = temporaryFolder(test, { 'accounts.jsonl': content });
    const { code, stdout } = await runPortico(
      ['import', 'records', 'account', 'accounts.jsonl', '--json'],
      folder,
    );
    assert.equal(code, 1);
    const { failures, tables, complete } = JSON.parse(stdout) as ImportSummary;
    for (const [at, [, reason]] of lines.entries()) {
      const failure = failures.find(({ place }) => place === `accounts.jsonl, line ${at + 1}`);
      if (reason === null) assert.equal(failure, undefined, `line ${at + 1}`);
      else assert.match(failure?.reason ?? 'taken', reason, `line ${at + 1}`);
    }
    assert.equal(complete, true);
    assert.deepEqual([tables.account?.created, tables.account?.updated], [2, 1]);
    assert.deepEqual(readDatabase(folder, 'select name from account order by source'), [
      { name: 'First again' },
      { name: 'Last ü 😀' },
    ]);
  });

  it('keeps what came before a file breaks off, and says that it did', async (test) => {
    const lines = Array.from(
      { length: 3000 },
      (_, at) => `{"source":"${at}","name":"Account ${at * 7919}"}\n`,
    );
    const whole = gzipSync(lines.join(''));
    const folder = temporaryFolder(test, { 'a.jsonl.gz': whole.subarray(0, whole.length / 2) });
    const { code, stderr } = await runPortico(['import', 'records', 'account', 'a.jsonl.gz'], folder);
    assert.equal(code, 1);
    assert.match(stderr, /a\.jsonl\.gz cannot be read to its end: unexpected end of file/);
    const [kept] = readDatabase(folder, 'select count(*) as count from account');
    assert.ok(Number(kept?.count) > 200 && Number(kept?.count) < 3000, `kept ${kept?.count}`);
  });

  it('stops at a fault when strict, writes nothing that comes after it, and says what it was', async (test) => {
    const folder = temporaryFolder(test, {
      'unreadable.jsonl': '{"source":"a","name":"A"}\nbroken\n{"source":"c","name":"C"}\n',
      'refused.jsonl': '{"source":"b"}\n',
      'good.jsonl': '{"source":"d","name":"D"}\n',
    });
    const run = (file: string) =>
      runPortico(['import', 'records', 'account', file, '--strict', '--json'], folder);
    for (const [file, place] of [
      ['unreadable.jsonl', 'unreadable.jsonl, line 2'],
      ['refused.jsonl', 'refused.jsonl, line 1'],
    ] as const) {
      const { code, stdout, stderr } = await run(file);
      assert.equal(code, 1);
      const { complete, failures } = JSON.parse(stdout) as ImportSummary;
      assert.deepEqual([complete, failures.map((failure) => failure.place)], [false, [place]]);
      assert.doesNotMatch(stderr, /Interrupted/);
    }
    assert.deepEqual(readDatabase(folder, "select name from account where source = 'c'"), []);
    const good = await run('good.jsonl');
    assert.deepEqual([good.code, JSON.parse(good.stdout).complete], [0, true]);
  });

  it('leads lookups by source to records that came before, in any table', async (test) => {
    const id = recordIdOf('case', 'later');
    const folder = temporaryFolder(test, {
      'accounts.jsonl': '{"source":"acme","name":"Acme"}\n',
      'contacts.jsonl': '{"source":"ann","name":"Ann","account":{"source":"acme"}}\n',
      'cases.jsonl': [
        '{"source":"one","title":"T","description":"D","contact":{"source":"ann"},"account":{"source":"acme"}}',
        '{"source":"two","title":"T","description":"D","contact":{"source":"ann","id":"x"}}',
        '{"source":"three","title":"T","description":"D","contact":"Ann"}',
        `{"id":"${id}","title":"Later","description":"D"}`,
      ].join('\n'),
    });
    for (const [table, file] of [
      ['account', 'accounts'],
      ['contact', 'contacts'],
    ]) {
      assert.equal(
        (await runPortico(['import', 'records', table as string, `${file}.jsonl`], folder)).code,
        0,
      );
    }
    const { stdout } = await runPortico(['import', 'records', 'case', 'cases.jsonl', '--json'], folder);
    const { failures } = JSON.parse(stdout) as ImportSummary;
    assert.deepEqual(
      failures.map(({ place }) => place),
      ['cases.jsonl, line 2', 'cases.jsonl, line 3'],
    );
    const rows = readDatabase(
      folder,
      `select c.title, p.name as contact, a.name as account from "case" c
         left join contact p on p.id = c.contact left join account a on a.id = c.account order by c.title desc`,
    );
    assert.deepEqual(rows, [
      { title: 'T', contact: 'Ann', account: 'Acme' },
      { title: 'Later', contact: null, account: null },
    ]);
  });

  it('brings in threads with their replies, spam hidden, scripts gone, each forum once', async (test) => {
    const thread = (id: string, rest: object = {}) => ({
      id,
      title: `Thread ${id}`,
      body_html: '<p>Hello <b>you</b><script>alert(1)</script></p>',
      product: 'thunder-bird',
      topic: 'email',
      replies: [
        { id: '1', body_html: '<p>First</p>', author: 'a' },
        { id: '2', body_html: '<p>Buy</p>', is_spam: true },
      ],
      ...rest,
    });
    const folder = temporaryFolder(test, {
      't.jsonl': [
        thread('a', { solution_id: '1' }),
        thread('b', { is_spam: true, topic: 'calendar' }),
        thread('c', { replies: [{ body_html: 'no id' }] }),
        thread('d', { replies: 'none' }),
      ]
        .map((item) => JSON.stringify(item))
        .join('\n'),
    });
    const args = ['import', 'threads', 't.jsonl', '--json'];
    const { tables, failures } = JSON.parse((await runPortico(args, folder)).stdout) as ImportSummary;
    assert.deepEqual(tables, {
      forum: counts({ created: 2 }),
      thread: counts({ created: 2 }),
      post: counts({ created: 4 }),
    });
    assert.match(failures[0]?.reason ?? '', /replies\[0\]\.id: is missing/);
    assert.match(failures[1]?.reason ?? '', /replies: must be a list/);
    assert.deepEqual(
      readDatabase(
        folder,
        'select t.title, t.visibility, f.name as forum, p.body as accepted from thread t join forum f on f.id = t.forum left join post p on p.id = t.accepted_post order by t.title',
      ),
      [
        { title: 'Thread a', visibility: 'public', forum: 'Thunder bird: Email', accepted: 'First' },
        { title: 'Thread b', visibility: 'hidden', forum: 'Thunder bird: Calendar', accepted: null },
      ],
    );
    assert.deepEqual(readDatabase(folder, 'select distinct body, body_html from thread').length, 1);
    assert.doesNotMatch(JSON.stringify(readDatabase(folder, 'select * from thread')), /alert/);
    assert.equal(readDatabase(folder, "select id from post where visibility = 'hidden'").length, 2);
    const byProduct = JSON.parse(
      (await runPortico([...args, '--forum-by', 'product'], folder)).stdout,
    ) as ImportSummary;
    assert.deepEqual(byProduct.tables.forum, counts({ created: 1 }));
    assert.deepEqual(byProduct.tables.thread, counts({ updated: 2 }));
    assert.deepEqual(byProduct.tables.post, counts({ unchanged: 4 }));
  });

  it('goes on where it was after it was killed, and makes nothing twice', async (test) => {
    const count = 6_000;
    const lines = Array.from(
      { length: count },
      (_, at) => `{"id":"${at}","title":"Case ${at}","description":"About ${at}","customer":"C"}\n`,
    );
    const folder = temporaryFolder(test, { 'c.jsonl': lines.join('') });
    const args = ['import', 'cases', 'c.jsonl', '--json'];
    const child = startPortico(args, folder);
    const run = ended(child);
    await someCases(join(folder, 'data/portico.db'), 500);
    // The command runs behind its bin; both are killed, as a power cut would.
    const behind = execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' });
    for (const pid of [child.pid as number, ...behind.trim().split(/\s+/).filter(Boolean).map(Number)]) {
      process.kill(pid, 'SIGKILL');
    }
    const killed = await run;
    assert.notEqual(killed.code, 0);
    const [{ count: kept } = {}] = readDatabase(folder, 'select count(*) as count from "case"');
    assert.ok(Number(kept) >= 500 && Number(kept) < count, `in the middle: ${kept}`);
    const again = await runPortico(args, folder);
    assert.equal(again.code, 0, again.stderr);
    const { tables } = JSON.parse(again.stdout) as ImportSummary;
    assert.deepEqual(tables.case, counts({ created: count - Number(kept), unchanged: Number(kept) }));
    const [sums] = readDatabase(
      folder,
      'select count(*) as cases, count(distinct number) as numbers from "case"',
    );
    assert.deepEqual(sums, { cases: count, numbers: count });
    assert.deepEqual(readDatabase(folder, 'pragma integrity_check'), [{ integrity_check: 'ok' }]);
  });
});

/** Resolves when a database written by another process has so many cases. */
async function someCases(file: string, count: number): Promise<void> {
  for (;;) {
    await once(AbortSignal.timeout(20), 'abort');
    if (!existsSync(file)) continue;
    try {
      const database = new DatabaseSync(file, { readOnly: true });
      try {
        const row = database.prepare('select count(*) as count from "case"').get();
        if (Number(row?.count) >= count) return;
      } finally {
        database.close();
      }
    } catch {
      // Its tables are still being made.
    }
  }
}
