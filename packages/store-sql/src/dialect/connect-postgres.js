import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { fromPostgresText, toPostgresText } from './postgres-text.js';

/** Object ids of PostgreSQL's types, `pg_type.dat`. */
const INT8 = 20;
const TEXT = 25;
/**
 * A pool of connections. It lends what is alive: a connection that broke is thrown away when it is given
 * back or while it lies idle, and the next one is made anew, so that a server that restarts is found again.
 */
export function connectPostgres(config) {
  const pool = new pg.Pool({ ...config, types: { getTypeParser } });
  // Without a listener, an idle connection that the server ends would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely({ dialect: new PostgresDialect({ pool: lending(pool) }) });
}
/** Counts are numbers: none comes near 2^53. Text comes back as it was written. */
function getTypeParser(oid, format) {
  if (oid === INT8) return Number;
  if (oid === TEXT) return fromPostgresText;
  return pg.types.getTypeParser(oid, format);
}
/** The pool as Kysely takes it, with every text on its way to the database in a form that it can hold. */
function lending(pool) {
  const known = new WeakMap();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const lent = known.get(client) ?? lend(client);
      known.set(client, lent);
      return lent;
    },
    end: () => pool.end(),
  };
}
function lend(client) {
  // Kysely's cursors, the other form of a query, are used nowhere here.
  const query = (text, values) => client.query(text, values.map(toPostgres));
  return {
    query: query,
    release: (destroy) => client.release(destroy),
  };
}
function toPostgres(value) {
  if (typeof value === 'string') return toPostgresText(value);
  return Array.isArray(value) ? value.map(toPostgres) : value;
}
//# sourceMappingURL=connect-postgres.js.map
