import {
  type Filter,
  isLookupValue,
  type StoredRecord,
  type StoredValue,
  type TableRecord,
} from '@portico/protocol';
import type { Subject } from '../authenticate/subject.ts';
import { OWN_ACCOUNT, OWN_CONTACT, symbolicSubject } from '../check/access/symbolic-subject.ts';
import { columnOf, type Site } from '../config/site.ts';
import type { Follow } from '../filter/matches.ts';
import { compileFilter } from '../permissions/compile.ts';
import type { Planner } from '../plan/make-plan.ts';
import type { Store } from '../store/store.ts';

/** A record, and those that the permissions on its table lead to from there. */
export interface Surroundings {
  readonly table: string;
  readonly record: StoredRecord;
  readonly follow: Follow;
}

/**
 * Reads a record and what decides over it: of each record on the way only the columns that some permission names. Goes
 * by plans under `system:explain`, which is for the operator at the command line; no route makes such a plan.
 *
 * @returns null when there is no such record
 */
export async function readSurroundings(
  site: Site,
  { planner, store }: { readonly planner: Planner; readonly store: Pick<Store, 'get'> },
  table: string,
  id: string,
): Promise<Surroundings | null> {
  const known = new Map<string, StoredRecord>();
  const everyone = anybody(site);
  const filters = (site.permissions.get(table) ?? []).map((permission) =>
    compileFilter(site, everyone, permission),
  );

  const read = async (name: string, recordId: string, asked: readonly Filter[]): Promise<void> => {
    const needs = needsOf(asked);
    const found = await store.get(planner.explainRecord(name, [...needs.columns], recordId));
    if (!found) return;
    const key = keyOf(name, recordId);
    const cells = storedForm(found, needs.columns);
    const record: StoredRecord = { ...known.get(key), ...cells, id: recordId };
    known.set(key, record);
    for (const [lookup, inner] of needs.behind) {
      const target = targetOf(site, name, lookup);
      const next = record[lookup];
      if (target !== null && typeof next === 'string') await read(target, next, inner);
    }
  };
  await read(table, id, filters);

  const followFrom =
    (name: string): Follow =>
    (record, lookup) => {
      const target = targetOf(site, name, lookup);
      const next = target && record[lookup];
      const found = typeof next === 'string' ? known.get(keyOf(target as string, next)) : undefined;
      return found ? { record: found, follow: followFrom(target as string) } : null;
    };
  const record = known.get(keyOf(table, id));
  return record ? { table, record, follow: followFrom(table) } : null;
}

/** Holds every permission, so that its filters name all that any subject's could. Nothing is decided by it. */
function anybody(site: Site): Subject {
  return {
    ...symbolicSubject([]),
    webRoles: new Set(['anonymous', 'authenticated', ...site.config.webRoles]),
    contact: OWN_CONTACT,
    account: OWN_ACCOUNT,
  };
}

interface Needs {
  readonly columns: ReadonlySet<string>;
  /** By lookup: what is asked of the record it points to. */
  readonly behind: ReadonlyMap<string, readonly Filter[]>;
}

function needsOf(filters: readonly Filter[]): Needs {
  const columns = new Set<string>();
  const behind = new Map<string, Filter[]>();
  const look = (filter: Filter): void => {
    if (filter.type === 'condition' && filter.column !== 'id') columns.add(filter.column);
    else if (filter.type === 'and' || filter.type === 'or') filter.filters.forEach(look);
    else if (filter.type === 'not') look(filter.filter);
    else if (filter.type === 'related') {
      columns.add(filter.lookup);
      behind.set(filter.lookup, [...(behind.get(filter.lookup) ?? []), filter.filter]);
    }
  };
  filters.forEach(look);
  return { columns, behind };
}

function storedForm(record: TableRecord, columns: ReadonlySet<string>): Record<string, StoredValue> {
  return Object.fromEntries(
    [...columns].map((name) => {
      const cell = record[name];
      return [name, isLookupValue(cell) ? cell.id : ((cell ?? null) as StoredValue)];
    }),
  );
}

function targetOf(site: Site, table: string, lookup: string): string | null {
  const schema = site.tables.get(table);
  const column = schema && columnOf(schema, lookup);
  return column?.type === 'lookup' ? column.target : null;
}

function keyOf(table: string, id: string): string {
  return `${table} ${id}`;
}
