import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import type { RecordPage } from '@portico/protocol';
import customer from '../starters/customer.ts';
import { exitCodeOf } from './exit-code-of.ts';
import type { LeakRule } from './judge/leak.ts';
import { startProbed, withoutStore } from './testing/probed-adapter.ts';
import { type Passed, type Passing, type PassOn, startProxy } from './testing/proxy.ts';

const held = withoutStore(customer);

type Meddle = (request: Passing, passOn: PassOn, file: string) => Promise<Passed | null>;

/**
 * Probes a sound adapter through a proxy that is not; as anybody, and where it matters as a fresh account before. With
 * canaries, unless it is about what shows without.
 */
async function probeThrough(
  test: TestContext,
  meddle: Meddle,
  { token = null, records }: { readonly token?: 'fresh' | null; readonly records?: null } = {},
) {
  const adapter = await startProbed(test, { held });
  const url = await startProxy(test, adapter.url, (request, passOn) => meddle(request, passOn, adapter.file));
  const report = await adapter.probe({
    base: new URL(url),
    ...(token === null && { token }),
    ...(records === null && { records }),
  });
  const rules = [...new Set(report.leaks.map(({ rule }) => rule))].sort();
  for (const table of ['article', 'case', 'lead'])
    assert.equal(await adapter.count(table), 0, `${table} has something left`);
  return { report, rules };
}

const only = (...rules: readonly LeakRule[]) => [...rules].sort();
const ok = (body: string, headers: Readonly<Record<string, string>> = {}): Passed => ({
  status: 200,
  headers,
  body,
});

function cell(file: string, table: string, column: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const row = database
      .prepare(`select "${column}" as cell from "${table}" where "${column}" is not null`)
      .get();
    return String(row?.cell ?? '');
  } finally {
    database.close();
  }
}

describe('what stands before an adapter', () => {
  it('is found out when it gives the answers of one to the other', async (test) => {
    const kept = new Map<string, Passed>();
    let given = 0;
    const { report, rules } = await probeThrough(
      test,
      async ({ method, path, headers }, passOn) => {
        const known = kept.get(path);
        if (headers.authorization === undefined && known && path.startsWith('/v1/tables/')) given += 1;
        // It goes away once it was found out: all else would be found the same way.
        if (given > 100) return { status: 503, headers: { 'retry-after': '0' }, body: '' };
        if (method === 'GET' && known) return known;
        const answer = await passOn();
        if (method === 'GET' && answer.status === 200) kept.set(path, answer);
        return answer;
      },
      { token: 'fresh' },
    );
    assert.ok(rules.includes('kept-by-caches'), rules.join());
    const shown = report.leaks.filter(({ rule, view }) => rule === 'secret-shown' && view === 'anonymous');
    assert.ok(shown.some(({ table }) => table === 'article'));
  });

  it('is found out when it lets caches keep what is for one person', async (test) => {
    const { rules } = await probeThrough(
      test,
      async (_, passOn) => {
        const answer = await passOn();
        return { ...answer, headers: { ...answer.headers, 'cache-control': 'public, max-age=60' } };
      },
      { token: 'fresh', records: null },
    );
    assert.deepEqual(rules, only('kept-by-caches'));
  });

  it('is not blamed for one page that it has for all it does not know', async (test) => {
    const { rules } = await probeThrough(
      test,
      async ({ path }, passOn) =>
        path.startsWith('/v1/') || path.startsWith('/problems/') ? passOn() : ok('<h1>Welcome</h1>'),
      { records: null },
    );
    assert.deepEqual(rules, []);
  });

  it('is found out when it takes parameters, names and tokens not so seriously', async (test) => {
    const { rules } = await probeThrough(
      test,
      async ({ path, headers }, passOn) => {
        const plain = path.replace(/([?&])(where|_method|admin|scope)=[^&]*&?/g, '$1').toLowerCase();
        const { authorization = '', ...rest } = headers;
        // A token that is not signed is dropped, and its bearer taken for anybody.
        return passOn({
          path: plain,
          headers: authorization.length > 200 && !authorization.endsWith('.') ? headers : rest,
        });
      },
      { records: null },
    );
    assert.deepEqual(rules.includes('parameter-ignored'), true, rules.join());
    assert.ok(rules.includes('role-given'), rules.join());
  });

  it('is not blamed for being slow, busy, or cutting a connection now and then', async (test) => {
    let asked = 0;
    const { report, rules } = await probeThrough(test, async ({ method }, passOn) => {
      asked += 1;
      if (asked % 97 === 0) return { status: 429, headers: { 'retry-after': '0' }, body: '' };
      if (asked % 89 === 0) return { status: 503, headers: { 'retry-after': '0' }, body: '' };
      return asked % 101 === 0 && method === 'GET' ? null : passOn();
    });
    assert.deepEqual(rules, []);
    assert.equal(report.stopped, null);
    assert.equal(exitCodeOf(report), 0);
  });

  it('that goes away half-way leaves a report of what was covered until then, and no canary', async (test) => {
    let asked = 0;
    const { report, rules } = await probeThrough(test, async (_, passOn) => {
      asked += 1;
      return asked > 300 ? null : passOn();
    });
    assert.deepEqual(rules, []);
    assert.match(report.stopped ?? '', /^[A-Z]+ http/);
    assert.equal(exitCodeOf(report), 2);
    assert.ok(report.views[0]?.verified);
  });

  it('that does not take the token any more ends the crawl, and is blamed for nothing', async (test) => {
    let asked = 0;
    const { report, rules } = await probeThrough(
      test,
      async ({ headers }, passOn) => {
        asked += 1;
        const code = { code: 'invalid_token', status: 401 };
        return asked > 200 && headers.authorization !== undefined
          ? {
              status: 401,
              headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
              body: JSON.stringify(code),
            }
          : passOn();
      },
      { token: 'fresh' },
    );
    assert.deepEqual(rules, []);
    assert.match(report.stopped ?? '', /the token is not taken any more/);
    assert.equal(exitCodeOf(report), 2);
  });
});

