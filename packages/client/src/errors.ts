import type { Issue, Problem, ProblemCode } from '@portico/protocol';
import { isHTTPError, isNetworkError, isTimeoutError } from 'ky';

/**
 * Why a call failed: a problem of the adapter by its code, or what kept the call from reaching it.
 * `offline`: the device has no network. `timeout`: no answer in time. `unreachable`: anything else between.
 */
export type PorticoErrorCode = ProblemCode | 'offline' | 'timeout' | 'unreachable';

/** The one error this package throws, but for the `AbortError` of a call its caller aborted. */
export class PorticoError extends Error {
  override readonly name = 'PorticoError';
  readonly code: PorticoErrorCode;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** The invalid values of an `invalid_values` problem, by column or field name. */
  readonly issues: readonly Issue[];
  /** Seconds after which the adapter asks to try again; null when it named none. */
  readonly retryAfter: number | null;

  constructor(
    code: PorticoErrorCode,
    message = '',
    options: {
      readonly status?: number;
      readonly issues?: readonly Issue[];
      readonly retryAfter?: number | null;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 0;
    this.issues = options.issues ?? [];
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** True across realms and duplicate copies of this package. */
export function isPorticoError(error: unknown): error is PorticoError {
  return error instanceof Error && error.name === 'PorticoError' && 'code' in error;
}

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
