import { type ColumnInfo, PRIVILEGES, type TableInfo } from '@portico/protocol';
import { readableSomewhere } from '../permissions/readable-where.ts';
import { actionsOf, knownTable, type Planning } from './planning.ts';

/**
 * The schema of a table as the subject may use it: columns it may read or set somewhere, and no others. Where
 * the title column is not among them, records go by their id.
 */
export function tableInfo(planning: Planning, name: string): TableInfo {
  const table = knownTable(planning, name);
  const { rights } = planning;
  const columns: Record<string, ColumnInfo> = {};
  for (const [column, schema] of Object.entries(table.columns)) {
    const read = readableSomewhere(rights.grants(name, 'read'), column);
    const create = readableSomewhere(rights.grants(name, 'create'), column);
    const write = readableSomewhere(rights.grants(name, 'write'), column);
    if (read || create || write) columns[column] = { schema, read, create, write };
  }
  return {
    name,
    label: table.label,
    pluralLabel: table.pluralLabel,
    title: Object.hasOwn(columns, table.title) ? table.title : 'id',
    columns,
    privileges: PRIVILEGES.filter((privilege) => rights.grants(name, privilege).length > 0),
    actions: actionsOf(name).filter((action) => rights.grants(name, `action:${action}`).length > 0),
  };
}
