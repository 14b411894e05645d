import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createAdapter, createPlanner, loadSite, type SiteConfig } from '@portico/adapter';
import { checkSite } from '@portico/adapter/check';
import { createSqliteStore } from '@portico/store-sql';
import { type RunningServer, startServer } from '../../serve/http-server.ts';
import { type SmallIssuer, startIssuer } from '../../testing/small-issuer.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { type ProbeOptions, probe } from '../probe.ts';
import type { ProbeReport } from '../probe-report.ts';

export interface ProbedAdapter {
  readonly url: string;
  /** The database, which the adapter reads. */
  readonly file: string;
  readonly server: RunningServer;
  /** An access token of somebody who was never there before. */
  readonly token: string;
  /** Probes it with canaries, held to `held`, as a fresh account and as anybody. */
  probe(changes?: Partial<ProbeOptions>): Promise<ProbeReport>;
  /** How many records there are in a table. */
  count(table: string): Promise<number>;
}

/** The configuration an adapter is started with, made of one that it is held to and the web address of an issuer. */
export interface ProbedConfigs {
  readonly held: SiteConfig;
  /** What it really runs; default: the same. */
  readonly served?: (held: SiteConfig) => SiteConfig;
  readonly roles?: readonly string[];
  /** Web roles of the fresh account. */
  readonly as?: readonly string[];
}

/** Starts an adapter over HTTP on a file of its own. All is gone after the test. */
export async function startProbed(test: TestContext, configs: ProbedConfigs): Promise<ProbedAdapter> {
  const issuer = await startIssuer(test);
  const { roles = [], as = [] } = configs;
  const held: SiteConfig = {
    ...withoutStore(configs.held),
    identity: issuer.identity({ roles, registration: 'open' }),
  };
  const file = join(temporaryFolder(test), 'portico.db');
  const server = await serve(test, configs.served?.(held) ?? held, file);
  const site = loadSite(held);
  const store = createSqliteStore({ file });
  await store.open(site.storeTables);
  test.after(() => store.close());
  const records = { store, planner: createPlanner(site) };
  const url = `http://localhost:${server.port}`;
  const token = tokenOf(issuer, 'somebody', as);
  return {
    url,
    file,
    server,
    token,
    probe: (changes = {}) =>
      probe({
        ...{ base: new URL(url), site, config: null, token, records, rate: 10_000, indexDelay: 0 },
        ...changes,
      }),
    count: async (table) => {
      const all = planFor(site.config, table);
      return (await store.list(all)).count ?? Number.NaN;
    },
  };
}

/** Serves a configuration, whatever `portico check` has to say of it: each error is acknowledged. */
async function serve(test: TestContext, config: SiteConfig, file: string): Promise<RunningServer> {
  const store = createSqliteStore({ file });
  const adapter = await createAdapter({ site: acknowledged(config), store, metrics: true });
  const server = await startServer((request) => adapter.fetch(request), 0);
  test.after(async () => {
    await server.stop();
    await store.close();
  });
  return server;
}

function acknowledged(config: SiteConfig): SiteConfig {
  const { assertions: _, ...open } = config;
  const today = new Date().toISOString().slice(0, 10);
  const until = `${Number(today.slice(0, 4)) + 1}${today.slice(4, 8)}01`;
  const reason = 'Opened on purpose, so that the probe has something to find.';
  const waivers = checkSite(open, { today, evidence: {} })
    .filter(({ level, waiver }) => level === 'error' && waiver === null)
    .flatMap(({ rule, permission, columns }) =>
      (columns.length > 0 ? columns : [undefined]).map((column) => ({
        rule: rule as NonNullable<SiteConfig['acknowledge']>[number]['rule'],
        reason,
        until,
        ...(permission !== null && { permission }),
        ...(column !== undefined && permission !== null && { column }),
      })),
    );
  return { ...open, acknowledge: [...(open.acknowledge ?? []), ...waivers] };
}

/** Everything in a table, as somebody sees it who may see everything. */
function planFor(config: SiteConfig, table: string) {
  const everything = loadSite({
    ...config,
    tablePermissions: [
      {
        id: 'all',
        table,
        webRoles: ['anonymous'],
        access: 'global',
        privileges: ['read'],
        columns: { read: [] },
      },
    ],
    forms: [],
    assertions: [],
    acknowledge: [],
  });
  const anybody = {
    ...{ key: 'anonymous', authenticated: false, contact: null, account: null },
    ...{ webRoles: new Set(['anonymous']), displayName: null, expiresAt: null },
  };
  return createPlanner(everything).list(anybody, table, { count: true, limit: 1 }, null);
}

export function tokenOf(issuer: SmallIssuer, person: string, roles: readonly string[] = []): string {
  return issuer.bearer(person, { roles, name: person }).authorization.slice('Bearer '.length);
}

export function withoutStore({ store: _, ...site }: SiteConfig & { readonly store?: unknown }): SiteConfig {
  return site;
}

/** A configuration with one table permission changed. */
export function withPermission(
  config: SiteConfig,
  id: string,
  change: (permission: SiteConfig['tablePermissions'][number]) => SiteConfig['tablePermissions'][number],
): SiteConfig {
  return {
    ...config,
    tablePermissions: config.tablePermissions.map((one) => (one.id === id ? change(one) : one)),
  };
}
