import type { Evidence } from '@portico/adapter/check';
import { sql } from 'kysely';
import type { Database } from './tables.ts';

/** Whether a write that is acknowledged outlives a power failure, as every connection of this process has it. */
export async function sqliteEvidence(database: Database): Promise<Evidence> {
  const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(database);
  const [row] = rows;
  return row ? { sqlite: { synchronous: Number(row.synchronous) } } : {};
}
