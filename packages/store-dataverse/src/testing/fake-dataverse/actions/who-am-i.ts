import type { ApiRequest, ApiResponse } from '../request/exchange.ts';
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
