import type { WriteTransaction } from '../dialect/tables.ts';
import { ground } from './0001-ground.ts';

/** Steps from nothing to the present layout, in order; never changed once released, only added to. */
export const MIGRATIONS: readonly ((transaction: WriteTransaction) => Promise<void>)[] = [ground];
