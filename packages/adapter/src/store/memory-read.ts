import {
  and,
  type Filter,
  or,
  type StoredRecord,
  type StoredValue,
  type TableRecord,
} from '@portico/protocol';
import { compareValues } from '../filter/compare-values.ts';
import type { GetPlan, Grant, ListPlan, Position, Projection, SortKey } from '../plan/plan.ts';
import { presentRecord, type ReadRecord } from './present-record.ts';
import type { RecordSource } from './record-source.ts';
import type { ListResult } from './store.ts';

export function getRecord(records: RecordSource, plan: GetPlan): TableRecord | null {
  const record = records.find(plan.projection.table.name, plan.id);
  return record ? present(records, plan.projection, record) : null;
}

export function listRecords(records: RecordSource, plan: ListPlan): ListResult {
  const found = records.matching(plan.projection.table.name, listed(plan));
  const { page, next, count } = pageOf(records, plan, found);
  return {
    records: page.flatMap((record) => present(records, plan.projection, record) ?? []),
    next,
    ...(plan.count && { count }),
  };
}

/** The records of a list: visible ones, within the visitor's filter. */
export function listed({ projection, where }: ListPlan): Filter {
  return and(or(...projection.grants.map((grant) => grant.filter)), where);
}

export interface Page {
  readonly page: readonly StoredRecord[];
  readonly next: Position | null;
  readonly count: number;
}

/** Of all records of a list, in any order, those of the page that the plan asks for, in the order of the list. */
export function pageOf(
  records: RecordSource,
  { projection, sort, limit, after }: ListPlan,
  found: Iterable<StoredRecord>,
): Page {
  const entries = Array.from(found, (record) => ({
    record,
    position: positionOf(records, projection.table.name, sort, record),
  })).sort((a, b) => comparePositions(sort, a.position, b.position));
  const rest = after ? entries.filter((entry) => comparePositions(sort, entry.position, after) > 0) : entries;
  const page = rest.slice(0, limit);
  return {
    page: page.map((entry) => entry.record),
    next: rest.length > limit ? (page.at(-1)?.position ?? null) : null,
    count: entries.length,
  };
}

/** The record as the projection's grants show it; null where none of them holds. */
export function present(
  records: RecordSource,
  projection: Projection,
  record: StoredRecord,
): TableRecord | null {
  return presentRecord(projection, readRecord(records, projection.table.name, projection.grants, record));
}

export function readRecord(
  records: RecordSource,
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
    count: (plan) => records.count(plan, record.id),
  };
}

/** Sort values as this reader may know them: null where the column is not readable. */
function positionOf(
  records: RecordSource,
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
