import type { StoredRecord, StoredValue } from '@portico/protocol';
import type { RowChange } from '../client/dataverse-client.ts';
import { changesToCreate, changesToUpdate } from '../mapping/to-changes.ts';
import type { LoadedRow, Snapshot } from '../read/snapshot.ts';
import type { Tables } from '../read/tables.ts';
import type { Draft, DraftEntry } from './draft.ts';

/**
 * The changes that make of the rows as they were read what the draft says, in its order. Each holds only for the
 * version that was read, and a new row only where there is none.
 */
export async function changesOf(
  draft: Draft,
  snapshot: Snapshot,
  tables: Tables,
  now: string,
): Promise<readonly RowChange[]> {
  const changes: RowChange[] = [];
  for (const entry of draft.entries())
    changes.push(...(await changesOfEntry(entry, snapshot.row(entry.table, entry.id), tables, now)));
  return changes;
}

async function changesOfEntry(
  { table, id, record }: DraftEntry,
  present: LoadedRow | undefined,
  tables: Tables,
  now: string,
): Promise<readonly RowChange[]> {
  if (!present) return record ? changesToCreate(record, table, tables.mappings, now) : [];
  const set = tables.mappingOf(table).entitySet;
  if (!record) return [{ type: 'delete', set, id, etag: present.etag }];
  const changed = differences(present.record, record);
  const changes = await changesToUpdate(present.record, changed, table, tables.mappings, present.etag);
  // Dataverse counts a change of nothing as one, and moves the row's moment of change: that is wanted of a record that
  // was changed to what it is, and of no other row.
  const touched = (change: RowChange) =>
    change.type === 'update' && change.id === id && 'updated_at' in changed;
  return changes.filter(
    (change) => change.type !== 'update' || Object.keys(change.values).length > 0 || touched(change),
  );
}

function differences(before: StoredRecord, after: StoredRecord): Record<string, StoredValue> {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => value !== (before[name] ?? null)),
  );
}
