import type { ApiRequest, ApiResponse } from '../request/exchange.ts';
import { noSuchRow } from '../request/fault.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';

/** The function WhoAmI. */
export function whoAmI({ settings }: World, request: ApiRequest): ApiResponse {
  return {
    status: 200,
    body: {
      '@odata.context': `${request.root}$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
      BusinessUnitId: settings.businessUnitId,
      UserId: settings.userId,
      OrganizationId: settings.organizationId,
    },
  };
}

const RIGHTS = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo', 'Assign', 'Share'];

/** The function RetrieveUserPrivileges: here every right on every table, over the whole organisation. */
export function retrieveUserPrivileges(
  world: World,
  table: Table,
  key: string,
  request: ApiRequest,
): ApiResponse {
  if (table.name !== 'systemuser' || !table.rows.has(key.toLowerCase())) throw noSuchRow(table.name, key);
  const names = [...world.tables()].flatMap(({ name }) => RIGHTS.map((right) => `prv${right}${name}`));
  return {
    status: 200,
    body: {
      '@odata.context': `${request.root}$metadata#Microsoft.Dynamics.CRM.RetrieveUserPrivilegesResponse`,
      RolePrivileges: names.map((name, index) => ({
        Depth: 'Global',
        PrivilegeId: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
        BusinessUnitId: world.settings.businessUnitId,
        PrivilegeName: name,
        RecordFilterId: '00000000-0000-0000-0000-000000000000',
      })),
    },
  };
}
