import type { ApiRequest, ApiResponse } from '../request/exchange.ts';
import { notModelled } from '../request/fault.ts';
import type { World } from '../world/world.ts';

export function runBatch(_world: World, _request: ApiRequest): ApiResponse {
  throw notModelled('$batch');
}
