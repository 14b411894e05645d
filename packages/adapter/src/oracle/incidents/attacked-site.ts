import { createAdapter } from '../../adapter.ts';
import { acknowledged } from '../../check/testing/acknowledged.ts';
import { ConfigError } from '../../config/config-error.ts';
import { loadSite } from '../../config/load-site.ts';
import type { SiteConfig } from '../../config/site-config.ts';
import type { Logger } from '../../logger.ts';
import { createPlanner } from '../../plan/make-plan.ts';
import { createMemoryStore } from '../../store/memory-store.ts';
import { createFakeIdentityProvider } from '../../testing/fake-identity-provider.ts';
import type { OpenStore } from './incident.ts';

export type Values = Readonly<Record<string, string | number | boolean | null>>;

/** Records by table and id. */
export type Records = readonly (readonly [table: string, id: string, values: Values])[];

export interface Attempt {
  /** The `sub` of a good token; absent: none is sent. */
  readonly as?: string;
  /** Further claims of that token. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly method?: string;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back. Ids of requests are the same for all, so equal answers are equal to the byte. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A whole adapter over a store, as someone from outside talks to it. */
export interface AttackedSite {
  readonly send: (path: string, attempt?: Attempt) => Promise<Reply>;
  /** A token that the identity provider signs, with these claims. */
  readonly token: (claims: Readonly<Record<string, unknown>>) => Promise<string>;
  /** As an import would; the attacker cannot. */
  readonly put: (records: Records) => Promise<void>;
  readonly close: () => Promise<void>;
}

const NOW = new Date('2026-06-01T12:00:00.000Z');
const REQUEST_ID = '00000000-0000-4000-8000-00000000beef';
const BASE = 'https://help.example';

/**
 * Opens a site with these records. Where the configuration is one that the adapter refuses to start with, it is
 * acknowledged in writing: what such a site gives away is what the controls of the attacks show.
 *
 * @param people contacts that can sign in, by the `sub` of their tokens
 */
export async function openAttackedSite(
  open: OpenStore,
  config: SiteConfig,
  records: Records,
  people: Readonly<Record<string, string>>,
): Promise<AttackedSite> {
  const provider = await createFakeIdentityProvider({ issuer: ISSUER, now: () => NOW });
  const site = acknowledged(config, NOW);
  const store = await open();
  let ids: string[] = [];
  let failure: unknown;
  const log: Logger['error'] = ({ err }) => {
    failure = err;
  };
  const adapter = await createAdapter({
    site,
    store,
    fetch: provider.fetch,
    logger: { error: log, warn: log },
    now: () => NOW,
    newId: () => ids.shift() ?? crypto.randomUUID(),
  });
  const planner = createPlanner(loadSite(site));
  const context = { now: '2026-01-01T00:00:00.000Z', newId: () => crypto.randomUUID() };
  const put = async (added: Records) => {
    for (const [table, id, values] of added)
      await store.write(planner.importRecords(table, [{ id, values }], context));
  };
  await put(records);
  for (const [subject, contact] of Object.entries(people))
    await put([['identity', crypto.randomUUID(), { issuer: ISSUER, subject, contact }]]);
  return {
    put,
    token: (claims) => provider.token(claims),
    close: () => store.close(),
    async send(path, { as, claims = {}, method = 'GET', json, headers = {} } = {}) {
      ids = [REQUEST_ID];
      const sent = new Headers(headers);
      if (as !== undefined)
        sent.set('authorization', `Bearer ${await provider.token({ sub: as, name: as, ...claims })}`);
      if (json !== undefined) sent.set('content-type', 'application/json');
      const body = json === undefined ? {} : { body: JSON.stringify(json) };
      const response = await adapter.fetch(new Request(BASE + path, { method, headers: sent, ...body }));
      const text = await response.text();
      // No attack goes well or badly on an adapter that falls over.
      if (response.status === 500) throw new Error(`${method} ${path} failed: ${text}`, { cause: failure });
      return { status: response.status, headers: Object.fromEntries(response.headers), text };
    },
  };
}

/** Why the adapter does not start with a configuration that nobody acknowledged; null when it does. */
export async function refusalOf(config: SiteConfig): Promise<string | null> {
  try {
    await createAdapter({ site: config, store: createMemoryStore(), now: () => NOW });
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

export const ISSUER = 'https://id.example';
