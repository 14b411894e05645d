import { type Made, present, type SearchPlan, type SearchResult, type Store } from '@portico/adapter/store';
import { evaluate } from './evaluate.ts';
import type { ReadContext } from './read-context.ts';
import { Snapshot } from './snapshot.ts';

/**
 * What the index finds, shown as Dataverse has it now. The index judges by the same permissions, but it may be behind by
 * a poll: so each hit is read again, and left out when it is gone, or no longer one that this search may show. Counts,
 * facets and words are those of the index.
 */
export async function searchRecords(
  { tables, reader }: ReadContext,
  index: Pick<Store, 'search'>,
  plan: Made<SearchPlan>,
): Promise<SearchResult> {
  const found = await index.search(withoutCells(plan));
  const plans = new Map(plan.tables.map((table) => [table.projection.table.name, table]));
  const snapshot = new Snapshot(tables.targets);
  const hits = await evaluate(snapshot, reader.load, () =>
    found.hits.flatMap(({ table, record: { id } }) => {
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
  return { ...found, hits };
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
