import {
  type ColumnSchema,
  isStored,
  RECORD_ID,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import type { Report } from './config-error.ts';
import { isSettable } from './settable.ts';
import { columnOf } from './site.ts';
import type { FormConfig, SiteConfig } from './site-config.ts';

type Tables = ReadonlyMap<string, TableSchema>;

export function checkForms(config: SiteConfig, tables: Tables, report: Report): void {
  const names = new Set<string>();
  for (const [index, form] of (config.forms ?? []).entries()) {
    const path = `forms[${index}]`;
    if (names.has(form.name)) report(`${path}.name`, `"${form.name}" is used twice`);
    names.add(form.name);
    const table = tables.get(form.table);
    if (!table) report(`${path}.table`, `"${form.table}" is not a table of this site`);
    else checkForm(form, table, tables, path, report);
    checkRedirect(form.success.redirect, `${path}.success.redirect`, report);
  }
}

function checkForm(form: FormConfig, table: TableSchema, tables: Tables, path: string, report: Report): void {
  const taken = new Set<string>();
  const take = (place: string, name: string) => {
    if (taken.has(name)) report(place, `"${name}" is set twice by this form`);
    taken.add(name);
  };
  const unknown = (name: string) => `"${name}" is not a column of ${table.name}`;

  for (const [index, field] of form.fields.entries()) {
    const place = `${path}.fields[${index}].column`;
    const column = columnOf(table, field.column);
    take(place, field.column);
    if (!column) report(place, unknown(field.column));
    else if (!isSettable(column))
      report(place, `"${field.column}" is set by the adapter alone; leave it out`);
  }
  for (const [name, value] of Object.entries(form.fixed ?? {})) {
    const place = `${path}.fixed.${name}`;
    const column = columnOf(table, name);
    take(place, name);
    if (!column || !isStored(column)) report(place, unknown(name));
    else if (!canHold(column, value)) report(place, `${JSON.stringify(value)} is not a ${column.type} value`);
  }
  for (const [source, name] of Object.entries(form.campaign ?? {})) {
    const place = `${path}.campaign.${source}`;
    take(place, name);
    if (columnOf(table, name)?.type !== 'text')
      report(place, `"${name}" is not a text column of ${table.name}`);
  }
  const consents = (form.consents ?? []).map((consent) => consent.name);
  if (new Set(consents).size !== consents.length) report(`${path}.consents`, 'has a name twice');
  if (form.reference !== undefined && columnOf(table, form.reference)?.type !== 'text')
    report(`${path}.reference`, `"${form.reference}" is not a text column of ${table.name}`);
  if (form.deflect) checkDeflect(form, tables, `${path}.deflect`, report);
}

function checkDeflect(form: FormConfig, tables: Tables, path: string, report: Report): void {
  const { field, tables: searched } = form.deflect as NonNullable<FormConfig['deflect']>;
  if (!form.fields.some((candidate) => candidate.column === field))
    report(`${path}.field`, `"${field}" is not a field of this form`);
  for (const [index, name] of searched.entries()) {
    if (!tables.get(name)?.search) report(`${path}.tables[${index}]`, `"${name}" is not a searched table`);
  }
}

/** A page of the site or an https address: never a script. */
function checkRedirect(redirect: string | undefined, path: string, report: Report): void {
  if (redirect === undefined || /^\/(?![/\\])/.test(redirect)) return;
  if (!URL.canParse(redirect) || !/^https?:$/.test(new URL(redirect).protocol))
    report(path, 'must be a path such as /thanks.html, or an https address');
}

function canHold(column: ColumnSchema, value: StoredValue): boolean {
  if (value === null) return !column.required;
  switch (column.type) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'decimal':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return column.choices.some((choice) => choice.value === value);
    case 'lookup':
      return typeof value === 'string' && RECORD_ID.test(value);
    case 'text':
    case 'html':
      return typeof value === 'string' && value.length <= column.maxLength;
    default:
      return typeof value === 'string';
  }
}
