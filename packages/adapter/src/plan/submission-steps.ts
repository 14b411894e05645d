import type { Campaign, FormSubmission, Issue, TableSchema } from '@portico/protocol';
import { EVERYTHING } from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import type { FormConfig, FormFieldConfig } from '../config/site-config.ts';
import { completeRecord } from './complete-record.ts';
import type { WriteContext } from './context.ts';
import { type PlannedCreate, planCreate } from './create-step.ts';
import type { CreateStep } from './plan.ts';
import { type Planning, tableNamed } from './planning.ts';
import { refuseIssues, type Values } from './read-values.ts';

export interface SubmissionContext extends WriteContext {
  /** The page's origin, as the browser says. */
  readonly origin: string | null;
  readonly locale: string | null;
}

/**
 * One answer to a form: the record, made under the sender's create permission, and a consent record for
 * each consent the form asks for, given or not, in the words that were shown.
 */
export function planSubmission(
  planning: Planning,
  form: FormConfig,
  submission: FormSubmission,
  context: SubmissionContext,
): PlannedCreate & { readonly consents: readonly CreateStep[] } {
  const table = tableNamed(planning.site, form.table);
  const fixed = new Map([
    ...Object.entries(form.fixed ?? {}),
    ...campaignValues(form, table, submission.campaign ?? {}),
  ]);
  const check = (given: Values, issues: Issue[]) => {
    checkFields(form, table, given, issues);
    checkConsents(form, submission.consents ?? {}, issues);
  };
  const planned = planCreate(planning, table, { values: submission.values, fixed, check }, context);
  return { ...planned, consents: consentSteps(planning, form, submission, planned, context) };
}

function checkFields(form: FormConfig, table: TableSchema, given: Values, issues: Issue[]): void {
  const fields = new Map(form.fields.map((field) => [field.column, field]));
  for (const name of given.keys()) {
    if (!fields.has(name)) issues.push({ path: name, message: 'This form has no such field.' });
  }
  const isRequired = (field: FormFieldConfig) => field.required ?? columnOf(table, field.column)?.required;
  for (const [name, field] of fields) {
    const value = given.get(name) ?? null;
    const message = value === null ? isRequired(field) && 'A value is required.' : beyondLimits(field, value);
    if (message && !issues.some((issue) => issue.path === name)) issues.push({ path: name, message });
  }
}

/** A field may be narrower than its column. A required checkbox is one that must be ticked. */
function beyondLimits(field: FormFieldConfig, value: string | number | boolean): string | false {
  if (field.required && value === false) return 'Tick this box.';
  if (typeof value === 'string' && field.maxLength !== undefined && value.length > field.maxLength)
    return `Enter at most ${field.maxLength} characters.`;
  if (typeof value === 'number' && field.min !== undefined && value < field.min)
    return `Enter ${field.min} or more.`;
  if (typeof value === 'number' && field.max !== undefined && value > field.max)
    return `Enter ${field.max} or less.`;
  return false;
}

function checkConsents(form: FormConfig, consents: Readonly<Record<string, boolean>>, issues: Issue[]): void {
  const known = new Map((form.consents ?? []).map((consent) => [consent.name, consent]));
  for (const name of Object.keys(consents)) {
    if (!known.has(name))
      issues.push({ path: `consents.${name.slice(0, 63)}`, message: 'This form asks for no such consent.' });
  }
  for (const { name, required } of known.values()) {
    if (required && !isGiven(consents, name))
      issues.push({ path: `consents.${name}`, message: 'Please agree to this to continue.' });
  }
}

function isGiven(consents: Readonly<Record<string, boolean>>, name: string): boolean {
  return Object.hasOwn(consents, name) && consents[name] === true;
}

/**
 * Campaign values come from the address bar, not from the person: what does not fit is cut, so that no
 * answer is lost to an overlong link.
 */
function campaignValues(
  form: FormConfig,
  table: TableSchema,
  campaign: Campaign,
): (readonly [string, string])[] {
  const values: (readonly [string, string])[] = [];
  for (const [source, name] of Object.entries(form.campaign ?? {})) {
    const value: unknown = Object.hasOwn(campaign, source) ? campaign[source as keyof Campaign] : undefined;
    const column = columnOf(table, name);
    if (typeof value !== 'string' || column?.type !== 'text') continue;
    const text = value
      .toWellFormed()
      .replace(/\p{Cc}+/gu, ' ')
      .trim();
    if (text !== '') values.push([name, text.slice(0, column.maxLength).toWellFormed()]);
  }
  return values;
}

function consentSteps(
  planning: Planning,
  form: FormConfig,
  submission: FormSubmission,
  { step }: PlannedCreate,
  context: SubmissionContext,
): CreateStep[] {
  const table = tableNamed(planning.site, 'consent');
  return (form.consents ?? []).map(({ name, text }) => {
    const issues: Issue[] = [];
    const values = new Map(
      Object.entries({
        form: form.name,
        name,
        text,
        given: isGiven(submission.consents ?? {}, name),
        table: form.table,
        record: step.record.id,
        locale: context.locale?.slice(0, 35) ?? null,
        origin: context.origin?.slice(0, 500) ?? null,
      }),
    );
    const stamps = { id: context.newId(), now: context.now, displayName: null };
    const record = completeRecord(table, values, stamps, issues);
    refuseIssues(issues);
    return { type: 'create', table, record, allowed: EVERYTHING, references: [], onDuplicate: 'refuse' };
  });
}
