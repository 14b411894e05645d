import { createAdapter } from '../../adapter.ts';
import { acknowledged } from '../../check/testing/acknowledged.ts';
import type { Store } from '../../store/store.ts';
import {
  createFakeIdentityProvider,
  type FakeIdentityProvider,
} from '../../testing/fake-identity-provider.ts';
import { ISSUER } from '../generate/random-world.ts';
import type { Person, World } from '../world.ts';

/** What came back, to the last byte. */
export interface Heard {
  readonly status: number;
  /** Sorted by name. */
  readonly headers: readonly (readonly [string, string])[];
  readonly text: string;
}

export interface Sent {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Becomes the body, as JSON. */
  readonly json?: unknown;
}

/** When the request comes, and which id the record gets that it makes. */
export interface At {
  readonly now: string;
  readonly newId: string;
}

/** A whole adapter over one store: what comes from the network, as the network carries it. */
export interface Handler {
  send(person: Person, sent: Sent, at: At): Promise<Heard>;
  /** What was logged so far, as text. */
  readonly logged: readonly string[];
}

/** Tokens are made once for all worlds and hold for as long as any of them is asked. */
export interface SignIn {
  readonly fetch: typeof globalThis.fetch;
  token(person: Person): Promise<string>;
}

const ISSUED = new Date('2026-05-31T00:00:00.000Z');
const BASE = 'https://help.example';
const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

export async function createSignIn(): Promise<SignIn> {
  const provider: FakeIdentityProvider = await createFakeIdentityProvider({
    issuer: ISSUER,
    now: () => ISSUED,
  });
  const tokens = new Map<string, Promise<string>>();
  return {
    fetch: provider.fetch,
    token: ({ name, webRoles }) => {
      const roles = [...webRoles].filter((role) => role !== 'authenticated');
      const key = `${name} ${roles}`;
      const exp = ISSUED.getTime() / 1000 + 30 * 86_400;
      const token = tokens.get(key) ?? provider.token({ sub: name, name, roles, exp });
      tokens.set(key, token);
      return token;
    },
  };
}

/** Who can come over HTTP: strangers, and people with a contact and the web roles that signing in gives. */
export function canSignIn({ contact, webRoles }: Person): boolean {
  if (webRoles.has('anonymous')) return contact === null;
  return contact !== null && webRoles.has('authenticated');
}

export async function openHandler(world: World, store: Store, signIn: SignIn): Promise<Handler> {
  const logged: string[] = [];
  const log = (details: Readonly<Record<string, unknown>>, message: string) => {
    const { err } = details;
    logged.push(`${message} ${JSON.stringify(details)} ${err instanceof Error ? err.stack : ''}`);
  };
  let at: At = { now: ISSUED.toISOString(), newId: '' };
  let ids: string[] = [];
  const adapter = await createAdapter({
    // Random worlds open what no site should: as if their operator stood by it.
    site: acknowledged(world.config, ISSUED),
    store,
    fetch: signIn.fetch,
    logger: { error: log, warn: log },
    now: () => new Date(at.now),
    newId: () => ids.shift() ?? crypto.randomUUID(),
  });
  return {
    logged,
    async send(person, { path, method = 'GET', headers, json }, moment) {
      at = moment;
      ids = [REQUEST_ID, moment.newId];
      const given = new Headers(headers);
      if (person.contact !== null) given.set('authorization', `Bearer ${await signIn.token(person)}`);
      if (json !== undefined) given.set('content-type', 'application/json');
      const body = json === undefined ? {} : { body: JSON.stringify(json) };
      const response = await adapter.fetch(new Request(BASE + path, { method, headers: given, ...body }));
      const heard = [...response.headers].sort(([a], [b]) => (a < b ? -1 : 1));
      return { status: response.status, headers: heard, text: await response.text() };
    },
  };
}
