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

/** Probes a sound adapter through a proxy that is not; as anybody, and where it matters as a fresh account before. */
async function probeThrough(test: TestContext, meddle: Meddle, signedIn: 'signed in' | null = null) {
  const adapter = await startProbed(test, { held });
  const url = await startProxy(test, adapter.url, (request, passOn) => meddle(request, passOn, adapter.file));
  const report = await adapter.probe({ base: new URL(url), ...(signedIn === null && { token: null }) });
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
    const { report, rules } = await probeThrough(
      test,
      async ({ method, path }, passOn) => {
        const known = kept.get(path);
        if (method === 'GET' && known) return known;
        const answer = await passOn();
        if (method === 'GET' && answer.status === 200) kept.set(path, answer);
        return answer;
      },
      'signed in',
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
      'signed in',
    );
    assert.deepEqual(rules, only('kept-by-caches'));
  });

  it('is found out when a header has what the body has not', async (test) => {
    const { report, rules } = await probeThrough(test, async (_, passOn, file) => {
      const answer = await passOn();
      const note = Buffer.from(cell(file, 'article', 'internal_note')).toString('base64url');
      return { ...answer, headers: { ...answer.headers, 'x-debug': note } };
    });
    assert.deepEqual(rules, only('secret-shown'));
    assert.ok(report.leaks.every(({ table, column }) => table === 'article' && column === 'internal_note'));
  });

  it('is found out when it dresses a secret up', async (test) => {
    const { rules } = await probeThrough(test, async (_, passOn, file) => {
      const answer = await passOn();
      const email = cell(file, 'contact', 'email').toUpperCase();
      const marked = [...email].join('<i></i>');
      return answer.status === 404 ? { ...answer, body: `${answer.body}<!-- ${marked} -->` } : answer;
    });
    assert.ok(rules.includes('secret-shown'), rules.join());
  });

  it('is found out when counts are made without looking who asks', async (test) => {
    const { report, rules } = await probeThrough(test, async (request, passOn, file) => {
      const answer = await passOn();
      const bait = /contains.*?value":"([a-z]{9})"/.exec(decodeURIComponent(request.path))?.[1];
      if (bait === undefined || !request.path.startsWith('/v1/tables/article/')) return answer;
      const database = new DatabaseSync(file, { readOnly: true });
      const { count } = database
        .prepare('select count(*) as count from "article" where "internal_note" like ?')
        .get(`%${bait}%`) as { count: number };
      database.close();
      const empty: RecordPage = { records: [], cursor: null, count };
      return /internal_note/.test(request.path) ? ok(JSON.stringify(empty), answer.headers) : answer;
    });
    assert.deepEqual(rules, only('question-tells'));
    assert.ok(report.leaks.every(({ column }) => column === 'internal_note'));
    assert.match(
      report.leaks[0]?.came ?? '',
      /than the same question about something that is not there gets/,
    );
  });

  it('is found out when it serves files, counts and stacks of calls', async (test) => {
    const { report, rules } = await probeThrough(test, async ({ method, path, headers }, passOn) => {
      if (path === '/.env') return ok('DATABASE_URL=postgres://…', { 'content-type': 'text/plain' });
      if (path === '/metrics') return ok('portico_requests_total 12');
      if (method === 'TRACE') return ok(JSON.stringify(headers));
      if (path.startsWith('/problems/'))
        return { status: 404, headers: {}, body: 'Error: no\n    at file (/srv/node_modules/x/y.js:12:3)' };
      return passOn();
    });
    assert.deepEqual(rules, only('file-served', 'internals-told'));
    assert.ok(report.leaks.some(({ asked }) => asked.startsWith('TRACE ')));
    const served = report.leaks
      .filter(({ rule }) => rule === 'file-served')
      .map(({ asked, more }) => [asked, more]);
    assert.deepEqual(served.map(([asked]) => new URL(String(asked).slice(4)).pathname).sort(), [
      '/.env',
      '/metrics',
    ]);
  });

  it('is not blamed for one page that it has for all it does not know', async (test) => {
    const { rules } = await probeThrough(test, async ({ path }, passOn) =>
      path.startsWith('/v1/') || path.startsWith('/problems/') ? passOn() : ok('<h1>Welcome</h1>'),
    );
    assert.deepEqual(rules, []);
  });

  it('is found out when records are left out for cells that may not be read', async (test) => {
    const { report, rules } = await probeThrough(test, async ({ path }, passOn) => {
      const answer = await passOn();
      const asked = decodeURIComponent(path.replaceAll('+', ' '));
      if (
        !asked.startsWith('/v1/tables/category/') ||
        !asked.includes('"column":"parent","operator":"is_null","value":true')
      )
        return answer;
      return {
        ...answer,
        body: JSON.stringify({ records: [], cursor: null, count: 0 } satisfies RecordPage),
      };
    });
    assert.deepEqual(rules, only('question-tells'));
    assert.match(report.leaks[0]?.came ?? '', /without the canaries/);
  });

  it('is found out when columns are named that nobody may use', async (test) => {
    const { report, rules } = await probeThrough(test, async ({ path }, passOn) => {
      const answer = await passOn();
      if (path !== '/v1/tables/article' || answer.status !== 200) return answer;
      const info = JSON.parse(answer.body) as { columns: Record<string, unknown> };
      info.columns.internal_note = { schema: {}, read: false, create: false, write: false };
      return { ...answer, body: JSON.stringify(info) };
    });
    assert.deepEqual(rules, only('column-shown'));
    assert.equal(report.leaks[0]?.column, 'internal_note');
  });

  it('is found out when it lets every website read', async (test) => {
    const { rules } = await probeThrough(test, async ({ headers }, passOn) => {
      const answer = await passOn();
      const { origin } = headers;
      return origin === undefined
        ? answer
        : { ...answer, headers: { ...answer.headers, 'access-control-allow-origin': origin } };
    });
    assert.deepEqual(rules, only('origin-allowed'));
  });

  it('is found out when it takes parameters, names and tokens not so seriously', async (test) => {
    const { rules } = await probeThrough(test, async ({ path, headers }, passOn) => {
      const plain = path.replace(/([?&])(where|_method|admin|scope)=[^&]*&?/g, '$1').toLowerCase();
      const { authorization = '', ...rest } = headers;
      // A token that is not signed is dropped, and its bearer taken for anybody.
      return passOn({
        path: plain,
        headers: authorization.length > 200 && !authorization.endsWith('.') ? headers : rest,
      });
    });
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
      'signed in',
    );
    assert.deepEqual(rules, []);
    assert.match(report.stopped ?? '', /the token is not taken any more/);
    assert.equal(exitCodeOf(report), 2);
  });
});
