import type { WriteTransaction } from '../dialect/tables.ts';
/** The store's own tables. Their names begin with `_`, which no table of a site may. */
export declare function ground(transaction: WriteTransaction): Promise<void>;
