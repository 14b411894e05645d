import { type Made, present, type SearchPlan, type SearchResult, type Store } from '@portico/adapter/store';
import { ProtocolError } from '@portico/protocol';
import { evaluate } from './evaluate.ts';
import type { ReadContext } from './read-context.ts';
import { Snapshot } from './snapshot.ts';

/** The copy that is searched. */
export interface SearchIndex extends Pick<Store, 'search'> {
  /** Brings in what has changed in Dataverse up to `age` milliseconds ago. @throws where that takes too long, or fails */
  renew(age: number): Promise<void>;
}

/** How often a search is made again for hits that are no hits any more. */
const MAX_ROUNDS = 4;

/**
 * What the index finds, shown as Dataverse has it now. The index judges by the same permissions over rows that may be
 * `age` milliseconds old: so each hit is read again. Where one is gone, or no longer one that this search may show, the
 * count, facets and words beside it tell of it, and all is searched anew in an index that knows what has changed.
 *
 * @throws ProtocolError `store_unavailable` where the index does not come to agree with what is read.
 */
export async function searchRecords(
  context: ReadContext,
  index: SearchIndex,
  plan: Made<SearchPlan>,
  age: number,
): Promise<SearchResult> {
  const bare = withoutCells(plan);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    await index.renew(round === 0 ? age : 0);
    const found = await index.search(bare);
    const hits = await readAgain(context, plan, found.hits);
    if (hits.length === found.hits.length) return { ...found, hits };
  }
  throw new ProtocolError('store_unavailable', 'The search index does not agree with the records.');
}

/** The hits as they are now, less those that this search may not show. */
function readAgain(
  { tables, reader }: ReadContext,
  plan: Made<SearchPlan>,
  found: SearchResult['hits'],
): Promise<SearchResult['hits']> {
  const plans = new Map(plan.tables.map((table) => [table.projection.table.name, table]));
  const snapshot = new Snapshot(tables.targets);
  return evaluate(snapshot, reader.load, () =>
    found.flatMap(({ table, record: { id } }) => {
      const search = plans.get(table);
      const record = search && snapshot.find(table, id);
      if (!record) return [];
      const { projection, classes, where } = search;
      const visibility = record[projection.table.search?.visibility ?? ''];
      if (!classes.some((entry) => entry.visibility === visibility)) return [];
      if (!snapshot.matches(table, where, record)) return [];
      const shown = present(snapshot, projection, record);
      return shown ? [{ table, record: shown }] : [];
    }),
  );
}

/** The index need show nothing of its hits but their ids; what is counted in them may not even be in it. */
function withoutCells(plan: Made<SearchPlan>): Made<SearchPlan> {
  return {
    ...plan,
    tables: plan.tables.map((table) => ({
      ...table,
      projection: {
        ...table.projection,
        select: [],
        lookups: table.projection.lookups.map(({ expand: _expand, ...lookup }) => lookup),
        counts: [],
      },
    })),
  };
}
