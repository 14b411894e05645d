import { PRIVILEGES, type TableSchema } from '@portico/protocol';
import type { Site } from '../config/site.ts';
import { compileGrants, type Right } from '../permissions/compile.ts';
import { conjunctsOf } from './access/conjuncts.ts';
import { type Reach, reachOf } from './access/reach.ts';
import { symbolicSubject } from './access/symbolic-subject.ts';
import { describeConjuncts, describeRecords } from './describe-access.ts';

/** What people with some web roles may do with one column, or with records as a whole. */
export interface Access {
  /** Widest first, each once; empty: nothing. */
  readonly reach: readonly Reach[];
  /** Which records, in words: "cases of their own (contact)". */
  readonly records: string;
  /** The permissions that grant it. */
  readonly permissions: readonly string[];
}

/** Columns of a table that are the same to every web role. */
export interface AccessRow {
  readonly right: Right;
  /** Empty for rights that have no columns. */
  readonly columns: readonly string[];
  /** One for each web role of the matrix. */
  readonly cells: readonly Access[];
}

export interface AccessMatrix {
  /** Each looked at alone; those beside the built-in ones together with `authenticated`. */
  readonly webRoles: readonly string[];
  readonly tables: readonly { readonly table: TableSchema; readonly rows: readonly AccessRow[] }[];
}

const ORDER: readonly Reach[] = ['every', 'some', 'account', 'own'];

/**
 * What a right on a table gives to people with these web roles.
 *
 * @param column for `read`, `create` and `write`; null asks for the record at all
 */
export function accessOf(
  site: Site,
  webRoles: readonly string[],
  table: TableSchema,
  right: Right,
  column: string | null,
): Access {
  const grants = compileGrants(site, symbolicSubject(webRoles), table.name, right).filter(
    (grant) => column === null || column === 'id' || grant.columns.has(column),
  );
  const reaches = grants.map(({ filter }) => reachOf(filter));
  const parts = grants.flatMap(({ filter }) => conjunctsOf(filter) ?? []);
  const undecided = grants.find(({ filter }) => conjunctsOf(filter) === null);
  return {
    reach: ORDER.filter((reach) => reaches.includes(reach)),
    records: undecided ? describeRecords(table, undecided.filter) : describeConjuncts(table, parts),
    permissions: grants.map(({ permission }) => permission),
  };
}

/** Who may see and do what on a site: web roles by tables by columns. Tables that nobody has a right on are left out. */
export function accessMatrix(site: Site): AccessMatrix {
  const webRoles = ['anonymous', 'authenticated', ...site.config.webRoles];
  const tables = [...site.tables.values()]
    .map((table) => ({ table, rows: rowsOf(site, webRoles, table) }))
    .filter(({ rows }) => rows.length > 0);
  return { webRoles, tables };
}

function rowsOf(site: Site, webRoles: readonly string[], table: TableSchema): readonly AccessRow[] {
  const rights: Right[] = [...PRIVILEGES];
  for (const permission of site.permissions.get(table.name) ?? []) {
    for (const action of permission.actions ?? [])
      if (!rights.includes(`action:${action}`)) rights.push(`action:${action}`);
  }
  return rights.flatMap((right) => {
    const columns = hasColumns(right) ? Object.keys(table.columns) : [null];
    const rows = columns
      .map((column) => ({
        column,
        cells: webRoles.map((webRole) => accessOf(site, [webRole], table, right, column)),
      }))
      .filter(({ cells }) => cells.some(({ reach }) => reach.length > 0));
    const same = Map.groupBy(rows, ({ cells }) => JSON.stringify(cells));
    return [...same.values()].map((group) => ({
      right,
      columns: group.flatMap(({ column }) => (column === null ? [] : [column])),
      cells: group[0]?.cells ?? [],
    }));
  });
}

function hasColumns(right: Right): boolean {
  return right === 'read' || right === 'create' || right === 'write';
}
