import type { Site } from '@portico/adapter';
import type { Person } from '@portico/adapter/oracle';
import type { SessionInfo } from '@portico/protocol';
import type { Records } from '../config/with-records.ts';
import type { Asker } from './http/asker.ts';
import { NOBODY_YET, personOf, sessionOf } from './who-asks.ts';

export const ANONYMOUS_VIEW = 'anonymous';
export const SIGNED_IN_VIEW = 'signed in';

/** Who a crawl is made as. */
export interface Visitor {
  readonly view: string;
  readonly token: string | null;
  /** As the adapter says. */
  readonly session: SessionInfo;
  /** As the configuration says; null without one. */
  readonly person: Person | null;
}

/**
 * Who crawls: with a token its bearer, then anybody. In this order, so that a cache that gives the answers of one to the
 * other is found out.
 */
export async function visitorsOf(
  asker: Asker,
  {
    token,
    site,
    records,
  }: { readonly token: string | null; readonly site: Site | null; readonly records: Records | null },
): Promise<readonly Visitor[]> {
  const person: Person = {
    name: ANONYMOUS_VIEW,
    contact: null,
    account: null,
    webRoles: new Set(['anonymous']),
  };
  const anybody: Visitor = { view: ANONYMOUS_VIEW, token: null, session: NOBODY_YET, person: site && person };
  if (token === null) return [anybody];
  const session = await sessionOf(asker, token);
  const bearer = site && (await personOf(site, token, session, records));
  return [{ view: SIGNED_IN_VIEW, token, session, person: bearer }, anybody];
}