/** What may be wrong with an answer that is passed on; null: nothing of this kind. */
type Spoil = (request: Passing, answer: Passed, file: string) => Passed | null;

const noteInHeader: Spoil = ({ path }, answer, file) => {
  if (!path.startsWith('/v1/site')) return null;
  const note = Buffer.from(cell(file, 'article', 'internal_note')).toString('base64url');
  return { ...answer, headers: { ...answer.headers, 'x-debug': note } };
};

const emailInMarkup: Spoil = (_, answer, file) => {
  if (answer.status !== 404) return null;
  const marked = [...cell(file, 'contact', 'email').toUpperCase()].join('<i></i>');
  return { ...answer, body: `${answer.body}<!-- ${marked} -->` };
};

const countsOfAll: Spoil = ({ path }, answer, file) => {
  const bait = /contains.*?value":"([a-z]{9})"/.exec(decodeURIComponent(path))?.[1];
  if (bait === undefined || !path.startsWith('/v1/tables/article/') || !path.includes('internal_note'))
    return null;
  const database = new DatabaseSync(file, { readOnly: true });
  const { count } = database
    .prepare('select count(*) as count from "article" where "internal_note" like ?')
    .get(`%${bait}%`) as { count: number };
  database.close();
  return ok(JSON.stringify({ records: [], cursor: null, count } satisfies RecordPage), answer.headers);
};

const withoutSome: Spoil = ({ path }, answer) => {
  const asked = decodeURIComponent(path.replaceAll('+', ' '));
  return asked.startsWith('/v1/tables/category/') &&
    asked.includes('"column":"parent","operator":"is_null","value":true')
    ? { ...answer, body: JSON.stringify({ records: [], cursor: null, count: 0 } satisfies RecordPage) }
    : null;
};

