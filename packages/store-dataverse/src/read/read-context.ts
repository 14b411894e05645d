import type { DataverseClient } from '../client/dataverse-client.ts';
import type { RowReader } from './row-reader.ts';
import type { Tables } from './tables.ts';

/** What reading needs. */
export interface ReadContext {
  readonly client: DataverseClient;
  readonly tables: Tables;
  readonly reader: RowReader;
  /** Most rows one answer may have to be picked from. */
  readonly maxRows: number;
}
