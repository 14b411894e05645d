import pg from 'pg';
import type { Database } from './tables.ts';
/**
 * A pool of connections. It lends what is alive: a connection that broke is thrown away when it is given
 * back or while it lies idle, and the next one is made anew, so that a server that restarts is found again.
 */
export declare function connectPostgres(config: pg.PoolConfig): Database;
