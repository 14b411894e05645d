import { runBatch } from '../batch/run-batch.ts';
import type { World } from '../world/world.ts';
import { dispatch } from './dispatch.ts';
import type { ApiRequest, ApiResponse } from './exchange.ts';

export const API_ROOT = '/api/data/v9.2/';

/** Answers a request that came over the wire: one operation, or a batch of them. */
export function answerApi(world: World, request: ApiRequest): ApiResponse {
  return request.segments[0] === '$batch' ? runBatch(world, request) : dispatch(world, request);
}
