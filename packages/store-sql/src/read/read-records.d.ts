import { type GetPlan, type ListPlan, type ListResult } from '@portico/adapter/store';
import { type TableRecord } from '@portico/protocol';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import { type FilterContext } from './compile-filter.ts';
/** Runs read plans: one statement per page, whatever the page shows. */
export declare class ReadRecords {
  #private;
  constructor(dialect: SqlDialect, context: FilterContext);
  get(plan: GetPlan): Promise<TableRecord | null>;
  list(plan: ListPlan): Promise<ListResult>;
}
