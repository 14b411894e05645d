import type { SearchPlan, SearchResult } from '@portico/adapter/store';
import type { TableSchema } from '@portico/protocol';
export interface SearchWorkerData {
  readonly file: string;
  readonly cacheKiB: number;
  readonly tables: ReadonlyMap<string, TableSchema>;
}
/** What the thread posts back. An error crosses as its message and SQLite's code, of which a problem is made. */
export type SearchAnswer =
  | {
      readonly id: number;
      readonly result: SearchResult;
    }
  | {
      readonly id: number;
      readonly error: {
        readonly message: string;
        readonly errcode?: number | undefined;
      };
    };
/**
 * Searches in a thread of its own. `node:sqlite` is synchronous, and no other request is to wait behind a
 * search. The thread starts with the first search, and again after it broke; it reads what was committed.
 */
export declare class SearchThread {
  #private;
  constructor(file: string, cacheKiB: number);
  search(plan: SearchPlan, tables: ReadonlyMap<string, TableSchema>): Promise<SearchResult>;
  close(): Promise<void>;
}
