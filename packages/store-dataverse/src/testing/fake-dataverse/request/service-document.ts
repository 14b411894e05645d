import type { World } from '../world/world.ts';
import type { ApiRequest, ApiResponse } from './exchange.ts';

/** The list of entity sets at the root of the service. */
export function serviceDocument(world: World, request: ApiRequest): ApiResponse {
  const value = [...world.tables()].map(({ definition: { set } }) => ({
    name: set,
    kind: 'EntitySet',
    url: set,
  }));
  return { status: 200, body: { '@odata.context': `${request.root}$metadata`, value } };
}
