import {
  type ColumnSchema,
  type Condition,
  type Filter,
  OPERATORS,
  type Operator,
  ProtocolError,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import type { GuardScope } from '../filter/guard.ts';
import { normalizeValue } from './normalize-value.ts';
import type { Grant } from './plan.ts';
import { type Planning, tableNamed } from './planning.ts';
import { readableColumn } from './projection.ts';

const MAX_DEPTH = 8;
const MAX_NODES = 100;
const MAX_VALUES = 200;
const MAX_TEXT = 1000;
/**
 * Parts that read whole texts or other records. A store asks them of every record it looks at, so each costs
 * what a hundred comparisons do, and without a limit one request could keep a store busy for many seconds.
 */
const MAX_COSTLY = 10;

const EQUALITY: readonly Operator[] = ['eq', 'ne', 'in', 'is_null'];
const ORDER: readonly Operator[] = [...EQUALITY, 'lt', 'le', 'gt', 'ge'];
const TEXT: readonly Operator[] = [...EQUALITY, 'contains', 'starts_with'];

const OPERATORS_OF: Readonly<Record<ColumnSchema['type'], readonly Operator[]>> = {
  text: TEXT,
  html: ['is_null'],
  integer: ORDER,
  decimal: ORDER,
  boolean: EQUALITY,
  datetime: ORDER,
  date: ORDER,
  choice: EQUALITY,
  lookup: EQUALITY,
  count: [],
};

/** An id behaves like a lookup that is never empty. */
const ID: ColumnSchema = { type: 'lookup', label: 'Id', classification: 'public', target: '' };

/**
 * Reads a visitor's filter: known and readable columns, operators their types have, values of their types
 * in stored form. Nothing of it is guarded yet; see `filter/guard.ts`.
 *
 * @throws `unknown_column` or `invalid_filter`.
 */
export function checkFilter(planning: Planning, table: TableSchema, filter: Filter): Filter {
  let nodes = 0;
  let costly = 0;
  const visit = (node: Filter, at: TableSchema, grants: readonly Grant[], depth: number): Filter => {
    if (++nodes > MAX_NODES) throw invalid(`A filter has at most ${MAX_NODES} parts.`);
    if (depth > MAX_DEPTH) throw invalid(`A filter is nested at most ${MAX_DEPTH} deep.`);
    if (isCostly(node) && ++costly > MAX_COSTLY)
      throw invalid(`A filter has at most ${MAX_COSTLY} text searches and related records together.`);
    switch (node?.type) {
      case 'everything':
      case 'nothing':
        return { type: node.type };
      case 'and':
      case 'or':
        if (!Array.isArray(node.filters)) throw invalid(`"${node.type}" needs a list of filters.`);
        return {
          type: node.type,
          filters: node.filters.map((part: Filter) => visit(part, at, grants, depth + 1)),
        };
      case 'not':
        return { type: 'not', filter: visit(node.filter, at, grants, depth + 1) };
      case 'related': {
        const column = readableColumn(at, grants, String(node.lookup));
        if (column.type !== 'lookup') throw invalid(`"${node.lookup}" is not a lookup.`);
        const target = tableNamed(planning.site, column.target);
        const inner = visit(node.filter, target, planning.rights.grants(target.name, 'read'), depth + 1);
        return { type: 'related', lookup: node.lookup, filter: inner };
      }
      case 'condition':
        return checkCondition(node, at, grants);
      default:
        throw invalid('A part of the filter has an unknown type.');
    }
  };
  return visit(filter, table, planning.rights.grants(table.name, 'read'), 1);
}

/** The read grants along a filter's lookups, for {@link checkFilter}'s companion `guard`. */
export function guardScope(planning: Planning, table: TableSchema): GuardScope {
  return {
    grants: planning.rights.grants(table.name, 'read'),
    follow: (lookup) => {
      const column = table.columns[lookup];
      if (column?.type !== 'lookup') throw new Error(`${table.name}.${lookup} is not a lookup.`);
      return guardScope(planning, tableNamed(planning.site, column.target));
    },
  };
}

function isCostly(node: Filter): boolean {
  if (node?.type === 'related') return true;
  return node?.type === 'condition' && (node.operator === 'contains' || node.operator === 'starts_with');
}

function checkCondition(node: Condition, table: TableSchema, grants: readonly Grant[]): Condition {
  const name = String(node.column);
  const column = name === 'id' && grants.length > 0 ? ID : readableColumn(table, grants, name);
  const { operator, value } = node;
  if (!OPERATORS.includes(operator)) throw invalid('A condition has an unknown operator.');
  if (!OPERATORS_OF[column.type].includes(operator))
    throw invalid(`The operator "${operator}" cannot be used on "${name}".`);
  if (operator === 'is_null') {
    if (typeof value !== 'boolean') throw invalid('"is_null" takes true or false.');
    return { type: 'condition', column: name, operator, value };
  }
  if (operator === 'in') {
    if (!Array.isArray(value)) throw invalid('"in" takes a list of values.');
    if (value.length > MAX_VALUES) throw invalid(`"in" takes at most ${MAX_VALUES} values.`);
    return {
      type: 'condition',
      column: name,
      operator,
      value: value.map((entry) => checkValue(entry, column, name)),
    };
  }
  return { type: 'condition', column: name, operator, value: checkValue(value, column, name) };
}

function checkValue(value: unknown, column: ColumnSchema, name: string): StoredValue {
  if (value === null) throw invalid(`Nothing equals null; use "is_null" on "${name}".`);
  if (column.type === 'text') {
    // Any text may be looked for, of a shape the column refuses too: it is simply not found.
    if (typeof value !== 'string' || !value.isWellFormed() || value.length > MAX_TEXT || value.includes('\0'))
      throw invalid(`A value for "${name}" must be text of at most ${MAX_TEXT} characters.`);
    return value;
  }
  const normalized = normalizeValue(value, withoutLimits(column));
  if (!normalized.ok) throw invalid(`A value for "${name}" is not valid: ${normalized.message}`);
  return normalized.value;
}

/** A number outside a column's limits may be compared with. */
function withoutLimits(column: ColumnSchema): ColumnSchema {
  if (column.type !== 'integer' && column.type !== 'decimal') return column;
  const { min: _min, max: _max, ...rest } = column;
  return rest;
}

function invalid(detail: string): ProtocolError {
  return new ProtocolError('invalid_filter', detail);
}
