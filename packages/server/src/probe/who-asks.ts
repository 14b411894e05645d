import { createMemoryStore, createPlanner, type Site } from '@portico/adapter';
import { subjectOfClaims } from '@portico/adapter/explain';
import type { Person } from '@portico/adapter/oracle';
import { PATHS, type SessionInfo } from '@portico/protocol';
import { CommandError, EXIT } from '../command-error.ts';
import type { Records } from '../config/with-records.ts';
import type { Asker } from './http/asker.ts';
import { type Heard, headerOf, isDone, problemCodeOf } from './http/heard.ts';

export const NOBODY_YET: SessionInfo = {
  authenticated: false,
  displayName: null,
  webRoles: ['anonymous'],
  contact: null,
  account: null,
  expiresAt: null,
};

/** @throws CommandError where what answers is no adapter */
export async function checkAdapter(asker: Asker): Promise<void> {
  const heard = await asker.ask({ path: PATHS.site() });
  const location = headerOf(heard, 'location');
  if (heard.status >= 300 && heard.status < 400)
    throw notDone(
      `${heard.url} leads to ${location}. Redirects are not followed; probe what is meant itself.`,
    );
  const { name, forms } = (heard.json ?? {}) as { name?: unknown; forms?: unknown };
  if (isDone(heard) && typeof name === 'string' && Array.isArray(forms)) return;
  throw notDone(
    `${heard.url} answers ${heard.status}, but not as an adapter does. Give the address that pages have in data-adapter.`,
  );
}

/** Who the adapter takes the token for. @throws CommandError where it does not take it */
export async function sessionOf(asker: Asker, token: string): Promise<SessionInfo> {
  const heard = await asker.ask({ path: PATHS.session(), token });
  if (!isDone(heard)) throw notDone(whyNotTaken(heard));
  const session = heard.json as SessionInfo;
  if (session?.authenticated !== true)
    throw notDone(
      'The adapter passes over the token and answers as to anybody: it has no sign-in, or a proxy takes the token out.',
    );
  return session;
}

/**
 * Who the token's claims mean by the configuration: as `explain --as` reads them. With the records of the configuration at
 * hand contact and account come from there, else from the adapter's own word.
 */
export async function personOf(
  site: Site,
  token: string,
  session: SessionInfo,
  records: Records | null,
): Promise<Person> {
  const claims = claimsIn(token);
  const subject = claims && (await subjectOfClaims(site, claims, records ?? (await noRecords(site))));
  if (!subject)
    throw notDone(
      'No issuer of the configuration has such tokens: look at iss and sub, and whether it is the configuration of this adapter.',
    );
  if (records && subject.contact !== session.contact)
    throw notDone(
      'The adapter takes the token for another contact than the store of the configuration has for it: this adapter does not read that store.',
    );
  const { contact, account } = records ? subject : session;
  return { name: 'signed in', contact, account, webRoles: subject.webRoles };
}

function whyNotTaken(heard: Heard): string {
  const code = problemCodeOf(heard);
  if (code === 'registration_closed')
    return 'Nobody is known by this token, and the adapter registers nobody. Take the token of somebody it knows.';
  if (heard.status === 401)
    return 'The adapter does not take the token: it may have expired, or be for another audience.';
  return `The adapter answers the token with ${heard.status} ${code ?? ''}`.trim();
}

function claimsIn(token: string): Readonly<Record<string, unknown>> | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null
      ? (claims as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

async function noRecords(site: Site): Promise<Records> {
  const store = createMemoryStore();
  await store.open(site.storeTables);
  return { store, planner: createPlanner(site) };
}

function notDone(message: string): CommandError {
  return new CommandError(message, EXIT.notDone);
}
