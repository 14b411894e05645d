import {
  isLookupValue,
  isStored,
  type StoredRecord,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import { ANONYMOUS } from '../../authenticate/subject.ts';
import { loadSite } from '../../config/load-site.ts';
import { createPlanner } from '../../plan/make-plan.ts';
import type { Position } from '../../plan/plan.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../world.ts';

/** Reads what a store really holds, by a site of its own whose one permission opens everything. */
export interface StoreState {
  record(table: string, id: string): Promise<StoredRecord | null>;
  /** By id, in the order of ids. */
  records(table: string): Promise<readonly StoredRecord[]>;
}

export function storeState({ config, tables }: World, store: Store): StoreState {
  const site = loadSite({
    site: config.site,
    webRoles: [],
    tables: (config.tables ?? []).map(opened),
    columns: config.columns ?? {},
    tablePermissions: [...tables.values()].map((table) => ({
      id: table.name,
      table: table.name,
      webRoles: ['anonymous'],
      access: 'global',
      privileges: ['read'],
      columns: { read: storedColumns(table) },
    })),
  });
  const planner = createPlanner(site);
  return {
    async record(table, id) {
      const found = await store.get(planner.get(ANONYMOUS, table, id));
      return found && asStored(found);
    },
    async records(table) {
      const all: StoredRecord[] = [];
      let after: Position | null = null;
      do {
        const plan = planner.list(ANONYMOUS, table, { limit: 100 }, after);
        const page: Awaited<ReturnType<Store['list']>> = await store.list(plan);
        all.push(...page.records.map(asStored));
        after = page.next;
      } while (after);
      return all;
    },
  };
}

/** The same table without secrets, which no permission could list. */
function opened(table: TableSchema): TableSchema {
  const columns = Object.entries(table.columns).map(([name, column]) => [
    name,
    { ...column, classification: 'public' },
  ]);
  return { ...table, columns: Object.fromEntries(columns) };
}

function storedColumns(table: TableSchema): string[] {
  return Object.entries(table.columns)
    .filter(([, column]) => isStored(column))
    .map(([name]) => name);
}

function asStored(record: Readonly<Record<string, unknown>>): StoredRecord {
  const cells = Object.entries(record).filter(([name]) => name !== 'etag');
  return Object.fromEntries(
    cells.map(([name, cell]) => [
      name,
      isLookupValue(cell as StoredValue) ? (cell as unknown as { id: string }).id : cell,
    ]),
  ) as StoredRecord;
}
