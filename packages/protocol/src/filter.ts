import type { StoredValue } from './record.ts';

/**
 * - `eq ne` compare any type; `lt le gt ge` numbers and dates; `in` takes a list.
 * - `contains starts_with` compare text by {@link foldText}.
 * - `is_null` takes true or false.
 *
 * Every condition on an empty cell is false, but for `is_null`: null equals nothing, differs from nothing.
 */
export type Operator =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'in'
  | 'contains'
  | 'starts_with'
  | 'is_null';

export const OPERATORS: readonly Operator[] = [
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'in',
  'contains',
  'starts_with',
  'is_null',
];

/** The leaf of a filter: one column, one operator, one value. */
export interface Condition {
  readonly type: 'condition';
  readonly column: string;
  readonly operator: Operator;
  readonly value: StoredValue | readonly StoredValue[];
}

/**
 * The one predicate tree: permissions compile to it, visitors send it as JSON, stores translate it.
 * `related` holds where the lookup points to an existing record for which `filter` holds.
 * What a filter means is said by the adapter's `filter/matches.ts`.
 */
export type Filter =
  | { readonly type: 'everything' }
  | { readonly type: 'nothing' }
  | { readonly type: 'and'; readonly filters: readonly Filter[] }
  | { readonly type: 'or'; readonly filters: readonly Filter[] }
  | { readonly type: 'not'; readonly filter: Filter }
  | {
      readonly type: 'related';
      readonly lookup: string;
      readonly filter: Filter;
    }
  | Condition;

/** The subset a table permission may use: no negation, no order, no text search. Null, case and collation stay out of every access decision. */
export type PermissionFilter =
  | { readonly type: 'and'; readonly filters: readonly PermissionFilter[] }
  | { readonly type: 'or'; readonly filters: readonly PermissionFilter[] }
  | {
      readonly type: 'related';
      readonly lookup: string;
      readonly filter: PermissionFilter;
    }
  | (Condition & { readonly operator: 'eq' | 'in' });

export const EVERYTHING: Filter = Object.freeze({ type: 'everything' });
export const NOTHING: Filter = Object.freeze({ type: 'nothing' });

/** Conjunction; drops `everything`, collapses to `nothing`. Of no filters: `everything`. */
export function and(...filters: readonly Filter[]): Filter {
  if (filters.some((filter) => filter.type === 'nothing')) return NOTHING;
  const rest = filters.filter((filter) => filter.type !== 'everything');
  if (rest.length === 0) return EVERYTHING;
  return rest.length === 1 ? (rest[0] as Filter) : { type: 'and', filters: rest };
}

/** Disjunction; drops `nothing`, collapses to `everything`. Of no filters: `nothing`. */
export function or(...filters: readonly Filter[]): Filter {
  if (filters.some((filter) => filter.type === 'everything')) return EVERYTHING;
  const rest = filters.filter((filter) => filter.type !== 'nothing');
  if (rest.length === 0) return NOTHING;
  return rest.length === 1 ? (rest[0] as Filter) : { type: 'or', filters: rest };
}

export function not(filter: Filter): Filter {
  if (filter.type === 'everything') return NOTHING;
  if (filter.type === 'nothing') return EVERYTHING;
  return { type: 'not', filter };
}

export function eq(column: string, value: StoredValue): Condition & { readonly operator: 'eq' } {
  return { type: 'condition', column, operator: 'eq', value };
}

export function oneOf(
  column: string,
  values: readonly StoredValue[],
): Condition & { readonly operator: 'in' } {
  return { type: 'condition', column, operator: 'in', value: values };
}

/** Holds where `lookup` points to a record for which `filter` holds. */
export function related<F extends Filter>(
  lookup: string,
  filter: F,
): { readonly type: 'related'; readonly lookup: string; readonly filter: F } {
  return { type: 'related', lookup, filter };
}

/** The one rule by which text is compared without regard to case: NFC, then lower case by Unicode. */
export function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
