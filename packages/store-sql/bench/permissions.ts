import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPlanner, loadSite, type Subject, type TablePermission } from '@portico/adapter';
import type { ListPlan, Made, Store } from '@portico/adapter/store';
import { eq, type Filter, or, type StoredValue } from '@portico/protocol';
import { createPostgresStore, createSqliteStore } from '../src/index.ts';
import { startPostgresServer } from '../src/testing/postgres-server.ts';
import { type ByHand, postgresByHand, sqliteByHand } from './by-hand.ts';

/**
 * Measures what permissions cost: a list of 20 cases with their count, and one case by id, as a customer who may
 * read their own cases and some columns of those of their company. `unenforced` asks the same store for the same
 * records by the bare condition, every column open and every label shown; one case is asked for by its id alone.
 *
 * `SQL` compares what the store does with two plans made beforehand; `with planning` charges the enforced side
 * with compiling the permissions too, as each request does, and the other side with nothing. `by hand` is no
 * baseline for permissions: it is what the statements alone take, written by hand for these very questions, and so
 * says what a store costs that answers any question in the shape of the wire. All take turns in one run, so that a
 * busy machine slows all. Prints one line for each store and question.
 */
const CASES = 10_000;
const COMPANIES = 100;
const PEOPLE = 1000;
const ROUNDS = 40;
const REPEATS = 25;
/** Rounds that are not counted. */
const WARM_UP = 5;
/** Records in one write. */
const BATCH = 500;
const NOW = '2026-01-01T00:00:00.000Z';
const OWN = ['number', 'title', 'status', 'priority', 'contact', 'account', 'created_at'];
const SHARED = ['number', 'title', 'status', 'account', 'created_at'];

function permission(rest: Pick<TablePermission, 'id' | 'table' | 'webRoles' | 'access'> & { via?: string }) {
  return (read: readonly string[]): TablePermission => ({ ...rest, privileges: ['read'], columns: { read } });
}

const everything = { webRoles: ['staff'], access: 'global' } as const;
const site = loadSite({
  site: { name: 'Bench', locales: ['en'], origins: [] },
  webRoles: ['staff'],
  tablePermissions: [
    permission({ id: 'own', table: 'case', webRoles: ['authenticated'], access: 'contact', via: 'contact' })(
      OWN,
    ),
    permission({
      id: 'shared',
      table: 'case',
      webRoles: ['authenticated'],
      access: 'account',
      via: 'account',
    })(SHARED),
    permission({ id: 'self', table: 'contact', webRoles: ['authenticated'], access: 'self' })(['name']),
    permission({ id: 'company', table: 'account', webRoles: ['authenticated'], access: 'account' })(['name']),
    permission({ id: 'all cases', table: 'case', ...everything })(OWN),
    permission({ id: 'all contacts', table: 'contact', ...everything })(['name']),
    permission({ id: 'all accounts', table: 'account', ...everything })(['name']),
  ],
});
const planner = createPlanner(site);

const customer = subject('customer', ['authenticated'], id(2, 7), id(1, 7));
const staff = subject('staff', ['staff'], null, null);

function subject(key: string, webRoles: string[], contact: string | null, account: string | null): Subject {
  return {
    key,
    authenticated: true,
    contact,
    account,
    webRoles: new Set(webRoles),
    displayName: null,
    expiresAt: null,
  };
}

function id(kind: number, at: number): string {
  return `00000000-0000-4000-8${kind}00-${String(at).padStart(12, '0')}`;
}

async function fill(store: Store): Promise<void> {
  await store.open(site.storeTables);
  const put = async (table: string, count: number, values: (at: number) => Record<string, StoredValue>) => {
    const kind = { account: 1, contact: 2, case: 3 }[table] ?? 0;
    for (let from = 0; from < count; from += BATCH) {
      const records = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => ({
        id: id(kind, from + index),
        values: values(from + index),
      }));
      const context = { now: NOW, newId: () => crypto.randomUUID() };
      await store.write(planner.importRecords(table, records, context));
    }
  };
  await put('account', COMPANIES, (at) => ({ name: `Company ${at}` }));
  await put('contact', PEOPLE, (at) => ({ name: `Person ${at}`, account: id(1, at % COMPANIES) }));
  await put('case', CASES, (at) => ({
    title: `Something happened, for the ${at}th time`,
    description: 'It makes a noise and then it stops. '.repeat(20),
    contact: id(2, at % PEOPLE),
    account: id(1, at % COMPANIES),
    created_at: new Date(Date.UTC(2025, 0, 1, 0, at)).toISOString(),
  }));
}

