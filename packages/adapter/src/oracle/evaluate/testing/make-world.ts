import { STANDARD_TABLES, type StoredRecord, type StoredValue, type TableSchema } from '@portico/protocol';
import type { TablePermission } from '../../../permissions/table-permission.ts';
import type { Moment } from '../../question.ts';
import type { Person, World } from '../../world.ts';

/** A record id that can be read: `idOf('C1')`. Ids sort as their names do. */
export function idOf(name: string): string {
  const hex = [...name].map((character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8).padEnd(8, '0')}-0000-4000-8000-${hex.slice(8, 20).padEnd(12, '0')}`;
}

export const MOMENT: Moment = { now: '2026-03-01T12:00:00.000Z', newId: idOf('new') };

type Cells = Readonly<Record<string, StoredValue>>;

/** Records by table and readable name; a cell that names a record of the world is written `idOf(name)`. */
export function makeWorld(parts: {
  readonly permissions: readonly TablePermission[];
  readonly records?: Readonly<Record<string, Readonly<Record<string, Cells>>>>;
  readonly people?: readonly Person[];
  readonly tables?: readonly TableSchema[];
}): World {
  const tables = new Map([...STANDARD_TABLES, ...(parts.tables ?? [])].map((table) => [table.name, table]));
  return {
    config: {
      site: { name: 'Oracle', locales: ['en'], origins: ['https://example.org'] },
      webRoles: [],
      tablePermissions: parts.permissions,
    },
    tables,
    records: new Map(
      [...tables.values()].map((table) => [
        table.name,
        Object.entries(parts.records?.[table.name] ?? {}).map(([name, cells]) => whole(table, name, cells)),
      ]),
    ),
    people: parts.people ?? [],
  };
}

/** As a store keeps it: every stored column present. */
function whole(table: TableSchema, name: string, cells: Cells): StoredRecord {
  const stored = Object.entries(table.columns).filter(([, column]) => column.type !== 'count');
  for (const column of Object.keys(cells))
    if (!table.columns[column]) throw new Error(`${table.name} has no column ${column}`);
  return { id: idOf(name), ...Object.fromEntries(stored.map(([column]) => [column, cells[column] ?? null])) };
}

export function person(
  name: string,
  webRoles: readonly string[],
  claims: { readonly contact?: string; readonly account?: string } = {},
): Person {
  return {
    name,
    webRoles: new Set(webRoles),
    contact: claims.contact === undefined ? null : idOf(claims.contact),
    account: claims.account === undefined ? null : idOf(claims.account),
  };
}

/** A permission with the usual things left out: for everyone who has signed in, on every record. */
export function permit(
  parts: Pick<TablePermission, 'table' | 'privileges'> & Partial<TablePermission>,
): TablePermission {
  return {
    id: `${parts.table}-${parts.access ?? 'global'}-${parts.privileges.join('-')}`,
    webRoles: ['authenticated'],
    access: 'global',
    columns: {},
    ...parts,
  };
}
