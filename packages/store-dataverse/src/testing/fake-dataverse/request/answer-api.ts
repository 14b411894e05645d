import { runBatch } from '../batch/run-batch.ts';
import type { World } from '../world/world.ts';
import { dispatch } from './dispatch.ts';
import type { ApiRequest, ApiResponse } from './exchange.ts';
import { badQuery } from './fault.ts';

export const API_ROOT = '/api/data/v9.2/';

/** Answers a request that came over the wire: one operation, or a batch of them. */
export function answerApi(world: World, request: ApiRequest): ApiResponse {
  return request.segments[0] === '$batch' ? runBatch(world, request) : dispatch(world, request);
}

/** Takes a path and query after the root apart; the path is decoded by segments, the query is not. */
export function readTarget(target: string): { readonly segments: readonly string[]; readonly query: string } {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  try {
    return {
      segments: path.split('/').map(decodeURIComponent),
      query: mark === -1 ? '' : target.slice(mark + 1),
    };
  } catch {
    throw badQuery('The path is not well-formed.');
  }
}
