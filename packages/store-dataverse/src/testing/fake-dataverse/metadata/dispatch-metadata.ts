import type { ApiRequest, ApiResponse } from '../request/exchange.ts';
import { notModelled } from '../request/fault.ts';
import type { World } from '../world/world.ts';

/** Reads and writes of definitions. */
export function dispatchMetadata(
  _world: World,
  _request: ApiRequest,
  name: string,
  _inside: string | undefined,
  _rest: readonly string[],
): ApiResponse {
  throw notModelled(name);
}
