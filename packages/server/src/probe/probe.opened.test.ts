import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { SiteConfig } from '@portico/adapter';
import customer from '../starters/customer.ts';
import { exitCodeOf } from './exit-code-of.ts';
import type { Leak, LeakRule } from './judge/leak.ts';
import type { ProbeReport } from './probe-report.ts';
import { type ProbedAdapter, startProbed, withoutStore, withPermission } from './testing/probed-adapter.ts';

const held = withoutStore(customer);

type Permission = SiteConfig['tablePermissions'][number];

const reads = (permission: Permission, ...columns: readonly string[]): Permission => ({
  ...permission,
  columns: { ...permission.columns, read: [...(permission.columns.read ?? []), ...columns] },
});

/** Probes an adapter that runs more than the configuration it is held to, and is never clean. */
async function probeOpened(
  test: TestContext,
  served: (config: SiteConfig) => SiteConfig,
  from: SiteConfig = held,
): Promise<{ readonly adapter: ProbedAdapter; readonly report: ProbeReport }> {
  const adapter = await startProbed(test, { held: from, served });
  const report = await adapter.probe();
  assert.equal(exitCodeOf(report), 1);
  assert.equal(report.stopped, null);
  for (const table of ['account', 'article', 'case', 'case_note', 'lead', 'category'])
    assert.equal(await adapter.count(table), 0, `${table} has something left`);
  return { adapter, report };
}

function find(
  { leaks }: ProbeReport,
  rule: LeakRule,
  about: Partial<Pick<Leak, 'view' | 'table' | 'column'>> = {},
): Leak {
  const found = leaks.find(
    (leak) =>
      leak.rule === rule &&
      Object.entries(about).every(([name, value]) => leak[name as keyof Leak] === value),
  );
  const all = leaks.map(({ rule, view, table, column }) => `${rule} ${view} ${table}.${column}`);
  assert.ok(found, `no ${rule} ${JSON.stringify(about)} among\n${all.join('\n')}`);
  return found;
}

describe('an adapter that shows more than its configuration', () => {
  it('is found out by a column that nobody may read, and blamed for nothing else', async (test) => {
    const { adapter, report } = await probeOpened(test, (config) =>
      withPermission(config, 'articles-public', (one) => reads(one, 'internal_note')),
    );
    for (const view of ['signed in', 'anonymous']) {
      const about = { view, table: 'article', column: 'internal_note' };
      assert.match(find(report, 'secret-shown', about).asked, /^GET http.*\/v1\/tables\/article\/records/);
      find(report, 'column-shown', about);
      // It can be asked for, too.
      find(report, 'question-tells', about);
    }
    assert.equal(
      report.leaks.some(({ table }) => table !== 'article'),
      false,
    );
    tellsNothing(report, adapter);
  });

  it('is found out without any canary where tables and columns tell', async (test) => {
    const adapter = await startProbed(test, {
      held,
      served: (config) => withPermission(config, 'articles-public', (one) => reads(one, 'internal_note')),
    });
    const report = await adapter.probe({ records: null, token: null });
    assert.equal(exitCodeOf(report), 1);
    assert.equal(report.canaries, 0);
    find(report, 'column-shown', { view: 'anonymous', table: 'article', column: 'internal_note' });
    find(report, 'question-tells', { view: 'anonymous', table: 'article', column: 'internal_note' });
  });
});

const withoutKeywords = withPermission(held, 'articles-public', (one) => ({
  ...one,
  columns: { read: one.columns.read?.filter((name) => name !== 'keywords') ?? [] },
}));

const ADDED: readonly Permission[] = [
  {
    ...{ id: 'leads-open', table: 'lead', webRoles: ['anonymous'], access: 'global', privileges: ['read'] },
    columns: { read: ['topic', 'email'] },
  },
  {
    ...{ id: 'categories-new', table: 'category', webRoles: ['authenticated'], access: 'global' },
    ...{ privileges: ['create'], columns: { create: ['name', 'position'] } },
  },
  {
    ...{ id: 'articles-edit', table: 'article', webRoles: ['authenticated'], access: 'global' },
    ...{ privileges: ['write', 'delete'], columns: { write: ['title', 'summary'] } },
  },
];

/** Gives the web role `staff` to everybody who signs in. */
const staffForAll = (config: SiteConfig): SiteConfig => ({
  ...config,
  identity: {
    ...config.identity,
    issuers: (config.identity?.issuers ?? []).map((issuer) => ({
      ...issuer,
      claims: {
        ...issuer.claims,
        roles: { claim: 'aud', webRoles: { 'https://help.example.com': 'staff' } },
      },
    })),
  },
});

