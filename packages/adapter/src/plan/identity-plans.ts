import { and, EVERYTHING, eq, type Filter, type Issue, or, type TableSchema } from '@portico/protocol';
import type { Site } from '../config/site.ts';
import { completeRecord } from './complete-record.ts';
import type { WriteContext } from './context.ts';
import { normalizeText } from './normalize-text.ts';
import type { CreateStep, GetPlan, ListPlan, Projection } from './plan.ts';
import { tableNamed } from './planning.ts';
import { refuseIssues } from './read-values.ts';
import { systemProjection } from './system-projection.ts';

/**
 * Reading and keeping who someone is happens before there is a subject, so it goes by a permission of its
 * own, built in and named in the audit trail: it reaches the columns below and nothing else.
 */
export const SYSTEM_IDENTITY = 'system:identity';

export interface Person {
  readonly issuer: string;
  readonly subject: string;
  /** From the token; whatever a column cannot hold is left out. */
  readonly name: string | null;
  readonly email: string | null;
}

/** The identity record of an issuer's subject; its `contact` is the person. */
export function findIdentityPlan(site: Site, issuer: string, subject: string): ListPlan {
  const where = and(eq('issuer', issuer), eq('subject', subject));
  return listFor(systemProjection(site, SYSTEM_IDENTITY, 'identity', ['contact']), where, 1);
}

/**
 * Contacts with an e-mail address, as typed or in lower case; two are enough to see that it is not one's own.
 * Only A to Z have a lower case here: Unicode's would make another person's `k` of a Kelvin sign.
 */
export function findContactByEmailPlan(site: Site, email: string): ListPlan {
  const lower = email.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const where = or(eq('email', email), eq('email', lower));
  return listFor(systemProjection(site, SYSTEM_IDENTITY, 'contact', ['email']), where, 2);
}

export function contactOfPlan(site: Site, id: string): GetPlan {
  const columns = ['name', 'display_name', 'email', 'account', 'locale'];
  return { type: 'get', projection: systemProjection(site, SYSTEM_IDENTITY, 'contact', columns), id };
}

/** Makes a contact and ties the issuer's subject to it. */
export function registerSteps(site: Site, person: Person, context: WriteContext): CreateStep[] {
  const contact = tableNamed(site, 'contact');
  const email = fitting(contact, 'email', person.email);
  const name = fitting(contact, 'name', person.name) ?? email ?? 'Guest';
  const step = createStep(contact, { name, email }, context);
  return [step, linkStep(site, { ...person, contact: step.record.id }, context)];
}

/** Ties an issuer's subject to a contact there is. A subject already tied is refused as a duplicate. */
export function linkStep(
  site: Site,
  { issuer, subject, contact }: Person & { readonly contact: string },
  context: WriteContext,
): CreateStep {
  return createStep(tableNamed(site, 'identity'), { issuer, subject, contact }, context);
}

function createStep(
  table: TableSchema,
  values: Readonly<Record<string, string | null>>,
  context: WriteContext,
): CreateStep {
  const issues: Issue[] = [];
  const stamps = { id: context.newId(), now: context.now, displayName: null };
  const record = completeRecord(table, new Map(Object.entries(values)), stamps, issues);
  refuseIssues(issues);
  return { type: 'create', table, record, allowed: EVERYTHING, references: [], onDuplicate: 'refuse' };
}

function fitting(table: TableSchema, name: string, text: string | null): string | null {
  const column = table.columns[name];
  if (text === null || column?.type !== 'text') return null;
  const normalized = normalizeText(text, column);
  return normalized.ok ? (normalized.value as string | null) : null;
}

function listFor(shown: Projection, where: Filter, limit: number): ListPlan {
  return { type: 'list', projection: shown, where, sort: [], limit, after: null, count: false };
}
