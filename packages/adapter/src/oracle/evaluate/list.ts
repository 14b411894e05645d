import { MAX_LIMIT, type ProblemCode } from '@portico/protocol';
import type { Answer, Question } from '../question.ts';
import { filterProblem, firstProblem } from './filter-problem.ts';
import { isFilterSized } from './filter-size.ts';
import type { Place } from './follow-lookup.ts';
import { guardedFilterHolds } from './guarded-filter-holds.ts';
import { inOrder } from './in-order.ts';
import { problem } from './problem.ts';
import { isKnownColumn, isReadableTable, isVisible } from './readable.ts';
import { showRecord } from './show-record.ts';
import type { Viewpoint } from './viewpoint.ts';
import { isWishWellFormed, wishProblem } from './wish-problem.ts';

/** "Sort, by at most three columns". */
const MAX_SORT = 3;

type ListQuestion = Question & { readonly type: 'list' };

/** docs/permissions.md, "Reading" and "Visitors' filters, sort and search": all pages of a list, joined. */
export function list(view: Viewpoint, { table, query }: ListQuestion): Answer {
  const { filter, sort = [] } = query;
  const fault = malformed(query);
  if (fault) return problem(fault);
  if (!isReadableTable(view, table)) return problem('not_found');
  const code = firstProblem([
    sort.length > MAX_SORT ? 'invalid_parameter' : null,
    ...sort.map(({ column }) => sortProblem(view, table, column)),
    wishProblem(view, table, query),
    filter ? filterProblem(view, table, filter) : null,
  ]);
  if (code) return problem(code);
  const found = placesOf(view, table).filter(
    (place) => isVisible(view, place) && (!filter || guardedFilterHolds(view, filter, place)),
  );
  const records = inOrder(view, found, sort)
    .map((place) => showRecord(view, place, query))
    .filter((shown) => shown !== null);
  return { type: 'list', records, ...(query.count && { count: records.length }) };
}

export function placesOf(view: Viewpoint, table: string): readonly Place[] {
  return [...(view.records.get(table)?.values() ?? [])].map((record) => ({ table, record }));
}

/** What is wrong with the request whoever sends it, and whatever there is. */
function malformed(query: ListQuestion['query']): ProblemCode | null {
  const { filter, sort = [], limit = 1 } = query;
  const isGood =
    isWishWellFormed(query) &&
    new Set(sort.map(({ column }) => column)).size === sort.length &&
    Number.isInteger(limit) &&
    limit >= 1 &&
    limit <= MAX_LIMIT;
  if (!isGood) return 'invalid_parameter';
  return filter && !isFilterSized(filter) ? 'invalid_filter' : null;
}

/** Counts, HTML and text of several lines are not sorted by. */
function sortProblem(view: Viewpoint, table: string, name: string): ProblemCode | null {
  if (!isKnownColumn(view, table, name)) return 'unknown_column';
  const column = view.tables.get(table)?.columns[name];
  const isLong = column?.type === 'html' || (column?.type === 'text' && column.format === 'multiline');
  return isLong || column?.type === 'count' ? 'invalid_parameter' : null;
}
