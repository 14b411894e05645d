import type {
  GetPlan,
  ListPlan,
  ListResult,
  Made,
  SearchPlan,
  SearchResult,
  Store,
  StoreCapabilities,
  WritePlan,
} from '@portico/adapter/store';
import { type TableRecord, type TableSchema } from '@portico/protocol';
import type { SqlDialect } from './dialect/sql-dialect.ts';
/** A store over one SQL database; the dialect says which. */
export declare class SqlStore implements Store {
  #private;
  readonly capabilities: StoreCapabilities;
  constructor(dialect: SqlDialect);
  open(tables: readonly TableSchema[]): Promise<void>;
  list(plan: Made<ListPlan>): Promise<ListResult>;
  get(plan: Made<GetPlan>): Promise<TableRecord | null>;
  search(plan: Made<SearchPlan>): Promise<SearchResult>;
  write(plan: Made<WritePlan>): Promise<{
    readonly id: string;
    readonly replayed: boolean;
  }>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
