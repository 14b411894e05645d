import type { Filter } from '@portico/protocol';
import { compileCondition, mappedColumn, rawLiteral, targetOf } from './compile-condition.ts';
import type { Mappings, TableMapping } from './mapping/table-mapping.ts';
import { UnsupportedFilterError } from './unsupported-filter-error.ts';

/**
 * A filter as the value of `$filter`, before percent-encoding.
 *
 * Dataverse compares text without regard to case and ignores trailing blanks, so conditions on text other
 * than `is_null` throw: an answer that is nearly right would be an access decision that is wrong.
 * SQL's third truth value is kept out by testing for null before each comparison, so `not` means what it
 * says. Source: OData 4.01 part 2, section 5.1.1, and Dataverse's "Query data using the Web API".
 *
 * It does not say which rows are records of ours; {@link rowFilter} does.
 *
 * @throws UnsupportedFilterError for what cannot be said exactly, and for columns without a mapping.
 */
export function compileFilter(filter: Filter, table: TableMapping, mappings: Mappings, path = ''): string {
  switch (filter.type) {
    case 'everything':
      return `${path}${table.key} ne null`;
    case 'nothing':
      return `${path}${table.key} eq null`;
    case 'and':
    case 'or':
      return join(filter.type, filter.filters, (part) => compileFilter(part, table, mappings, path));
    case 'not':
      return `not (${compileFilter(filter.filter, table, mappings, path)})`;
    case 'related':
      return compileRelated(filter, table, mappings, path);
    case 'condition':
      return compileCondition(filter, table, mappings, path);
  }
}

/** The rows that are records of ours, for `$filter`; null when every row is. */
export function rowFilter(table: TableMapping, path = ''): string | null {
  if (!table.rows || table.rows.length === 0) return null;
  return table.rows.map((row) => `${path}${row.name} ${row.operator} ${rawLiteral(row)}`).join(' and ');
}

function compileRelated(
  filter: Extract<Filter, { type: 'related' }>,
  table: TableMapping,
  mappings: Mappings,
  path: string,
): string {
  const column = mappedColumn(table, filter.lookup);
  if (column.kind !== 'lookup') throw new UnsupportedFilterError(`${filter.lookup} is not a lookup`);
  const target = targetOf(column, mappings);
  const inner = `${path}${column.navigation}/`;
  const rows = rowFilter(target, inner);
  // The record pointed to must exist: without this test a negation inside would hold for an empty lookup.
  const exists = `${inner}${target.key} ne null${rows === null ? '' : ` and ${rows}`}`;
  return `(${exists} and (${compileFilter(filter.filter, target, mappings, inner)}))`;
}

function join(word: 'and' | 'or', filters: readonly Filter[], compile: (part: Filter) => string): string {
  if (filters.length === 0) throw new UnsupportedFilterError(`an empty ${word}`);
  return `(${filters.map(compile).join(` ${word} `)})`;
}
