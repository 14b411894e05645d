import type { DataverseClient } from '../client/dataverse-client.ts';
import type { RowReader } from './row-reader.ts';
import type { Tables } from './tables.ts';

/** What reading needs. */
export interface ReadContext {
  readonly client: DataverseClient;
  readonly tables: Tables;
  readonly reader: RowReader;
}
