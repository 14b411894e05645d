import type { Columns, StatusByState, TableDefinition } from './table-definition.ts';

const user = (column: string, collection: string): Columns => ({
  [column]: {
    type: 'lookup',
    readOnly: 'always',
    targets: [{ table: 'systemuser', navigation: column, collection }],
  },
});

/** Columns of every table, written by the platform. */
export function systemColumns(table: string): Columns {
  return {
    createdon: { type: 'datetime', readOnly: 'always', label: 'Created On' },
    modifiedon: { type: 'datetime', readOnly: 'always', label: 'Modified On' },
    /** Given on create it becomes `createdon`; needs the privilege to import. */
    overriddencreatedon: { type: 'datetime', readOnly: 'update', label: 'Record Created On' },
    importsequencenumber: { type: 'integer', readOnly: 'update' },
    versionnumber: { type: 'bigint', readOnly: 'always' },
    ...user('createdby', `lk_${table}_createdby`),
    ...user('modifiedby', `lk_${table}_modifiedby`),
    ownerid: {
      type: 'lookup',
      targets: [{ table: 'systemuser', navigation: 'ownerid', collection: `user_${table}` }],
    },
  };
}

/** Of a table without states of its own. */
export const ACTIVE_INACTIVE: StatusByState = { 0: [1], 1: [2] };

const stateColumns: Columns = {
  statecode: { type: 'state', options: { 0: 'Active', 1: 'Inactive' }, label: 'Status' },
  statuscode: { type: 'status', options: { 1: 'Active', 2: 'Inactive' }, label: 'Status Reason' },
};

/** A definition with the columns every table has, its own taking precedence. */
export function withSystemColumns(definition: TableDefinition): TableDefinition {
  const stateless = definition.status !== undefined && Object.keys(definition.status).length === 0;
  const states = stateless || definition.columns.statecode ? {} : stateColumns;
  return {
    ...definition,
    status: definition.status ?? ACTIVE_INACTIVE,
    columns: {
      [definition.key]: { type: 'key', readOnly: 'update' },
      ...systemColumns(definition.name),
      ...states,
      ...definition.columns,
    },
  };
}
