import type { ProblemCode } from '@portico/protocol';
import { firstProblem } from './filter-problem.ts';
import { targetOf } from './follow-lookup.ts';
import { isKnownColumn } from './readable.ts';
import type { Wish } from './show-record.ts';
import type { Viewpoint } from './viewpoint.ts';

/** Whether `select` and `expand` are lists of names at all: neither empty nor with repetitions. */
export function isWishWellFormed({ select, expand }: Wish): boolean {
  return isListOfNames(select) && (expand?.length === 0 || isListOfNames(expand));
}

/** Names that are asked for: at least one, none twice. */
export function isListOfNames(names: readonly string[] | undefined): boolean {
  if (!names) return true;
  return names.length > 0 && new Set(names).size === names.length && !names.includes('');
}

/**
 * `unknown_column` for a column that the person can read nowhere, and for `id` where a lookup is asked for; expanding
 * another column that is no lookup is `invalid_parameter`.
 */
export function wishProblem(
  view: Viewpoint,
  table: string,
  { select = [], expand = [] }: Wish,
): ProblemCode | null {
  return firstProblem([
    ...expand.map((column) => {
      if (column === 'id' || !isKnownColumn(view, table, column)) return 'unknown_column';
      return targetOf(view, table, column) === null ? 'invalid_parameter' : null;
    }),
    ...select.map((column) => (isKnownColumn(view, table, column) ? null : ('unknown_column' as const))),
  ]);
}
