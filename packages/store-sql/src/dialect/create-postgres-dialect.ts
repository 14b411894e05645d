import { sql } from 'kysely';
import { inSnapshot } from '../read/in-snapshot.ts';
import { searchRecords } from '../search/search-records.ts';
import { tsvectorFullText } from '../search/tsvector-full-text.ts';
import { tsvectorIndex } from '../search/tsvector-index.ts';
import { connectPostgres } from './connect-postgres.ts';
import { postgresColumns } from './postgres-columns.ts';
import { postgresEvidence } from './postgres-evidence.ts';
import { isConflict, postgresProblem } from './postgres-problem.ts';
import { postgresTextComparison } from './postgres-text-comparison.ts';
import type { Change, SqlDialect } from './sql-dialect.ts';
import { StatementNames } from './statement-names.ts';
import type { Database, WriteTransaction } from './tables.ts';
import type { WriteTransactions } from './write-transactions.ts';

/** The channel on which committed writes are told of, each as `{"table":…,"id":…}` and nothing else. */
export const CHANNEL = 'portico';
/** A lock of its own for changes of the layout; the number means nothing ("PORTICO" on a telephone). */
const LAYOUT_LOCK = 7_678_426;
/** Milliseconds: a statement, and a transaction in which nothing happens. */
const STATEMENT = 5000;
const IDLE_TRANSACTION = 10_000;
/** Milliseconds until a request gives up waiting for a connection. */
const CONNECT = 5000;
/** Milliseconds until a connection nobody uses is closed. */
const IDLE = 30_000;

/** What is particular to PostgreSQL. */
export function createPostgresDialect(url: string, poolSize: number): SqlDialect {
  const shared = {
    connectionString: url,
    application_name: 'portico',
    connectionTimeoutMillis: CONNECT,
    idleTimeoutMillis: IDLE,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION,
    statement_timeout: STATEMENT,
    keepAlive: true,
  };
  const reader = connectPostgres({ ...shared, max: poolSize }, new StatementNames());
  // Writes of a process share a transaction, so they need one connection; another is for the layout. What they
  // ask is planned anew each time: a plan made while a table was empty would be kept through a whole import.
  const writer = connectPostgres({ ...shared, max: 2 });
  return {
    ...postgresTextComparison,
    ...postgresColumns,
    reader,
    writer,
    untouched: reader,
    transactions: writing(writer),
    searchIndex: tsvectorIndex,
    search: (plan, context) =>
      inSnapshot(reader, async (snapshot) => {
        // The planner takes `@@` to be as cheap as a comparison, and so would read the words of every record.
        await sql`set local enable_seqscan = off`.execute(snapshot);
        return searchRecords(snapshot, plan, { ...context, fullText: tsvectorFullText });
      }),
    shared: true,
    migrate: (body) => migrate(writer, body),
    hasTable,
    announce,
    evidence: () => postgresEvidence(reader, url),
    problemOf: postgresProblem,
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/**
 * Writes are serializable: PostgreSQL watches what a transaction read, also of parents and of records
 * pointed to, and also what it did not find, and lets it commit only if the same could have happened with
 * one write after the other. So a check and the change it allows are one decision, whatever other processes
 * write meanwhile, without a list of rows to lock that could be incomplete.
 *
 * A write that loses is done anew. To make sure that it then comes through, it is alone: first attempts
 * hold a shared lock on one table of the store's own, and a second attempt an exclusive one. `lock table`
 * comes before the first query, so what is read is as it is after the waiting.
 */
function writing(writer: Database): WriteTransactions {
  return {
    begin: async (alone) => {
      const transaction = await writer.startTransaction().setIsolationLevel('serializable').execute();
      try {
        const mode = sql.raw(alone ? 'exclusive' : 'row exclusive');
        await sql`lock table ${sql.table('_portico')} in ${mode} mode`.execute(transaction);
        return transaction;
      } catch (error) {
        await transaction
          .rollback()
          .execute()
          .catch(() => {});
        throw error;
      }
    },
    isConflict,
  };
}

/** Waits for others as long as it takes, and lets no write come in between. */
function migrate(writer: Database, body: (transaction: WriteTransaction) => Promise<void>): Promise<void> {
  return writer.transaction().execute(async (transaction) => {
    await sql`set local statement_timeout = 0`.execute(transaction);
    await sql`select pg_advisory_xact_lock(${LAYOUT_LOCK})`.execute(transaction);
    if (await hasTable(transaction, '_portico'))
      await sql`lock table ${sql.table('_portico')} in exclusive mode`.execute(transaction);
    await body(transaction);
  });
}

/** In the schema that names without one mean. */
async function hasTable(database: Database, name: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from pg_tables where schemaname = current_schema() and tablename = ${name}`.execute(
      database,
    );
  return rows.length > 0;
}

async function announce(transaction: WriteTransaction, changes: readonly Change[]): Promise<void> {
  const told = changes.map(({ table, id }) => JSON.stringify({ table, id }));
  await sql`select pg_notify(${CHANNEL}, told) from unnest(${told}::text[]) as told`.execute(transaction);
}
