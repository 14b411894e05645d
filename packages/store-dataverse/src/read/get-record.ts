import { type GetPlan, getRecord as getFrom } from '@portico/adapter/store';
import type { TableRecord } from '@portico/protocol';
import { evaluate } from './evaluate.ts';
import type { ReadContext } from './read-context.ts';
import { Snapshot } from './snapshot.ts';

/** A record by its id: its row first, then in batches the rows that permissions, labels and counts depend on. */
export function getRecord({ tables, reader }: ReadContext, plan: GetPlan): Promise<TableRecord | null> {
  const snapshot = new Snapshot(tables.targets);
  return evaluate(snapshot, reader.load, () => getFrom(snapshot, plan));
}
