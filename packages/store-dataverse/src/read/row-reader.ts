import { type CountPlan, numberIn } from '@portico/adapter/store';
import { and, type Filter, oneOf, or } from '@portico/protocol';
import type { DataverseClient, Row } from '../client/dataverse-client.ts';
import { DataverseError } from '../client/dataverse-error.ts';
import { isRecord, selectOf } from '../mapping/raw-columns.ts';
import { toStored } from '../mapping/to-stored.ts';
import { evaluate } from './evaluate.ts';
import { filterColumns } from './filter-columns.ts';
import type { LoadedRow, Snapshot } from './snapshot.ts';
import { supersetFilter } from './superset-filter.ts';
import type { Tables } from './tables.ts';
import { DEFAULT_MAX_ROWS, walkRows } from './walk-rows.ts';
import type { Wanted, WantedNumber, WantedQuery } from './wanted.ts';

/** Ids in one request, which keeps its address well under what Dataverse takes. */
const IDS_AT_ONCE = 100;
/** Questions in one request; each may hold a text or two. */
const QUERIES_AT_ONCE = 20;

type Asked = WantedQuery & { readonly key: string };

/** Reads from Dataverse what a snapshot lacks. */
export interface RowReader {
  load(snapshot: Snapshot, wanted: Wanted): Promise<void>;
  /** A row as the record it holds, with only these columns when given; null when it is no record of ours. */
  loaded(table: string, row: Row, columns?: Iterable<string>): LoadedRow | null;
}

export function createRowReader(
  client: DataverseClient,
  tables: Tables,
  maxRows = DEFAULT_MAX_ROWS,
): RowReader {
  function loaded(table: string, row: Row, columns?: Iterable<string>): LoadedRow | null {
    if (!isRecord(row, tables.mappingOf(table))) return null;
    const etag = row['@odata.etag'];
    // Without its version a row could be changed after it was judged.
    if (typeof etag !== 'string') throw new DataverseError('unavailable', { reason: 'a row without etag' });
    return { record: toStored(row, tables.schemaOf(table), tables.mappings, columns), etag };
  }

  /** Candidate rows for a filter, as records with the columns given, or with all. */
  async function candidates(
    table: string,
    filter: Filter,
    columns?: ReadonlySet<string>,
  ): Promise<LoadedRow[]> {
    const mapping = tables.mappingOf(table);
    const { test } = supersetFilter(filter, mapping, tables.mappings);
    if (test === false) return [];
    const query = {
      select: selectOf(mapping, columns),
      orderBy: [mapping.key],
      ...(test === true ? {} : { filter: test }),
    };
    const rows = await walkRows(client, mapping.entitySet, query, maxRows);
    return rows.flatMap((row) => loaded(table, row, columns) ?? []);
  }

  async function loadIds(snapshot: Snapshot, table: string, ids: readonly string[]): Promise<void> {
    const [only] = ids;
    const { entitySet, ...mapping } = tables.mappingOf(table);
    if (ids.length === 1 && only !== undefined) {
      const row = await client.get(entitySet, only, { select: selectOf({ entitySet, ...mapping }) });
      snapshot.addRow(table, only, row && loaded(table, row));
      return;
    }
    for (const row of await candidates(table, oneOf('id', ids))) snapshot.addRow(table, row.record.id, row);
    // What has not come is not there.
    for (const id of ids) snapshot.addRow(table, id, null);
  }

  /** Several questions about one table at once: each is answered by the rows for all of them. */
  async function loadQueries(snapshot: Snapshot, table: string, queries: readonly Asked[]): Promise<void> {
    const found = await candidates(table, or(...queries.map(({ filter }) => filter)));
    for (const row of found) snapshot.addRow(table, row.record.id, row);
    const ids = found.map(({ record }) => record.id);
    for (const { key } of queries) snapshot.addCandidates(key, ids);
  }

  async function loadCounts(snapshot: Snapshot, plan: CountPlan, ids: readonly string[]): Promise<void> {
    const { table, lookup, visible } = plan;
    const columns = new Set([lookup, ...filterColumns(visible)]);
    const found = await candidates(table.name, and(oneOf(lookup, ids), visible), columns);
    const counted = await evaluate(snapshot, load, () =>
      found.filter(({ record }) => snapshot.matches(table.name, visible, record)),
    );
    const counts = Map.groupBy(counted, ({ record }) => record[lookup]);
    for (const id of ids) snapshot.addCount(plan, id, counts.get(id)?.length ?? 0);
  }

  async function loadHighest(snapshot: Snapshot, { table, column, prefix }: WantedNumber): Promise<void> {
    const some: Filter = { type: 'condition', column, operator: 'is_null', value: false };
    const found = await candidates(table, some, new Set([column]));
    const numbers = found.map(({ record }) => numberIn(prefix, record[column]));
    snapshot.addHighest(
      table,
      column,
      numbers.reduce((a, b) => Math.max(a, b), 0),
    );
  }

  async function load(snapshot: Snapshot, wanted: Wanted): Promise<void> {
    const reads: Promise<void>[] = [];
    for (const [table, ids] of wanted.ids)
      for (const some of chunks(ids, IDS_AT_ONCE)) reads.push(loadIds(snapshot, table, some));
    const asked = Array.from(wanted.queries, ([key, query]): Asked => ({ key, ...query }));
    for (const [table, queries] of Map.groupBy(asked, (query) => query.table))
      for (const some of chunks(queries, QUERIES_AT_ONCE)) reads.push(loadQueries(snapshot, table, some));
    for (const [plan, ids] of wanted.counts)
      for (const some of chunks(ids, IDS_AT_ONCE)) reads.push(loadCounts(snapshot, plan, some));
    for (const number of wanted.numbers.values()) reads.push(loadHighest(snapshot, number));
    await Promise.all(reads);
  }

  return { load, loaded };
}

function chunks<T>(items: Iterable<T>, size: number): T[][] {
  const all = [...items];
  const parts: T[][] = [];
  for (let start = 0; start < all.length; start += size) parts.push(all.slice(start, start + size));
  return parts;
}
