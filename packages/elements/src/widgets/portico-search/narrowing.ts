import type { PorticoClient, SearchRequest } from '@portico/client';
import {
  and,
  type Facet,
  type Filter,
  oneOf,
  type SearchPage,
  type StoredValue,
  type Suggestions,
} from '@portico/protocol';

/** Hits fetched at a time. */
const PAGE_SIZE = 10;

/** What the page lets be searched. */
export interface SearchScope {
  readonly q: string;
  /** Absent: all searchable tables. */
  readonly tables?: readonly string[] | undefined;
  /** The adapter takes one only where `tables` names a single table. */
  readonly filter?: Filter | undefined;
}

export interface FacetChoice {
  readonly value: StoredValue;
  /** Kept, because a value that finds nothing any more is in no facet, yet must stay to be unticked. */
  readonly label: string;
}

/** What the visitor has narrowed the hits down to. Values of one column widen, columns narrow. */
export interface Narrowing {
  readonly table: string | null;
  readonly choices: ReadonlyMap<string, readonly FacetChoice[]>;
}

export const NOT_NARROWED: Narrowing = { table: null, choices: new Map() };

/** How many boxes are ticked. */
export function choiceCount(narrowing: Narrowing): number {
  return [...narrowing.choices.values()].reduce((sum, choices) => sum + choices.length, 0);
}

/** `narrowing` with one value of a facet chosen, or chosen no more. A facet belongs to a table, so that is chosen too. */
export function withChoice(narrowing: Narrowing, facet: Facet, choice: FacetChoice, on: boolean): Narrowing {
  const choices = new Map(narrowing.table === facet.table ? narrowing.choices : []);
  const others = (choices.get(facet.column) ?? []).filter(({ value }) => value !== choice.value);
  const chosen = on ? [...others, choice] : others;
  if (chosen.length > 0) choices.set(facet.column, chosen);
  else choices.delete(facet.column);
  return { table: facet.table, choices };
}

/** The search to send. */
export function searchRequest(scope: SearchScope, narrowing: Narrowing): SearchRequest {
  const tables = narrowing.table === null ? scope.tables : [narrowing.table];
  const chosen = [...narrowing.choices].map(([column, choices]) =>
    oneOf(
      column,
      choices.map(({ value }) => value),
    ),
  );
  const filter = and(...(scope.filter ? [scope.filter] : []), ...chosen);
  return {
    q: scope.q,
    limit: PAGE_SIZE,
    facets: true,
    ...(tables ? { tables } : {}),
    ...(filter.type === 'everything' ? {} : { filter }),
  };
}

/**
 * The first page of hits, with facets that say what each further tick would find: the counts of a column are taken
 * without that column's own ticks, which costs one more search for each column that has any.
 */
export async function searchNarrowed(
  client: PorticoClient,
  scope: SearchScope,
  narrowing: Narrowing,
  signal: AbortSignal,
): Promise<SearchPage> {
  const [page, ...widened] = await Promise.all([
    client.search(searchRequest(scope, narrowing), { signal }),
    ...[...narrowing.choices.keys()].map(async (column) => {
      const choices = new Map(narrowing.choices);
      choices.delete(column);
      const request = { ...searchRequest(scope, { ...narrowing, choices }), limit: 1 };
      const { facets } = await client.search(request, { signal });
      return facets.find((facet) => facet.column === column);
    }),
  ]);
  const facets = page.facets.map((facet) => widened.find((wide) => wide?.column === facet.column) ?? facet);
  return { ...page, facets };
}

/** The tables in which something was found, as far as a page tells. */
export function tablesFound(page: SearchPage): string[] {
  const withFacets = page.facets.filter(({ values }) => values.length > 0);
  return [...new Set([...withFacets, ...page.hits].map(({ table }) => table))].sort();
}

/**
 * Suggestions within the scope. `GET /v1/suggest` knows no tables and no filter: other tables' hits are left out here,
 * and where a filter counts, the search itself is asked.
 */
export async function suggestWithin(
  client: PorticoClient,
  scope: SearchScope,
  signal: AbortSignal,
): Promise<Suggestions> {
  if (scope.filter) {
    const { hits } = await client.search(searchRequest(scope, NOT_NARROWED), { signal });
    return { completions: [], hits };
  }
  const { completions, hits } = await client.suggest(scope.q, { signal });
  return { completions, hits: hits.filter(({ table }) => scope.tables?.includes(table) ?? true) };
}
