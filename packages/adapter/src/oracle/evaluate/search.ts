import type { PermissionFilter, ProblemCode, StoredValue, TableSchema } from '@portico/protocol';
import type { Answer, FacetAnswer, Question } from '../question.ts';
import { filterProblem, firstProblem } from './filter-problem.ts';
import { isFilterSized } from './filter-size.ts';
import type { Place } from './follow-lookup.ts';
import { grantsOf } from './grants.ts';
import { guardedFilterHolds } from './guarded-filter-holds.ts';
import { placesOf } from './list.ts';
import { problem } from './problem.ts';
import { isKnownColumn, isReadable, isVisible } from './readable.ts';
import type { Viewpoint } from './viewpoint.ts';
import { isListOfNames } from './wish-problem.ts';
import { wordsIn } from './words-in.ts';

type SearchQuestion = Question & { readonly type: 'search' };

/** docs/permissions.md, "Search": which records are found, and the facets over all of them. */
export function search(view: Viewpoint, question: SearchQuestion): Answer {
  const { filter, facets } = question;
  if (filter && !isFilterSized(filter)) return problem('invalid_filter');
  if (!isListOfNames(question.tables)) return problem('invalid_parameter');
  const tables = question.tables ?? [...view.tables.keys()].filter((table) => isSearchable(view, table));
  const code = firstProblem([
    ...tables.map((table) => tableProblem(view, table)),
    ...tables.map((table) => (filter ? filterProblem(view, table, filter) : null)),
  ]);
  if (code) return problem(code);
  const words = [...wordsIn(question.text)];
  const found = tables
    .flatMap((table) => placesOf(view, table))
    .filter((place) => isVisible(view, place) && isFound(view, place, words))
    .filter((place) => !filter || guardedFilterHolds(view, filter, place));
  return {
    type: 'hits',
    ids: new Set(found.map(({ record }) => record.id)),
    facets: facets ? tables.flatMap((table) => facetsOf(view, table, found)) : [],
  };
}

/** Whether something of the table could be found: it is searched, and some indexed column and some class may be read. */
function isSearchable(view: Viewpoint, table: string): boolean {
  const schema = view.tables.get(table);
  const indexed = Object.keys(schema?.search?.weights ?? {});
  return indexed.some((column) => isKnownColumn(view, table, column)) && openClasses(view, table).length > 0;
}

/** The values of the visibility column that do not rule every `read` grant out by themselves. */
function openClasses(view: Viewpoint, table: string): readonly string[] {
  const { search: schema, columns } = view.tables.get(table) as TableSchema;
  const column = columns[schema?.visibility ?? ''];
  const values = column?.type === 'choice' ? column.choices.map(({ value }) => value) : [];
  return values.filter((value) =>
    grantsOf(view, table, 'read').some(
      ({ where }) => where === undefined || mayHold(where, schema?.visibility, value),
    ),
  );
}

/** Whether a condition may hold of a record of which no more is known than one cell. */
function mayHold(where: PermissionFilter, column: string | undefined, value: StoredValue): boolean {
  switch (where.type) {
    case 'and':
      return where.filters.every((part) => mayHold(part, column, value));
    case 'or':
      return where.filters.some((part) => mayHold(part, column, value));
    case 'related':
      return true;
    case 'condition':
      return where.column !== column || [where.value].flat().includes(value);
  }
}

function tableProblem(view: Viewpoint, table: string): ProblemCode | null {
  return isSearchable(view, table) ? null : 'invalid_parameter';
}

/** Found by any of the words, in "a column that is readable in that very record". Without words nothing is found. */
function isFound(view: Viewpoint, place: Place, words: readonly string[]): boolean {
  const { search: schema, columns } = view.tables.get(place.table) as TableSchema;
  const searched = Object.keys(schema?.weights ?? {}).filter((column) => isReadable(view, place, column));
  const isThere = (word: string) =>
    searched.some((column) => wordsIn(place.record[column] ?? null, columns[column]?.type).has(word));
  const belongsToClass = (place.record[schema?.visibility ?? ''] ?? null) !== null;
  return belongsToClass && words.some(isThere);
}

/** Facets of one table, by stored value; only non-empty cells are counted, and only where they may be read. */
function facetsOf(view: Viewpoint, table: string, found: readonly Place[]): readonly FacetAnswer[] {
  return (view.tables.get(table)?.search?.facets ?? []).flatMap((column) => {
    const counts = new Map<StoredValue, number>();
    for (const place of found) {
      const cell = place.record[column] ?? null;
      if (place.table !== table || cell === null || !isReadable(view, place, column)) continue;
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    return counts.size > 0 ? [{ table, column, counts }] : [];
  });
}
