import type { Issue, ProblemCode } from '@portico/protocol';

/**
 * Why a call failed: a problem of the adapter by its code, or what kept the call from reaching it.
 * `offline`: the device has no network. `timeout`: no answer in time. `unreachable`: anything else between.
 */
export type PorticoErrorCode = ProblemCode | 'offline' | 'timeout' | 'unreachable';

/** The one error this package throws, but for the reason a caller aborted its call with. */
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
