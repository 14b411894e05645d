import { or, type StoredRecord, type StoredValue, type TableRecord } from '@portico/protocol';
import { compareValues } from '../filter/compare-values.ts';
import type { GetPlan, Grant, ListPlan, Position, Projection, SortKey } from '../plan/plan.ts';
import type { MemoryRecords } from './memory-records.ts';
import { presentRecord, type ReadRecord } from './present-record.ts';
import type { ListResult } from './store.ts';

export function getRecord(records: MemoryRecords, plan: GetPlan): TableRecord | null {
  const record = records.find(plan.projection.table.name, plan.id);
  return record ? present(records, plan.projection, record) : null;
}

export function listRecords(records: MemoryRecords, plan: ListPlan): ListResult {
  const { projection, sort, limit, after } = plan;
  const table = projection.table.name;
  const visible = or(...projection.grants.map((grant) => grant.filter));
  const found = [...records.all(table)]
    .filter((record) => records.matches(table, visible, record))
    .filter((record) => records.matches(table, plan.where, record))
    .map((record) => ({ record, position: positionOf(records, table, sort, record) }))
    .sort((a, b) => comparePositions(sort, a.position, b.position));
  const rest = after ? found.filter((entry) => comparePositions(sort, entry.position, after) > 0) : found;
  const page = rest.slice(0, limit);
  return {
    records: page.flatMap(({ record }) => present(records, projection, record) ?? []),
    next: rest.length > limit ? (page.at(-1)?.position ?? null) : null,
    ...(plan.count && { count: found.length }),
  };
}

/** The record as the projection's grants show it; null where none of them holds. */
export function present(
  records: MemoryRecords,
  projection: Projection,
  record: StoredRecord,
): TableRecord | null {
  return presentRecord(projection, readRecord(records, projection.table.name, projection.grants, record));
}

export function readRecord(
  records: MemoryRecords,
  table: string,
  grants: readonly Grant[],
  record: StoredRecord,
): ReadRecord {
  return {
    record,
    holds: grants.map((grant) => records.matches(table, grant.filter, record)),
    target: (plan, id) => {
      const target = records.find(plan.target.name, id);
      return target ? readRecord(records, plan.target.name, plan.grants, target) : null;
    },
    count: (plan) => {
      const counted = [...records.all(plan.table.name)].filter(
        (candidate) =>
          candidate[plan.lookup] === record.id && records.matches(plan.table.name, plan.visible, candidate),
      );
      return counted.length;
    },
  };
}

/** Sort values as this reader may know them: null where the column is not readable. */
function positionOf(
  records: MemoryRecords,
  table: string,
  sort: readonly SortKey[],
  record: StoredRecord,
): Position {
  const values = sort.map(
    (key): StoredValue =>
      records.matches(table, key.readable, record) ? (record[key.column] ?? null) : null,
  );
  return { values, id: record.id };
}

function comparePositions(sort: readonly SortKey[], a: Position, b: Position): number {
  for (const [index, key] of sort.entries()) {
    const order = compareCells(a.values[index] ?? null, b.values[index] ?? null, key.direction);
    if (order !== 0) return order;
  }
  return compareValues(a.id, b.id);
}

/** Empty cells come last in either direction. */
function compareCells(a: StoredValue, b: StoredValue, direction: 'asc' | 'desc'): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return direction === 'asc' ? compareValues(a, b) : compareValues(b, a);
}
