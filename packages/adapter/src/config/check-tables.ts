import { type ColumnSchema, isStored, type TableSchema } from '@portico/protocol';
import type { Report } from './config-error.ts';
import { columnOf } from './site.ts';
import type { SiteConfig } from './site-config.ts';

type Tables = ReadonlyMap<string, TableSchema>;

/** Names that records use themselves, or that every JavaScript object answers to. */
const RESERVED: ReadonlySet<string> = new Set(['id', 'etag', 'constructor']);

/** Checks the tables and columns that a site adds; the standard ones are known to be right. */
export function checkTables(config: SiteConfig, tables: Tables, report: Report): void {
  for (const [index, table] of (config.tables ?? []).entries()) {
    const path = `tables[${index}]`;
    checkColumns(table, Object.entries(table.columns), `${path}.columns`, tables, report);
    checkTable(table, path, report);
  }
  for (const [name, added] of Object.entries(config.columns ?? {})) {
    const table = tables.get(name);
    if (table) checkColumns(table, Object.entries(added), `columns.${name}`, tables, report);
  }
}

function checkTable(table: TableSchema, path: string, report: Report): void {
  const needs = (name: string, place: string, fits: (column: ColumnSchema) => boolean, what: string) => {
    const column = columnOf(table, name);
    if (!column) report(`${path}.${place}`, `"${name}" is not a column of ${table.name}`);
    else if (!fits(column)) report(`${path}.${place}`, `"${name}" must be ${what}`);
  };
  needs(table.title, 'title', isStored, 'a stored column');
  for (const [index, set] of (table.unique ?? []).entries())
    for (const name of set) needs(name, `unique[${index}]`, isStored, 'a stored column');
  const search = table.search;
  if (!search) return;
  const isText = (column: ColumnSchema) => column.type === 'text' || column.type === 'html';
  if (Object.keys(search.weights).length === 0)
    report(`${path}.search.weights`, 'names no column; leave "search" out if the table is not searched');
  for (const name of Object.keys(search.weights))
    needs(name, 'search.weights', isText, 'a text or html column');
  needs(search.excerpt, 'search.excerpt', isText, 'a text or html column');
  needs(search.visibility, 'search.visibility', (column) => column.type === 'choice', 'a choice column');
  const isFacet = (column: ColumnSchema) => ['choice', 'lookup', 'text'].includes(column.type);
  for (const name of search.facets) needs(name, 'search.facets', isFacet, 'a choice, lookup or text column');
}

function checkColumns(
  table: TableSchema,
  columns: readonly (readonly [string, ColumnSchema])[],
  path: string,
  tables: Tables,
  report: Report,
): void {
  for (const [name, column] of columns) {
    const place = `${path}.${name}`;
    if (RESERVED.has(name)) report(place, 'is a reserved name; choose another');
    if (column.type === 'lookup' && !tables.has(column.target))
      report(`${place}.target`, `"${column.target}" is not a table of this site`);
    if (column.type === 'count') checkCount(table, column, place, tables, report);
    if (column.type === 'html' && column.rendersFrom !== undefined) {
      if (columnOf(table, column.rendersFrom)?.type !== 'text')
        report(`${place}.rendersFrom`, `"${column.rendersFrom}" is not a text column of ${table.name}`);
    }
    if (column.type === 'choice') checkChoices(column, place, report);
    if ((name === 'created_at' || name === 'updated_at') && column.type !== 'datetime')
      report(place, 'is stamped with the time, so it must be a datetime column');
  }
}

function checkCount(
  table: TableSchema,
  column: ColumnSchema & { readonly type: 'count' },
  place: string,
  tables: Tables,
  report: Report,
): void {
  const counted = tables.get(column.of);
  if (!counted) {
    report(`${place}.of`, `"${column.of}" is not a table of this site`);
    return;
  }
  const lookup = columnOf(counted, column.lookup);
  if (lookup?.type !== 'lookup' || lookup.target !== table.name)
    report(`${place}.lookup`, `"${column.lookup}" is not a lookup from ${column.of} to ${table.name}`);
}

function checkChoices(
  column: ColumnSchema & { readonly type: 'choice' },
  place: string,
  report: Report,
): void {
  const values = column.choices.map((choice) => choice.value);
  if (new Set(values).size !== values.length) report(`${place}.choices`, 'has a value twice');
  if (column.default !== undefined && !values.includes(column.default))
    report(`${place}.default`, `"${column.default}" is none of the choices`);
}
