import { type ListPlan, type ListResult, listed, type Page, pageOf, present } from '@portico/adapter/store';
import { and, EVERYTHING, type Filter, type StoredRecord } from '@portico/protocol';
import type { Row, RowQuery } from '../client/dataverse-client.ts';
import { selectOf } from '../mapping/raw-columns.ts';
import { countRows } from './count-rows.ts';
import { evaluate } from './evaluate.ts';
import { filterColumns } from './filter-columns.ts';
import { type ListSegment, listSegments } from './list-segments.ts';
import type { ReadContext } from './read-context.ts';
import { Snapshot } from './snapshot.ts';
import { supersetFilter } from './superset-filter.ts';
import { Allowance, MAX_PAGE, type WalkedPage, walkPages } from './walk-rows.ts';

/** Pages of the first try for a part of a list that Dataverse can order: most lists end in them. */
const FIRST_PAGES = 2;

/**
 * A page of a list. Dataverse is asked for rows in parts and in an order that lead to the page as soon as can be; each
 * row is judged here, by the code of the memory store, and shown by it.
 */
export async function listRecords(context: ReadContext, plan: ListPlan): Promise<ListResult> {
  const { tables, reader } = context;
  const table = plan.projection.table.name;
  const mapping = tables.mappingOf(table);
  const filter = listed(plan);
  const { test, exact } = supersetFilter(filter, mapping, tables.mappings);
  if (test === false) return { records: [], next: null, ...(plan.count && { count: 0 }) };

  const snapshot = new Snapshot(tables.targets);
  const pageFrom = (found: readonly StoredRecord[]) =>
    evaluate(snapshot, reader.load, () => pageOf(snapshot, plan, found));
  // A count of what only we can judge takes every row, so the page may as well be picked from them.
  const countHere = plan.count && !exact;
  const gathered = gather(context, plan, { snapshot, filter, pageFrom, toTheEnd: countHere });
  const [{ page, next, count }, counted] = await Promise.all([
    gathered,
    plan.count && exact ? countRows(context, table, test) : null,
  ]);

  const records = await evaluate(snapshot, reader.load, () =>
    page.flatMap(({ id }) => {
      const record = snapshot.find(table, id);
      return (record && present(snapshot, plan.projection, record)) ?? [];
    }),
  );
  return { records, next, ...(plan.count && { count: counted ?? count }) };
}

interface Gathering {
  readonly snapshot: Snapshot;
  readonly filter: Filter;
  readonly pageFrom: (found: readonly StoredRecord[]) => Promise<Page>;
  readonly toTheEnd: boolean;
}

/** Reads the parts of the list, as far as the page and the question whether another follows need them. */
async function gather(context: ReadContext, plan: ListPlan, gathering: Gathering): Promise<Page> {
  const { pageFrom, toTheEnd } = gathering;
  const table = plan.projection.table.name;
  const allowance = new Allowance(context.maxRows);
  const segments: readonly ListSegment[] = toTheEnd
    ? [{ filter: EVERYTHING, order: null }]
    : listSegments(context.tables.mappingOf(table), plan.sort, plan.after);
  let found: readonly StoredRecord[] = [];
  for (const segment of segments) {
    const part = await readSegment(context, plan, { ...gathering, segment, before: found, allowance });
    found = [...found, ...part];
    if (!toTheEnd && found.length > plan.limit && (await pageFrom(found)).next !== null) break;
  }
  return pageFrom(found);
}

interface SegmentReading extends Gathering {
  readonly segment: ListSegment;
  /** Records of the parts before. */
  readonly before: readonly StoredRecord[];
  readonly allowance: Allowance;
}

async function readSegment(
  context: ReadContext,
  plan: ListPlan,
  reading: SegmentReading,
): Promise<readonly StoredRecord[]> {
  const { tables, reader } = context;
  const { segment, snapshot, allowance } = reading;
  const table = plan.projection.table.name;
  const mapping = tables.mappingOf(table);
  const filter = and(reading.filter, segment.filter);
  const { test, exact } = supersetFilter(filter, mapping, tables.mappings);
  if (test === false) return [];
  const query: Omit<RowQuery, 'select'> = {
    ...(test === true ? {} : { filter: test }),
    orderBy: [...(segment.order ? [`${segment.order.name} ${segment.order.direction}`] : []), mapping.key],
  };
  const judge = async (rows: readonly Row[], columns?: ReadonlySet<string>) => {
    const loaded = rows.flatMap((row) => reader.loaded(table, row, columns) ?? []);
    if (!columns) for (const row of loaded) snapshot.addRow(table, row.record.id, row);
    const records = loaded.map(({ record }) => record);
    if (exact) return records;
    return evaluate(snapshot, reader.load, () =>
      records.filter((record) => snapshot.matches(table, filter, record)),
    );
  };

  // Whole rows of about the size of the page first; where they do not do, all rows with no more than it takes to judge.
  const first = { ...query, select: selectOf(mapping), pageSize: plan.limit * 2 + 20 };
  const few = new Allowance(FIRST_PAGES * first.pageSize);
  const pages = walkPages(context.client, mapping.entitySet, first, few);
  const part = await readInOrder(
    plan,
    reading,
    pages,
    (rows) => judge(rows),
    segment.order ? FIRST_PAGES : 1,
  );
  if (part) return part;
  const columns = columnsToJudge(plan, filter);
  const rest = { ...query, select: selectOf(mapping, columns), pageSize: MAX_PAGE };
  const all = walkPages(context.client, mapping.entitySet, rest, allowance);
  return (
    (await readInOrder(plan, reading, all, (rows) => judge(rows, columns), Number.POSITIVE_INFINITY)) ?? []
  );
}

/** The records of a part, until they are enough for the page; null when they are not after so many pages. */
async function readInOrder(
  plan: ListPlan,
  { segment: { order }, before, pageFrom, toTheEnd }: SegmentReading,
  pages: AsyncGenerator<WalkedPage>,
  judge: (rows: readonly Row[]) => Promise<readonly StoredRecord[]>,
  most: number,
): Promise<readonly StoredRecord[] | null> {
  const found: StoredRecord[] = [];
  let read = 0;
  for await (const { rows, last: end } of pages) {
    found.push(...(await judge(rows)));
    const last = found.at(-1);
    if (end) return found;
    if (!toTheEnd && order && last && before.length + found.length > plan.limit) {
      // Of the records that are equal to the last in the order, more may come, and any of them may be first here.
      const whole = found.filter((record) => record[order.column] !== last[order.column]);
      if ((await pageFrom([...before, ...whole])).next !== null) return whole;
    }
    if (++read === most) return null;
  }
  return found;
}

function columnsToJudge({ sort }: ListPlan, filter: Filter): ReadonlySet<string> {
  const columns = new Set(filterColumns(filter));
  for (const key of sort) {
    columns.add(key.column);
    for (const column of filterColumns(key.readable)) columns.add(column);
  }
  return columns;
}
