import { badQuery } from './fault.ts';

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
