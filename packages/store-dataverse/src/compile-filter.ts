import { type Condition, type Filter, RECORD_ID, type StoredValue } from '@portico/protocol';
import type { ColumnMapping, Mappings, TableMapping } from './mapping/table-mapping.ts';

/** The filter has no exact counterpart in OData as Dataverse speaks it. The store must not approximate. */
export class UnsupportedFilterError extends Error {
  override readonly name = 'UnsupportedFilterError';
}

/**
 * A filter as the value of `$filter`, before percent-encoding.
 *
 * Dataverse compares text without regard to case and ignores trailing blanks, so conditions on text other
 * than `is_null` throw: an answer that is nearly right would be an access decision that is wrong.
 * SQL's third truth value is kept out by testing for null before each comparison, so `not` means what it
 * says. Source: OData 4.01 part 2, section 5.1.1, and Dataverse's "Query data using the Web API".
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
      return compileCondition(filter, table, path);
  }
}

function compileRelated(
  filter: Extract<Filter, { type: 'related' }>,
  table: TableMapping,
  mappings: Mappings,
  path: string,
): string {
  const column = columnOf(table, filter.lookup);
  if (column.kind !== 'lookup') throw new UnsupportedFilterError(`${filter.lookup} is not a lookup`);
  const target = mappings[column.target];
  if (!target) throw new UnsupportedFilterError(`no mapping for table ${column.target}`);
  const inner = `${path}${column.navigation}/`;
  // The record pointed to must exist: without this test a negation inside would hold for an empty lookup.
  return `(${inner}${target.key} ne null and (${compileFilter(filter.filter, target, mappings, inner)}))`;
}

function compileCondition(condition: Condition, table: TableMapping, path: string): string {
  const { operator, value } = condition;
  const column = columnOf(table, condition.column);
  const name = path + nameOf(column);
  if (operator === 'is_null') return `${name} ${value === true ? 'eq' : 'ne'} null`;
  if (column.kind === 'text')
    throw new UnsupportedFilterError(`text is compared loosely: ${condition.column}`);
  if (operator === 'contains' || operator === 'starts_with') {
    throw new UnsupportedFilterError(`${operator} needs text: ${condition.column}`);
  }
  if (operator === 'in') {
    const values = Array.isArray(value) ? value : [value];
    const tests = values.filter((one) => one !== null).map((one) => `${name} eq ${literal(column, one)}`);
    return tests.length === 0
      ? `${path}${table.key} eq null`
      : `(${name} ne null and (${tests.join(' or ')}))`;
  }
  if (value === null || Array.isArray(value)) return `${path}${table.key} eq null`;
  return `(${name} ne null and ${name} ${operator} ${literal(column, value as StoredValue)})`;
}

function columnOf(table: TableMapping, name: string): ColumnMapping {
  if (name === 'id') return { kind: 'lookup', name: table.key, navigation: '', target: '' };
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (!column) throw new UnsupportedFilterError(`${table.table} has no mapping for column ${name}`);
  return column;
}

/** Lookups are filtered by their value property; the primary key, which has no navigation, by its own name. */
function nameOf(column: ColumnMapping): string {
  return column.kind === 'lookup' && column.navigation !== '' ? `_${column.name}_value` : column.name;
}

function literal(column: ColumnMapping, value: StoredValue): string {
  switch (column.kind) {
    case 'lookup':
      if (typeof value === 'string' && RECORD_ID.test(value)) return value;
      break;
    case 'choice': {
      const option =
        typeof value === 'string' && Object.hasOwn(column.options, value) ? column.options[value] : undefined;
      if (option !== undefined) return String(option);
      break;
    }
    case 'boolean':
      if (typeof value === 'boolean') return String(value);
      break;
    case 'number':
      if (typeof value === 'number' && Number.isFinite(value)) return String(value);
      break;
    case 'datetime':
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return value;
      break;
    case 'date':
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
      break;
    case 'text':
      break;
  }
  throw new UnsupportedFilterError(`not a ${column.kind} value for ${column.name}`);
}

function join(word: 'and' | 'or', filters: readonly Filter[], compile: (part: Filter) => string): string {
  if (filters.length === 0) throw new UnsupportedFilterError(`an empty ${word}`);
  return `(${filters.map(compile).join(` ${word} `)})`;
}
