import { isLookupValue } from '@portico/protocol';
import type { VerifiedToken } from '../authenticate/bearer-token.ts';
import { contactByEmail, findContact } from '../authenticate/identify.ts';
import { ANONYMOUS, type Subject } from '../authenticate/subject.ts';
import { webRolesOf } from '../authenticate/web-roles.ts';
import { OWN_ACCOUNT, OWN_CONTACT, symbolicSubject } from '../check/access/symbolic-subject.ts';
import type { Site } from '../config/site.ts';
import type { Planner } from '../plan/make-plan.ts';
import type { Store } from '../store/store.ts';

interface Records {
  readonly planner: Planner;
  readonly store: Store;
}

/**
 * A contact as the subject it is when signed in, with its account as the records have it. `authenticated` comes with it.
 *
 * @returns null where there is no such contact
 */
export async function subjectOfContact(
  contact: string,
  webRoles: readonly string[],
  { planner, store }: Records,
): Promise<Subject | null> {
  const record = await store.get(planner.contactOf(contact));
  if (!record) return null;
  const account = isLookupValue(record.account) ? record.account.id : null;
  const roles = new Set(['authenticated', ...webRoles]);
  return { ...ANONYMOUS, key: `contact ${contact}`, authenticated: true, contact, account, webRoles: roles };
}

/**
 * Who the adapter would take a token for, by its claims alone: signature, audience and times are not looked at, and
 * nothing is written, so one who would be registered at the first sign-in has no contact yet.
 *
 * @param claims `iss` may be left out where the site has one issuer
 * @returns null where no configured issuer has such tokens, or `sub` is missing
 */
export async function subjectOfClaims(
  site: Site,
  claims: Readonly<Record<string, unknown>>,
  records: Records,
): Promise<Subject | null> {
  const issuers = site.config.identity?.issuers ?? [];
  const issuer =
    claims.iss === undefined && issuers.length === 1
      ? issuers[0]
      : issuers.find((one) => one.issuer === claims.iss);
  if (!issuer || typeof claims.sub !== 'string') return null;
  const token: VerifiedToken = { issuer, claims: { ...claims, sub: claims.sub, exp: 0, iat: 0 } };
  const email = claims.email_verified === true && typeof claims.email === 'string' ? claims.email : null;
  const contact =
    (await findContact(token, records)) ??
    (issuer.linkByVerifiedEmail && email ? await contactByEmail(email, records) : null);
  const webRoles = webRolesOf(claims, issuer);
  const known = contact === null ? null : await subjectOfContact(contact, [...webRoles], records);
  return known ?? { ...ANONYMOUS, key: `${issuer.issuer}|${claims.sub}`, authenticated: true, webRoles };
}

/** Stands for whatever contact and account a person has: to speak of "their own" in general terms. */
export const ANYONE = { contact: OWN_CONTACT, account: OWN_ACCOUNT } as const;

/**
 * Somebody with these web roles and no others but `authenticated`, which comes with every one but `anonymous`.
 *
 * @param claims null: a person without contact and account
 */
export function subjectOfRoles(webRoles: readonly string[], claims: typeof ANYONE | null): Subject {
  const subject = symbolicSubject(webRoles);
  return subject.authenticated ? { ...subject, ...(claims ?? { contact: null, account: null }) } : subject;
}
