import { readFileSync } from 'node:fs';
import type { Site, Subject } from '@portico/adapter';
import { ANYONE, subjectOfClaims, subjectOfContact, subjectOfRoles } from '@portico/adapter/explain';
import { RECORD_ID } from '@portico/protocol';
import { CommandError, EXIT, messageOf } from '../command-error.ts';
import type { Records } from '../config/with-records.ts';

/**
 * Who `--as` means: a contact's id, web roles, or both, with commas between; or the claims of a token as JSON, the token
 * itself, or `@` and a file with either. A token is decoded, not verified: whoever runs this need not prove who they are.
 *
 * @param records null where only web roles can be meant
 */
export async function readSubject(
  site: Site,
  text: string,
  general: boolean,
  records: Records | null,
): Promise<Subject> {
  const written = text.startsWith('@') ? fileAt(text.slice(1)) : text.trim();
  const claims = claimsIn(written);
  if (claims) {
    const subject = records && (await subjectOfClaims(site, claims, records));
    if (!subject) throw wrong('No issuer of the configuration has such tokens: look at iss and sub.');
    return subject;
  }
  const parts = written.split(',').map((part) => part.trim());
  const contacts = parts.filter((part) => RECORD_ID.test(part));
  const roles = parts.filter((part) => !RECORD_ID.test(part) && part !== '');
  checkRoles(site, roles, contacts.length > 0);
  if (contacts.length > 1) throw wrong('--as takes one contact.');
  const [contact] = contacts;
  if (contact === undefined) {
    // Of somebody in general it can be said what is their own; of one record it needs a person.
    return subjectOfRoles(roles, general ? ANYONE : null);
  }
  const subject = records && (await subjectOfContact(contact, roles, records));
  if (!subject) throw new CommandError(`There is no contact ${contact}.`, EXIT.failed);
  return subject;
}

/** Whether reading who it is needs the records. */
export function namesSomebody(text: string): boolean {
  return (
    text.startsWith('@') ||
    /^\s*(\{|ey)/.test(text) ||
    text.split(',').some((part) => RECORD_ID.test(part.trim()))
  );
}

function checkRoles(site: Site, roles: readonly string[], withContact: boolean): void {
  const known = ['anonymous', 'authenticated', ...site.config.webRoles];
  const unknown = roles.find((role) => !known.includes(role));
  if (unknown !== undefined)
    throw wrong(`There is no web role ${unknown}. There are ${known.join(', ')}; a contact goes by its id.`);
  if (roles.includes('anonymous') && (roles.length > 1 || withContact))
    throw wrong('anonymous goes with no contact and no other web role.');
}

function claimsIn(text: string): Readonly<Record<string, unknown>> | null {
  const [, payload] = /^ey[\w-]+\.([\w-]+)\.[\w-]*$/.exec(text) ?? [];
  const json = payload === undefined ? text : Buffer.from(payload, 'base64url').toString('utf8');
  if (!json.startsWith('{')) return null;
  try {
    return JSON.parse(json);
  } catch (error) {
    throw wrong(`--as is no JSON: ${messageOf(error)}`);
  }
}

function fileAt(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${messageOf(error)}`, EXIT.failed, { cause: error });
  }
}

function wrong(message: string): CommandError {
  return new CommandError(message, EXIT.usage);
}
