import { loadSite } from '@portico/adapter';
import type { ListPlan, Made, Store } from '@portico/adapter/store';
import { EVERYTHING, isLookupValue, isStored, type TableSchema } from '@portico/protocol';
import config from '../portico.config.ts';

/** A record with bare cells: a lookup is the id of the record it points to. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/** More than the demo has in any table. */
const LIMIT = 1000;

/** Everything that the demo's store keeps, the adapter's own tables included. */
export function demoTables(): readonly TableSchema[] {
  return loadSite(config).storeTables;
}

/** Reads all records of a table with all their columns, as nobody may who asks the adapter; the oldest first. */
export async function readRecords(store: Store, name: string): Promise<readonly PlainRecord[]> {
  const table = demoTables().find((one) => one.name === name);
  if (!table) throw new TypeError(`There is no table ${name}.`);
  const { records, next } = await store.list(planToReadAll(table));
  if (next) throw new RangeError(`${name} has more than ${LIMIT} records.`);
  return records.map(({ etag: _etag, ...cells }) =>
    Object.fromEntries(
      Object.entries(cells).map(([column, cell]) => [column, isLookupValue(cell) ? cell.id : cell]),
    ),
  );
}

/** No planner makes such a plan: it asks no permission. Only a test may, to see what is kept. */
function planToReadAll(table: TableSchema): Made<ListPlan> {
  const columns = Object.keys(table.columns).filter((column) =>
    isStored(table.columns[column] as TableSchema['columns'][string]),
  );
  const lookups = columns.flatMap((column) => {
    const { type, target } = table.columns[column] as { type: string; target?: string };
    const schema = demoTables().find((one) => one.name === target);
    return type === 'lookup' && schema ? [{ column, target: schema, grants: [] }] : [];
  });
  const plan: ListPlan = {
    type: 'list',
    projection: {
      table,
      grants: [{ permission: 'e2e', filter: EVERYTHING, columns: new Set(columns) }],
      select: columns,
      lookups,
      counts: [],
    },
    where: EVERYTHING,
    sort: [
      { column: 'created_at', direction: 'asc', readable: EVERYTHING },
      { column: 'id', direction: 'asc', readable: EVERYTHING },
    ],
    limit: LIMIT,
    after: null,
    count: false,
  };
  return plan as Made<ListPlan>;
}
