import type { CellValue, StoredRecord, TableRecord } from '@portico/protocol';
import type { CountPlan, LookupPlan, Projection } from '../plan/plan.ts';
import { etagOf, isVisible } from './etag-of.ts';

/** Longest label of a lookup, in UTF-16 code units; the title column of a table may hold a whole text. */
const MAX_LABEL = 200;

/** A record as a store read it, with what is needed to show no more of it than the plan allows. */
export interface ReadRecord {
  /**
   * Every stored column that some grant covers; a target read for its label alone, its title column.
   */
  readonly record: StoredRecord;
  /** For each grant of the projection (or the lookup's plan), in order: whether its filter holds here. */
  readonly holds: readonly boolean[];
  /** The record a lookup points to; null when it does not exist. `holds` goes by the lookup plan's grants. */
  readonly target: (plan: LookupPlan, id: string) => ReadRecord | null;
  /** How many records the count plan finds for this one. */
  readonly count: (plan: CountPlan) => number;
}

/**
 * What a reader sees of a record: each cell only where a grant that holds for this very record covers its
 * column. Null when no grant holds. Every store shows records through this.
 */
export function presentRecord(projection: Projection, read: ReadRecord): TableRecord | null {
  const { table, grants } = projection;
  const { record, holds } = read;
  if (!holds.includes(true)) return null;
  const shown: { id: string; etag: string; [column: string]: CellValue } = {
    id: record.id,
    etag: etagOf(table, grants, record, holds),
  };
  // Few of each: to look through them is quicker than to index them for one record.
  const { lookups, counts } = projection;
  for (const name of projection.select) {
    if (!isVisible(grants, holds, name)) continue;
    const count = counts.find((plan) => plan.column === name);
    const lookup = lookups.find((plan) => plan.column === name);
    const cell = record[name] ?? null;
    if (count) shown[name] = read.count(count);
    else shown[name] = lookup && typeof cell === 'string' ? presentLookup(lookup, cell, read) : cell;
  }
  return shown;
}

function presentLookup(plan: LookupPlan, id: string, read: ReadRecord): CellValue {
  const target = read.target(plan, id);
  const label = target && labelOf(plan, target);
  const record = target && plan.expand ? presentRecord(plan.expand, target) : null;
  return { id, table: plan.target.name, label, ...(record && { record }) };
}

/** The target's title where the reader may read it, cut to a length fit for a list; null where not. */
export function labelOf(plan: LookupPlan, target: Pick<ReadRecord, 'record' | 'holds'>): string | null {
  const { title } = plan.target;
  if (!isVisible(plan.grants, target.holds, title)) return null;
  const value = target.record[title] ?? null;
  if (value === null) return null;
  const text = String(value);
  return text.length <= MAX_LABEL ? text : `${text.slice(0, MAX_LABEL - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
