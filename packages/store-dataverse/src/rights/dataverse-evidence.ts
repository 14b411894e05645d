import type { DataversePrivilege, Evidence } from '@portico/adapter/check';
import { isObject } from '../client/answer.ts';
import type { DataverseClient, Row } from '../client/dataverse-client.ts';
import { rowsOf, untrusted } from '../client/read-rows.ts';
import type { Mappings } from '../mapping/table-mapping.ts';
import { commandPrivileges } from './command-privileges.ts';

type Right = DataversePrivilege['right'];

/** `PrivilegeType` of the metadata. */
const RIGHTS: Readonly<Record<string, Right>> = {
  Create: 'create',
  Read: 'read',
  Write: 'write',
  Delete: 'delete',
  Append: 'append',
  AppendTo: 'append_to',
  Assign: 'assign',
  Share: 'share',
};
/** Of privileges on tables that are not ours, whose metadata nobody reads. */
const BY_NAME = /^prv(Create|Read|Write|Delete|AppendTo|Append|Assign|Share)./;
const IMPERSONATION = 'prvActOnBehalfOfAnotherUser';

/**
 * What the application user of the client may do, by its own roles and by those of its teams, and on which of our tables.
 * How a privilege is called does not tell its table (that on `annotation` is `prvReadNote`), so metadata says. Sources:
 * "WhoAmI Function", "RetrieveUserPrivileges Function", "EntityMetadata EntityType".
 */
export async function dataverseEvidence(
  client: Pick<DataverseClient, 'read'>,
  mappings: Mappings,
): Promise<Evidence> {
  const id = textOf((await asked(client, 'WhoAmI')).UserId);
  const user = `systemusers(${encodeURIComponent(id)})`;
  const [roles, held, ours] = await Promise.all([
    asked(client, `${user}/systemuserroles_association?$select=name`),
    asked(client, `${user}/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`),
    privilegesOnTables(client, mappings),
  ]);
  const commands = commandPrivileges(mappings);
  const privileges = rowsIn(held.RolePrivileges).flatMap((one): DataversePrivilege[] => {
    const name = textOf(one.PrivilegeName);
    const on = ours.get(textOf(one.PrivilegeId).toLowerCase());
    const right = on?.right ?? rightIn(name);
    return right ? [{ name, tables: on?.tables ?? [], right, neededBy: commands.get(name) ?? null }] : [];
  });
  return { dataverse: { user: id, roles: rowsOf(roles, 200).map(({ name }) => textOf(name)), privileges } };
}

interface OnTables {
  readonly right: Right | undefined;
  readonly tables: readonly string[];
}

/** The privileges there are on the tables of the mappings, by id. Tables that are not there yet have none. */
async function privilegesOnTables(
  client: Pick<DataverseClient, 'read'>,
  mappings: Mappings,
): Promise<ReadonlyMap<string, OnTables>> {
  const kept = Map.groupBy(Object.entries(mappings), ([, { table }]) => table);
  const found = await Promise.all(
    [...kept].map(async ([table, entries]) => {
      const row = await client.read(`EntityDefinitions(LogicalName='${table}')?$select=Privileges`);
      const tables = entries.map(([name]) => name);
      return (row ? rowsIn(row.Privileges) : []).map(
        ({ PrivilegeId, PrivilegeType }) =>
          [textOf(PrivilegeId).toLowerCase(), { right: RIGHTS[textOf(PrivilegeType)], tables }] as const,
      );
    }),
  );
  return new Map(found.flat());
}

function rightIn(name: string): Right | undefined {
  if (name === IMPERSONATION) return 'impersonate';
  const [, type = ''] = BY_NAME.exec(name) ?? [];
  return RIGHTS[type];
}

/** An answer that must be there: half of what a user may do would be taken for all of it. */
async function asked(client: Pick<DataverseClient, 'read'>, path: string): Promise<Row> {
  const row = await client.read(path);
  if (!row) throw untrusted(404);
  return row;
}

function rowsIn(value: unknown): readonly Row[] {
  if (!Array.isArray(value) || !value.every(isObject)) throw untrusted(200);
  return value;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw untrusted(200);
  return value;
}
