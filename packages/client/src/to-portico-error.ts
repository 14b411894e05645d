import type { Problem, ProblemCode } from '@portico/protocol';
import { isHTTPError, isNetworkError, isTimeoutError } from 'ky';
import { isPorticoError, PorticoError } from './errors.ts';

/** Anything a request threw, as a `PorticoError`; an abort stays the `AbortError` it is. */
export function toPorticoError(error: unknown): unknown {
  if (isPorticoError(error) || isAbort(error)) return error;
  if (isHTTPError(error)) return problemError(error.response, error.data, error);
  if (isTimeoutError(error)) return new PorticoError('timeout', '', { cause: error });
  // A request refused by the page's own policy or by CORS looks like a lost network too: fetch tells no more.
  const offline = isNetworkError(error) && globalThis.navigator?.onLine === false;
  return new PorticoError(offline ? 'offline' : 'unreachable', '', { cause: error });
}

/** `Retry-After` in seconds, from either of its two forms; null when absent or unreadable. */
export function retryAfterOf(response: Response): number | null {
  const value = response.headers.get('retry-after');
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function problemError(response: Response, data: unknown, cause: unknown): PorticoError {
  const problem = (typeof data === 'object' && data !== null ? data : {}) as Partial<Problem>;
  return new PorticoError(problem.code ?? codeOfStatus(response.status), problem.detail ?? problem.title, {
    status: response.status,
    issues: Array.isArray(problem.issues) ? problem.issues : [],
    retryAfter: retryAfterOf(response),
    cause,
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