/** Opens in ways that do not touch each other, so that one crawl finds them all. */
function openedAtOnce(config: SiteConfig): SiteConfig {
  const cases = withPermission(config, 'cases-own', ({ via: _, ...one }) => ({ ...one, access: 'global' }));
  const drafts = withPermission(cases, 'articles-customer', (one) => ({
    ...one,
    where: { type: 'condition', column: 'visibility', operator: 'in', value: ['customer', 'draft'] },
  }));
  const searched = withPermission(drafts, 'articles-public', (one) => reads(one, 'keywords'));
  return staffForAll({ ...searched, tablePermissions: [...searched.tablePermissions, ...ADDED] });
}

it('an adapter that is opened in several ways at once is found out', async (test) => {
  const { adapter, report } = await probeOpened(test, openedAtOnce, {
    ...withoutKeywords,
    webRoles: ['staff'],
  });
  const of = (...tables: readonly string[]) =>
    report.leaks.filter(({ table }) => tables.includes(table ?? ''));

  await test.test('by the records of others', () => {
    find(report, 'secret-shown', { view: 'signed in', table: 'case', column: 'title' });
    find(report, 'record-shown', { view: 'signed in', table: 'case' });
    // Their notes hang below them.
    find(report, 'secret-shown', { view: 'signed in', table: 'case_note', column: 'text' });
    // Actions came with it.
    assert.match(
      find(report, 'change-taken', { view: 'signed in', table: 'case' }).asked,
      /\/(close|reopen)$/,
    );
    find(report, 'change-taken', { view: 'any', table: 'case' });
    assert.equal(
      of('case', 'case_note').some(({ view }) => view === 'anonymous'),
      false,
    );
  });

  await test.test('by one class of articles too many', () => {
    const leak = find(report, 'secret-shown', { view: 'signed in', table: 'article', column: 'title' });
    assert.match(leak.why, /does not show canary \d+ of article/);
    // By reading: nothing was changed by then.
    assert.match(leak.asked, /^GET /);
    assert.equal(
      of('article').some(({ view, column }) => view === 'anonymous' && column === 'title'),
      false,
    );
  });

  await test.test('by a column that is searched although it may not be read', () => {
    const asked = report.leaks.filter(({ column }) => column === 'keywords').map((leak) => leak.asked);
    assert.ok(
      asked.some((url) => url.includes('/v1/search?')),
      asked.join('\n'),
    );
  });

  await test.test('by a table that must not be there', () => {
    const about = { view: 'anonymous', table: 'lead' };
    find(report, 'table-shown', about);
    find(report, 'record-shown', about);
    find(report, 'secret-shown', { ...about, column: 'email' });
    assert.equal(
      of('lead').some(({ view }) => view === 'signed in'),
      false,
    );
  });

  await test.test('by records that strangers may make', () => {
    find(report, 'table-shown', { view: 'signed in', table: 'category' });
    assert.match(find(report, 'change-taken', { view: 'signed in', table: 'category' }).asked, /^POST /);
  });

  await test.test('by changes that are taken', () => {
    const patched = find(report, 'change-taken', { view: 'signed in', table: 'article', column: 'title' });
    assert.match(patched.asked, /^PATCH /);
    find(report, 'change-taken', { view: 'signed in', table: 'article', column: 'summary' });
    const deleted = find(report, 'change-taken', { view: 'signed in', table: 'article', column: null });
    assert.match(deleted.asked, /^DELETE /);
    assert.match(
      find(report, 'change-taken', { view: 'any', table: 'article' }).came,
      /afterwards (gone|changed)/,
    );
  });

  await test.test('by a web role that everybody gets', () => {
    assert.match(find(report, 'role-given', { view: 'signed in' }).came, /staff/);
  });

  await test.test('and blamed for nothing beside', () => {
    const blamed = new Set(report.leaks.map(({ table }) => table));
    assert.deepEqual([...blamed].sort(), ['article', 'case', 'case_note', 'category', 'lead', null]);
  });

  await test.test('and what is told of it holds no secret and no token', () => tellsNothing(report, adapter));
});

function tellsNothing(report: ProbeReport, { token }: ProbedAdapter): void {
  const text = JSON.stringify(report);
  assert.equal(text.includes(token), false);
  // Baits have nine letters and stand in what was asked; secrets have ten.
  assert.doesNotMatch(text, /(?<![a-z])[b-df-hj-np-rtv-xz]{10}(?![a-z])/);
}