const columnNamed: Spoil = ({ path }, answer) => {
  if (path !== '/v1/tables/article' || answer.status !== 200) return null;
  const info = JSON.parse(answer.body) as { columns: Record<string, unknown> };
  info.columns.internal_note = { schema: {}, read: false, create: false, write: false };
  return { ...answer, body: JSON.stringify(info) };
};

const everyOrigin: Spoil = ({ headers: { origin } }, answer) =>
  origin === undefined
    ? null
    : { ...answer, headers: { ...answer.headers, 'access-control-allow-origin': origin } };

const ownAnswers: Spoil = ({ method, path, headers }) => {
  if (path === '/.env') return ok('DATABASE_URL=postgres://…', { 'content-type': 'text/plain' });
  if (path === '/metrics') return ok('portico_requests_total 12');
  if (method === 'TRACE') return ok(JSON.stringify(headers));
  return path.startsWith('/problems/')
    ? { status: 404, headers: {}, body: 'Error: no\n    at file (/srv/node_modules/x/y.js:12:3)' }
    : null;
};

const SPOILS = [noteInHeader, emailInMarkup, countsOfAll, withoutSome, columnNamed, everyOrigin, ownAnswers];

it('what spoils answers in several ways at once is found out', async (test) => {
  const { report, rules } = await probeThrough(test, async (request, passOn, file) =>
    SPOILS.reduce((answer, spoil) => spoil(request, answer, file) ?? answer, await passOn()),
  );
  const of = (rule: LeakRule, table: string | null = null) =>
    report.leaks.filter((leak) => leak.rule === rule && leak.table === table);

  await test.test('and blamed for nothing beside', () => {
    assert.deepEqual(
      rules,
      only(
        'column-shown',
        'file-served',
        'internals-told',
        'origin-allowed',
        'question-tells',
        'secret-shown',
      ),
    );
  });

  await test.test('when a header has what the body has not', () => {
    const leaks = of('secret-shown', 'article');
    assert.deepEqual(new Set(leaks.map(({ column }) => column)), new Set(['internal_note']));
    assert.match(leaks[0]?.asked ?? '', /\/v1\/site/);
  });

  await test.test('when it dresses a secret up', () => {
    const leaks = of('secret-shown', 'contact');
    assert.deepEqual(new Set(leaks.map(({ column }) => column)), new Set(['email']));
    assert.deepEqual(
      report.leaks.filter(({ rule, table }) => rule === 'secret-shown' && table !== 'contact'),
      of('secret-shown', 'article'),
    );
  });

  await test.test('when counts are made without looking who asks', () => {
    const leaks = of('question-tells', 'article');
    assert.deepEqual(new Set(leaks.map(({ column }) => column)), new Set(['internal_note']));
    assert.match(leaks[0]?.came ?? '', /than the same question about something that is not there gets/);
  });

  await test.test('when records are left out for cells that may not be read', () => {
    assert.match(of('question-tells', 'category')[0]?.came ?? '', /without the canaries/);
    assert.deepEqual(
      report.leaks.filter(({ rule, table }) => rule === 'question-tells' && table !== 'category'),
      of('question-tells', 'article'),
    );
  });

  await test.test('when columns are named that nobody may use', () => {
    const named = report.leaks.filter(({ rule }) => rule === 'column-shown');
    assert.deepEqual(
      named.map(({ table, column }) => [table, column]),
      [['article', 'internal_note']],
    );
  });

  await test.test('when it lets every website read', () => {
    assert.ok(report.leaks.some(({ rule }) => rule === 'origin-allowed'));
  });

  await test.test('when it serves files, counts and stacks of calls', () => {
    const told = report.leaks.filter(({ rule }) => rule === 'internals-told').map(({ asked }) => asked);
    assert.ok(told.some((asked) => asked.startsWith('TRACE ')));
    assert.ok(
      told.some((asked) => asked.includes('/problems/')),
      told.join('\n'),
    );
    const served = report.leaks.filter(({ rule }) => rule === 'file-served');
    assert.deepEqual(served.map(({ asked }) => new URL(asked.slice(4)).pathname).sort(), [
      '/.env',
      '/metrics',
    ]);
  });
});
