/**
 * The closed list of problem codes, by the stage of the pipeline that raises them. A code is stable; its
 * title may be reworded. Errors leave the adapter as `application/problem+json` (RFC 9457).
 */
export const PROBLEMS = {
  // authenticate
  invalid_token: {
    status: 401,
    title: 'The sign-in is not valid or has expired.',
  },
  identity_unavailable: {
    status: 503,
    title: 'The sign-in service does not answer.',
  },
  registration_closed: {
    status: 403,
    title: 'This account is not known here and registration is closed.',
  },
  // read request
  malformed_request: { status: 400, title: 'The request cannot be read.' },
  invalid_parameter: {
    status: 400,
    title: 'A parameter of the request is not valid.',
  },
  unknown_column: { status: 400, title: 'A column is unknown.' },
  invalid_filter: { status: 400, title: 'The filter is not valid.' },
  invalid_cursor: {
    status: 400,
    title: 'The cursor is not valid for this query.',
  },
  invalid_values: { status: 422, title: 'Some values are not valid.' },
  invalid_reference: {
    status: 422,
    title: 'A record referred to cannot be used here.',
  },
  payload_too_large: { status: 413, title: 'The request is too large.' },
  unsupported_media_type: {
    status: 415,
    title: 'The content type is not supported.',
  },
  method_not_allowed: {
    status: 405,
    title: 'This method is not allowed here.',
  },
  origin_not_allowed: {
    status: 403,
    title: 'This website may not send requests here.',
  },
  // permissions and plan
  permission_denied: { status: 403, title: 'You may not do this.' },
  not_found: { status: 404, title: 'Nothing was found here.' },
  // store
  etag_mismatch: { status: 412, title: 'The record was changed meanwhile.' },
  duplicate_record: { status: 409, title: 'Such a record exists already.' },
  idempotency_key_reused: {
    status: 422,
    title: 'This idempotency key was used for another request.',
  },
  action_not_possible: {
    status: 409,
    title: 'This is not possible in the present state of the record.',
  },
  storage_full: { status: 507, title: 'The storage is full.' },
  store_unavailable: {
    status: 503,
    title: 'The records cannot be reached just now.',
  },
  // respond
  rate_limited: { status: 429, title: 'Too many requests; try again shortly.' },
  internal_error: { status: 500, title: 'Something went wrong on our side.' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One invalid value, named by its column or parameter. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** The body of an error response (RFC 9457); `code` and `issues` are extension members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly issues?: readonly Issue[];
}

/**
 * Inside a process, a problem is thrown as this error. `message` goes to the requester as `detail`, so it
 * never holds internal text; `cause` may, and stays inside.
 */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly code: ProblemCode;
  readonly issues: readonly Issue[];
  /** Seconds after which to try again, where they are known better than the code tells. */
  readonly retryAfter: number | null;

  constructor(
    code: ProblemCode,
    detail = '',
    options: {
      readonly issues?: readonly Issue[];
      readonly retryAfter?: number | null;
      readonly cause?: unknown;
    } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.issues = options.issues ?? [];
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** True across realms and duplicate copies of this package. */
export function isProtocolError(error: unknown): error is ProtocolError {
  return error instanceof Error && error.name === 'ProtocolError' && 'code' in error;
}
