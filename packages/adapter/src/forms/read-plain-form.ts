import {
  type Campaign,
  type ColumnSchema,
  type FormSubmission,
  type Issue,
  ProtocolError,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import type { FormConfig } from '../config/site-config.ts';

/** Names by which a plain form sends where its visitor came from. */
const CAMPAIGN: Readonly<Record<string, keyof Campaign>> = {
  utm_source: 'source',
  utm_medium: 'medium',
  utm_campaign: 'name',
  utm_term: 'term',
  utm_content: 'content',
  landing_page: 'landingPage',
  referrer: 'referrer',
};

const MAX_FIELDS = 200;

/**
 * A submission that a plain HTML form sends when scripts did not run: every value is text, an unticked box
 * is absent, an empty input is an empty string. Inputs carry the names of fields and consents. Names the
 * form does not know and names sent twice are `invalid_values`.
 */
export function readPlainForm(body: string, form: FormConfig, table: TableSchema): FormSubmission {
  const sent = readPairs(body);
  const consents: Record<string, boolean> = {};
  const values: Record<string, StoredValue> = {};
  const campaign: Record<string, string> = {};
  const issues: Issue[] = [];
  const fields = new Set(form.fields.map(({ column }) => column));
  const consentNames = new Set((form.consents ?? []).map(({ name }) => name));
  for (const [name, text] of sent) {
    const column = fields.has(name) ? columnOf(table, name) : undefined;
    if (column) values[name] = typedValue(column, text);
    else if (consentNames.has(name)) consents[name] = isTicked(text);
    else if (Object.hasOwn(CAMPAIGN, name)) campaign[CAMPAIGN[name] as string] = text;
    else issues.push({ path: name.slice(0, 63), message: 'This form has no such field.' });
  }
  if (issues.length > 0) throw new ProtocolError('invalid_values', '', { issues });
  for (const field of fields) {
    if (!(field in values) && columnOf(table, field)?.type === 'boolean') values[field] = false;
  }
  return { values, consents, campaign };
}

function readPairs(body: string): Map<string, string> {
  const pairs = new Map<string, string>();
  try {
    decodeURIComponent(body.replace(/\+/g, ' '));
  } catch {
    throw new ProtocolError('malformed_request', 'The form is not UTF-8.');
  }
  for (const [name, value] of new URLSearchParams(body)) {
    if (pairs.has(name) || pairs.size === MAX_FIELDS) {
      throw new ProtocolError('malformed_request', 'The form sends a name twice, or too many.');
    }
    pairs.set(name, value);
  }
  return pairs;
}

/** A value in the type of its column; text that is none of it stays text, for the plan to name the fault. */
function typedValue(column: ColumnSchema, text: string): StoredValue {
  if (column.type === 'boolean') return isTicked(text);
  if (text === '') return null;
  const isNumber = column.type === 'integer' || column.type === 'decimal';
  return isNumber && /^-?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

function isTicked(text: string): boolean {
  return !['', 'false', 'off', '0', 'no'].includes(text.trim().toLowerCase());
}
