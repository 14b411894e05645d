import {
  EVERYTHING,
  type Filter,
  isStored,
  oneOf,
  RECORD_ID,
  type StoredRecord,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import { SYSTEM_IMPORT } from './import-steps.ts';
import type { ListPlan, WriteStep } from './plan.ts';

/** What a store's copy of another store takes over of one table. */
export interface MirroredChanges {
  readonly table: TableSchema;
  /** As they are there, cell by cell: nothing is checked, filled in or rendered, or the copy would differ. */
  readonly records: readonly StoredRecord[];
  /** Ids of records that are no more. Those the copy does not have are passed over. */
  readonly removed: readonly string[];
}

/**
 * Removals come first, so that a record may take the unique values of one that is gone. A copy need not keep
 * values unique, which its original does: give it tables without unique sets, or twins there become one here.
 *
 * @throws Error for what is no record: this is between stores, and no requester is at fault.
 */
export function mirrorSteps(changes: readonly MirroredChanges[]): WriteStep[] {
  const removals = changes
    .filter(({ removed }) => removed.length > 0)
    .map(({ table, removed }): WriteStep => {
      for (const id of removed) checkMirroredId(id);
      const target = { every: oneOf('id', removed) };
      return { type: 'delete', table, target, before: EVERYTHING, readable: EVERYTHING };
    });
  const puts = changes.flatMap(({ table, records }) =>
    records.map(
      (record): WriteStep => ({
        type: 'create',
        table,
        record: mirrored(table, record),
        allowed: EVERYTHING,
        references: [],
        onDuplicate: 'replace',
      }),
    ),
  );
  return [...removals, ...puts];
}

/** The record a write is about, which is one it puts or takes away. */
export function mirrorResult(changes: readonly MirroredChanges[]): {
  readonly table: string;
  readonly id: string;
} {
  for (const { table, records, removed } of changes) {
    const id = records[0]?.id ?? removed[0];
    if (id !== undefined) return { table: table.name, id };
  }
  throw new Error('A copy is changed by at least one record.');
}

export interface MirrorQuery {
  /** Columns without lookups; the id always comes along. */
  readonly select: readonly string[];
  /** Absent: every record. */
  readonly where?: Filter;
  /** The id to go on after; null for the first page. */
  readonly after: string | null;
  readonly limit: number;
}

/** Records of a copy, by id. */
export function mirrorListPlan(table: TableSchema, { select, where, after, limit }: MirrorQuery): ListPlan {
  const lookup = select.find((name) => table.columns[name]?.type === 'lookup');
  if (lookup !== undefined) throw new Error(`${table.name}.${lookup} is a lookup.`);
  const grants = [{ permission: SYSTEM_IMPORT, filter: EVERYTHING, columns: new Set(select) }];
  return {
    type: 'list',
    projection: { table, grants, select, lookups: [], counts: [] },
    where: where ?? EVERYTHING,
    sort: [],
    limit,
    after: after === null ? null : { values: [], id: after },
    count: false,
  };
}

function mirrored(table: TableSchema, given: StoredRecord): StoredRecord {
  checkMirroredId(given.id);
  const record: { id: string; [column: string]: StoredValue } = { id: given.id };
  for (const [name, column] of Object.entries(table.columns)) {
    if (!isStored(column)) continue;
    const value = Object.hasOwn(given, name) ? given[name] : null;
    record[name] = typeof value === 'string' ? storable(value) : (value ?? null);
  }
  return record;
}

/** What no database takes as text: halves of a character, and the character zero. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}

function checkMirroredId(id: string): void {
  if (!RECORD_ID.test(id)) throw new Error(`Not the id of a record: ${JSON.stringify(id)}.`);
}
