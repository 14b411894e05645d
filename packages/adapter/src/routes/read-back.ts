import { isProtocolError, type TableRecord } from '@portico/protocol';
import type { Exchange } from './route.ts';

/**
 * A record that was just written, as its writer may read it: by a plan of its own, so that a write never
 * shows more than a read would. Null when the writer may not read it.
 */
export async function readBack(
  { planner, store, subject }: Exchange,
  table: string,
  id: string,
): Promise<TableRecord | null> {
  try {
    return await store.get(planner.get(subject, table, id));
  } catch (error) {
    if (isProtocolError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
