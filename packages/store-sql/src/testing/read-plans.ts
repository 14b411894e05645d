import type { Grant, ListPlan, Made } from '@portico/adapter/store';
import { EVERYTHING, type TableSchema } from '@portico/protocol';
import { storedColumns } from '../read/column.ts';

/** Everything in a table, as somebody with all rights would list it, by id. */
export function listAll(table: TableSchema, rest: Partial<ListPlan> = {}): Made<ListPlan> {
  const columns = storedColumns(table);
  const grant: Grant = { permission: 'all', filter: EVERYTHING, columns: new Set(columns) };
  const plan: ListPlan = {
    type: 'list',
    projection: { table, grants: [grant], select: columns, lookups: [], counts: [] },
    where: EVERYTHING,
    sort: [],
    limit: 100,
    after: null,
    count: true,
    ...rest,
  };
  return plan as Made<ListPlan>;
}
