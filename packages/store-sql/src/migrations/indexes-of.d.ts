import type { TableSchema } from '@portico/protocol';
export interface TableIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly columns: readonly {
    readonly column: string;
    readonly descending: boolean;
  }[];
}
/**
 * The indexes of a table. Permissions select by lookups and by visibility, and lists show the newest
 * first, so each of those columns is indexed together with that order: "my cases, newest first" is then
 * one short range of one index.
 */
export declare function indexesOf(table: TableSchema): TableIndex[];
