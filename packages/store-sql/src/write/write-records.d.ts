import type { WritePlan } from '@portico/adapter/store';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import type { WriteTransaction } from '../dialect/tables.ts';
import type { RecordStates } from './record-state.ts';
import type { RecordTable } from './record-table.ts';

type Written = {
  readonly id: string;
  readonly replayed: boolean;
};
/** Runs write plans, each within a transaction that its caller begins and ends. */
export declare class WriteRecords {
  #private;
  constructor(dialect: Pick<SqlDialect, 'announce'>, states: RecordStates, table: RecordTable);
  run(transaction: WriteTransaction, plan: WritePlan): Promise<Written>;
}
