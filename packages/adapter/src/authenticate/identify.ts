import { type CellValue, isLookupValue, isProtocolError, ProtocolError } from '@portico/protocol';
import type { Planner } from '../plan/make-plan.ts';
import type { Store } from '../store/store.ts';
import type { VerifiedToken } from './bearer-token.ts';
import type { Subject } from './subject.ts';
import { webRolesOf } from './web-roles.ts';

export interface IdentifyOptions {
  readonly planner: Planner;
  readonly store: Store;
  readonly now: () => Date;
  readonly newId: () => string;
}

/**
 * The subject of a verified token. Contact and account are read from the records at every request, so a
 * right that is taken away there is gone at once; roles come from the mapped claim alone. A person unknown
 * here is linked by verified e-mail or registered where the issuer's configuration says so, and is
 * otherwise refused with `registration_closed`.
 */
export async function identify(token: VerifiedToken, options: IdentifyOptions): Promise<Subject> {
  const { planner, store } = options;
  const contact = (await findContact(token, options)) ?? (await registerContact(token, options));
  const record = await store.get(planner.contactOf(contact));
  if (!record) throw new ProtocolError('registration_closed');
  const { claims, issuer } = token;
  return Object.freeze({
    key: `${issuer.issuer}|${claims.sub}`,
    authenticated: true,
    contact,
    account: idOf(record.account),
    webRoles: webRolesOf(claims, issuer),
    displayName: textOf(record.display_name) ?? textOf(record.name) ?? displayNameOf(token),
    expiresAt: new Date(claims.exp * 1000).toISOString(),
  });
}

/** The contact that the issuer's subject is tied to. */
export async function findContact(
  { claims, issuer }: VerifiedToken,
  options: Pick<IdentifyOptions, 'planner' | 'store'>,
): Promise<string | null> {
  const found = await options.store.list(options.planner.findIdentity(issuer.issuer, claims.sub));
  return idOf(found.records[0]?.contact);
}

/** At the first sign-in: takes the contact with the token's verified e-mail, or makes one. */
async function registerContact(token: VerifiedToken, options: IdentifyOptions): Promise<string> {
  const { planner, store, now, newId } = options;
  const { claims, issuer } = token;
  const given = claims.email_verified === true ? textOf(claims.email) : null;
  // Half characters become U+FFFD on their way to a database, and somebody else's address may have one.
  const email = given?.isWellFormed() ? given : null;
  const contact = issuer.linkByVerifiedEmail && email ? await contactByEmail(email, options) : null;
  if (contact === null && issuer.registration !== 'open') throw new ProtocolError('registration_closed');
  const person = { issuer: issuer.issuer, subject: claims.sub, name: displayNameOf(token), email };
  const context = { now: now().toISOString(), newId };
  const plan = contact ? planner.link({ ...person, contact }, context) : planner.register(person, context);
  try {
    await store.write(plan);
  } catch (error) {
    // Two requests of a first page raced; the other one made it.
    if (!isProtocolError(error) || error.code !== 'duplicate_record') throw error;
  }
  const registered = await findContact(token, options);
  if (registered === null) throw new ProtocolError('registration_closed');
  return registered;
}

/** The contact a first sign-in would be tied to: an address that two share says nothing about who someone is. */
export async function contactByEmail(
  email: string,
  { planner, store }: Pick<IdentifyOptions, 'planner' | 'store'>,
): Promise<string | null> {
  const found = await store.list(planner.findContactByEmail(email));
  return found.records.length === 1 && found.next === null ? (found.records[0]?.id ?? null) : null;
}

function displayNameOf({ claims, issuer }: VerifiedToken): string | null {
  return textOf(claims[issuer.claims.displayName ?? 'name']);
}

function idOf(cell: CellValue | undefined): string | null {
  if (isLookupValue(cell)) return cell.id;
  return typeof cell === 'string' ? cell : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
