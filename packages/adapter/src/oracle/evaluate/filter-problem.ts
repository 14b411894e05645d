import type { ColumnSchema, Condition, Filter, Operator, ProblemCode } from '@portico/protocol';
import { targetOf } from './follow-lookup.ts';
import { isKnownColumn } from './readable.ts';
import type { Viewpoint } from './viewpoint.ts';

/**
 * The first fault of a visitor's filter, read from left to right: a column that the person can read nowhere is
 * `unknown_column`; an operator that its type does not take, or a value of another type, is `invalid_filter`.
 */
export function filterProblem(view: Viewpoint, table: string, filter: Filter): ProblemCode | null {
  switch (filter.type) {
    case 'everything':
    case 'nothing':
      return null;
    case 'and':
    case 'or':
      return firstProblem(filter.filters.map((part) => filterProblem(view, table, part)));
    case 'not':
      return filterProblem(view, table, filter.filter);
    case 'related': {
      if (!isKnownColumn(view, table, filter.lookup)) return 'unknown_column';
      const target = targetOf(view, table, filter.lookup);
      return target === null ? 'invalid_filter' : filterProblem(view, target, filter.filter);
    }
    case 'condition':
      if (!isKnownColumn(view, table, filter.column)) return 'unknown_column';
      return takes(view.tables.get(table)?.columns[filter.column], filter) ? null : 'invalid_filter';
  }
}

export function firstProblem(problems: readonly (ProblemCode | null)[]): ProblemCode | null {
  return problems.find((code) => code !== null) ?? null;
}

/** docs/permissions.md, "What filters mean". `id` (no column of the schema) is taken as a lookup is. */
function takes(column: ColumnSchema | undefined, condition: Condition): boolean {
  const type = column?.type ?? 'lookup';
  const { operator, value } = condition;
  if (!operatorsOf(type).includes(operator)) return false;
  if (operator === 'is_null') return typeof value === 'boolean';
  if (operator === 'in') return Array.isArray(value) && value.every((one) => isOfType(type, one));
  return isOfType(type, value);
}

const EQUALITY: readonly Operator[] = ['eq', 'ne', 'in', 'is_null'];
const ORDER: readonly Operator[] = ['lt', 'le', 'gt', 'ge'];
const TEXT: readonly Operator[] = ['contains', 'starts_with'];

function operatorsOf(type: ColumnSchema['type']): readonly Operator[] {
  switch (type) {
    case 'count':
      return [];
    case 'html':
      return ['is_null'];
    case 'text':
      return [...EQUALITY, ...TEXT];
    case 'integer':
    case 'decimal':
    case 'date':
    case 'datetime':
      return [...EQUALITY, ...ORDER];
    case 'boolean':
    case 'choice':
    case 'lookup':
      return EQUALITY;
  }
}

/** Null may be compared with; it holds nowhere. */
function isOfType(type: ColumnSchema['type'], value: Condition['value']): boolean {
  if (value === null) return true;
  if (type === 'integer' || type === 'decimal') return typeof value === 'number';
  return typeof value === (type === 'boolean' ? 'boolean' : 'string');
}
