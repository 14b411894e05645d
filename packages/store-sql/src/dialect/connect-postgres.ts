import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { fromPostgresText, toPostgresText } from './postgres-text.ts';
import type { StatementNames } from './statement-names.ts';
import type { Database, Tables } from './tables.ts';

/** Object ids of PostgreSQL's types, `pg_type.dat`. */
const INT8 = 20;
const TEXT = 25;

/**
 * A pool of connections. It lends what is alive: a connection that broke is thrown away when it is given
 * back or while it lies idle, and the next one is made anew, so that a server that restarts is found again. With
 * `names`, statements that come again are kept by the server.
 */
export function connectPostgres(config: pg.PoolConfig, names: StatementNames | null = null): Database {
  const pool = new pg.Pool({ ...config, types: { getTypeParser } });
  // Without a listener, an idle connection that the server ends would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: lending(pool, names) }) });
}

/** Counts are numbers: none comes near 2^53. Text comes back as it was written. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8) return Number;
  if (oid === TEXT) return fromPostgresText;
  return pg.types.getTypeParser(oid, format as 'text');
}

/** The pool as Kysely takes it, with every text on its way to the database in a form that it can hold. */
function lending(pool: pg.Pool, names: StatementNames | null): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const lent = known.get(client) ?? lend(client, names);
      known.set(client, lent);
      return lent;
    },
    end: () => pool.end(),
  };
}

function lend(client: pg.PoolClient, names: StatementNames | null): PostgresPoolClient {
  // Kysely's cursors, the other form of a query, are used nowhere here.
  const query = async (text: string, values: readonly unknown[] = []) => {
    const name = values.length > 0 ? names?.nameOf(text) : undefined;
    try {
      return await client.query({
        text,
        values: values.map(toPostgres),
        ...(name !== undefined && { name }),
      });
    } catch (error) {
      names?.heed(error);
      throw error;
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  };
}

function toPostgres(value: unknown): unknown {
  if (typeof value === 'string') return toPostgresText(value);
  return Array.isArray(value) ? value.map(toPostgres) : value;
}
