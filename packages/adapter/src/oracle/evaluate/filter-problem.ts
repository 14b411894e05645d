import {
  type ColumnSchema,
  type Condition,
  type Filter,
  type Operator,
  type ProblemCode,
  RECORD_ID,
} from '@portico/protocol';
import { targetOf } from './follow-lookup.ts';
import { isWellTyped } from './is-well-typed.ts';
import { isKnownColumn } from './readable.ts';
import type { Viewpoint } from './viewpoint.ts';

/** Longest text to compare with. */
const MAX_TEXT = 1000;

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
  const { operator, value } = condition;
  if (!operatorsOf(column?.type ?? 'lookup').includes(operator)) return false;
  if (operator === 'is_null') return typeof value === 'boolean';
  if (operator === 'in') return Array.isArray(value) && value.every((one) => isOfType(column, one));
  return isOfType(column, value);
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

/** Whether a cell could hold it, lengths, formats and limits of the column aside. Null is compared with by `is_null` alone. */
function isOfType(column: ColumnSchema | undefined, value: Condition['value']): boolean {
  if (value === null || typeof value === 'object') return false;
  if (!column) return RECORD_ID.test(String(value));
  if (column.type === 'text')
    return typeof value === 'string' && value.isWellFormed() && value.length <= MAX_TEXT;
  if (column.type !== 'integer' && column.type !== 'decimal') return isWellTyped(column, value);
  const { min: _min, max: _max, ...unlimited } = column;
  return isWellTyped(unlimited, value);
}