interface Question {
  readonly name: string;
  /** As each request does it: plans under permissions, then asks. */
  readonly planned: () => Promise<unknown>;
  /** The plan was made beforehand. */
  readonly enforced: () => Promise<unknown>;
  readonly unenforced: () => Promise<unknown>;
  readonly byHand: () => Promise<unknown>;
}

/** The plan of somebody who may read everything, with a bare condition in place of permissions. */
function withCondition(plan: Made<ListPlan>, filter: Filter): Made<ListPlan> {
  const grants = plan.projection.grants.map((grant) => ({ ...grant, filter }));
  return { ...plan, projection: { ...plan.projection, grants } };
}

function questions(store: Store, byHand: ByHand): readonly Question[] {
  const query = { sort: [{ column: 'created_at', direction: 'desc' }], limit: 20, count: true } as const;
  const same = or(eq('contact', customer.contact), eq('account', customer.account));
  const one = id(3, 7);
  const list = planner.list(customer, 'case', query, null);
  const listAll = withCondition(planner.list(staff, 'case', query, null), same);
  const get = planner.get(customer, 'case', one);
  const getAny = planner.get(staff, 'case', one);
  return [
    {
      name: 'list',
      planned: () => store.list(planner.list(customer, 'case', query, null)),
      enforced: () => store.list(list),
      unenforced: () => store.list(listAll),
      byHand: () => byHand.list(customer.contact ?? '', customer.account ?? ''),
    },
    {
      name: 'get',
      planned: () => store.get(planner.get(customer, 'case', one)),
      enforced: () => store.get(get),
      unenforced: () => store.get(getAny),
      byHand: () => byHand.get(one),
    },
  ];
}

/** Milliseconds one call takes: of the clock, and of this process's processor time. */
async function time(
  run: () => Promise<unknown>,
): Promise<{ readonly clock: number; readonly processor: number }> {
  const processor = process.cpuUsage();
  const clock = performance.now();
  for (let at = 0; at < REPEATS; at += 1) await run();
  const { user, system } = process.cpuUsage(processor);
  return { clock: (performance.now() - clock) / REPEATS, processor: (user + system) / 1000 / REPEATS };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

const KINDS = ['planned', 'enforced', 'unenforced', 'byHand'] as const;

async function measure(name: string, store: Store, openByHand: () => Promise<ByHand>): Promise<void> {
  await fill(store);
  const byHand = await openByHand();
  for (const question of questions(store, byHand)) {
    const times: Record<(typeof KINDS)[number], Awaited<ReturnType<typeof time>>[]> = {
      planned: [],
      enforced: [],
      unenforced: [],
      byHand: [],
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const kind of KINDS) times[kind].push(await time(question[kind]));
    }
    const of = (kind: (typeof KINDS)[number], figure: 'clock' | 'processor') =>
      median(times[kind].slice(WARM_UP).map((each) => each[figure]));
    const ratio = (kind: 'planned' | 'enforced', figure: 'clock' | 'processor') =>
      (of(kind, figure) / of('unenforced', figure)).toFixed(2);
    process.stdout.write(
      `${name.padEnd(12)}${question.name.padEnd(6)}unenforced ${of('unenforced', 'clock').toFixed(3)} ms; ` +
        `SQL x${ratio('enforced', 'clock')} (processor x${ratio('enforced', 'processor')}), ` +
        `with planning x${ratio('planned', 'clock')} (processor x${ratio('planned', 'processor')}); ` +
        `by hand ${of('byHand', 'clock').toFixed(3)} ms\n`,
    );
  }
  await byHand.close();
  await store.close();
}

const folder = await mkdtemp(join(tmpdir(), 'portico-bench-'));
const server = await startPostgresServer();
try {
  const file = join(folder, 'cases.db');
  await measure('SQLite', createSqliteStore({ file }), async () => sqliteByHand(file));
  const url = await server.createDatabase();
  await measure('PostgreSQL', createPostgresStore({ url }), () => postgresByHand(url));
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}
