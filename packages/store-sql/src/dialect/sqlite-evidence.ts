import type { Evidence } from '@portico/adapter/check';
import { sql } from 'kysely';
import type { Database } from './tables.ts';

/** Whether a write that is acknowledged outlives a power failure, as the connection that writes has it. */
export async function sqliteEvidence(writer: Database): Promise<Evidence> {
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(writer);
  const [row] = rows;
  return row ? { sqlite: { synchronous: Number(row.synchronous) } } : {};
}
