import { type Adapter, type AdapterOptions, createAdapter } from '../adapter.ts';
import { loadSite } from '../config/load-site.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { createPlanner } from '../plan/make-plan.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { createFakeIdentityProvider, type FakeIdentityProvider } from './fake-identity-provider.ts';
import { PEOPLE, RECORDS } from './portal-records.ts';
import { portalSite } from './portal-site.ts';

/** A whole adapter over the memory store, with some records and people, as tests talk to it. */
export interface Portal {
  readonly adapter: Adapter;
  readonly store: Store;
  readonly identityProvider: FakeIdentityProvider;
  /** What was logged. */
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  /** Sends a request; `as` signs one of the people in, `json` becomes the body. */
  send(path: string, init?: PortalRequest): Promise<Response>;
  /** Imports further records, as an operator does. */
  add(table: string, id: string, values: Readonly<Record<string, unknown>>): Promise<void>;
}

export interface PortalRequest extends RequestInit {
  readonly as?: keyof typeof PEOPLE;
  readonly json?: unknown;
}

export const BASE = 'https://help.example';
export const ORIGIN = 'https://www.example';

export async function openPortal(
  overrides: Partial<AdapterOptions> & { readonly change?: (site: SiteConfig) => SiteConfig } = {},
): Promise<Portal> {
  const { change = (site) => site, ...options } = overrides;
  const identityProvider = await createFakeIdentityProvider();
  const store = options.store ?? createMemoryStore();
  const logged: Readonly<Record<string, unknown>>[] = [];
  const log = (details: Readonly<Record<string, unknown>>) => logged.push(details);
  const site = change(portalSite(identityProvider.issuer));
  const adapter = await createAdapter({
    site,
    store,
    fetch: identityProvider.fetch,
    logger: { error: log, warn: log },
    ...options,
  });
  const planner = createPlanner(loadSite(site));
  const context = { now: '2026-01-01T00:00:00.000Z', newId: () => crypto.randomUUID() };
  const add: Portal['add'] = async (table, id, values) => {
    await store.write(planner.importRecords(table, [{ id, values }], context));
  };
  for (const [table, id, values] of RECORDS) await add(table, id, values);
  for (const [name, { contact }] of Object.entries(PEOPLE)) {
    await add('identity', crypto.randomUUID(), { issuer: identityProvider.issuer, subject: name, contact });
  }

  return {
    adapter,
    store,
    identityProvider,
    logged,
    add,
    send: async (path, { as, json, headers, ...init } = {}) => {
      const sent = new Headers(headers);
      if (as) {
        const token = await identityProvider.token({ sub: as, roles: [...PEOPLE[as].roles] });
        sent.set('authorization', `Bearer ${token}`);
      }
      if (json !== undefined && !sent.has('content-type')) sent.set('content-type', 'application/json');
      const body = json === undefined ? init.body : JSON.stringify(json);
      return adapter.fetch(new Request(BASE + path, { ...init, headers: sent, ...(body ? { body } : {}) }));
    },
  };
}
