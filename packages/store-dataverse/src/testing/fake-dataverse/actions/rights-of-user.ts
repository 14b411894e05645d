import { metadataId } from '../metadata/metadata-id.ts';
import { allPrivileges, servicePrivileges } from '../metadata/privileges.ts';
import { splitOutside } from '../odata/split.ts';
import type { ApiRequest, ApiResponse } from '../request/exchange.ts';
import { noSuchProperty, noSuchRow } from '../request/fault.ts';
import { readQueryOptions } from '../request/query-options.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';

/** The function RetrieveUserPrivileges, over the whole organisation. Only the application user has any. */
export function retrieveUserPrivileges(
  world: World,
  table: Table,
  key: string,
  request: ApiRequest,
): ApiResponse {
  readQueryOptions(request.query, new Set());
  const { privileges } = rightsOf(world, table, key);
  const all = allPrivileges(world);
  const held = typeof privileges === 'string' ? namesOf(world, privileges) : privileges;
  return {
    status: 200,
    body: {
      '@odata.context': `${request.root}$metadata#Microsoft.Dynamics.CRM.RetrieveUserPrivilegesResponse`,
      RolePrivileges: held.map((name) => ({
        Depth: 'Global',
        PrivilegeId: all.get(name),
        BusinessUnitId: world.settings.businessUnitId,
        PrivilegeName: name,
        RecordFilterId: '00000000-0000-0000-0000-000000000000',
        RecordFilterUniqueName: '',
      })),
    },
  };
}

function namesOf(world: World, privileges: 'all' | 'service'): readonly string[] {
  return privileges === 'all' ? [...allPrivileges(world).keys()] : servicePrivileges(world);
}

/** `systemusers(…)/systemuserroles_association`: the security roles, of which two columns are modelled. */
export function rolesOfUser(world: World, table: Table, key: string, request: ApiRequest): ApiResponse {
  const select = readQueryOptions(request.query, new Set(['$select'])).get('$select');
  const names = select === undefined ? ['roleid', 'name'] : splitOutside(select, ',');
  const roles = rightsOf(world, table, key).roles.map((name) => ({ roleid: metadataId('role', name), name }));
  return {
    status: 200,
    body: {
      '@odata.context': `${request.root}$metadata#roles`,
      value: roles.map((role) => {
        const shown = names.map((name) => {
          if (name !== 'roleid' && name !== 'name') throw noSuchProperty(name, 'role');
          return [name, role[name]];
        });
        return { ...Object.fromEntries(shown), roleid: role.roleid };
      }),
    },
  };
}

function rightsOf(world: World, table: Table, key: string) {
  const id = key.toLowerCase();
  if (table.name !== 'systemuser' || !table.rows.has(id)) throw noSuchRow(table.name, key);
  return id === world.settings.userId ? world.rights : { roles: [], privileges: [] };
}
