import type { Problem, ProblemCode } from '@portico/protocol';
import { PorticoError } from './errors.ts';
import { retryAfterOf } from './retry-after.ts';

/** The JSON of a successful answer, undefined for an empty one; everything else is thrown as a `PorticoError`. */
export async function readAnswer(response: Response): Promise<unknown> {
  if (!response.ok) throw problemError(response, await response.json().catch(() => null));
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    // A captive portal, or an answer cut off on its way. Its status would tell of a success there was not.
    throw new PorticoError('unreachable', '', { status: response.status, cause });
  }
}

function problemError({ status, headers }: Response, body: unknown): PorticoError {
  const problem = (body ?? {}) as Partial<Problem>;
  const code = typeof problem.code === 'string' ? problem.code : codeOfStatus(status);
  return new PorticoError(code, problem.detail ?? problem.title, {
    status,
    issues: Array.isArray(problem.issues) ? problem.issues : [],
    retryAfter: retryAfterOf(headers),
  });
}

/** For answers that did not come from the adapter but from a proxy before it. */
function codeOfStatus(status: number): ProblemCode {
  if (status === 401) return 'invalid_token';
  if (status === 403) return 'permission_denied';
  if (status === 404) return 'not_found';
  if (status === 413) return 'payload_too_large';
  if (status === 429) return 'rate_limited';
  return status >= 500 ? 'store_unavailable' : 'malformed_request';
}
