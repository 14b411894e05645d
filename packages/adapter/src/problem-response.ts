import { isProtocolError, PROBLEMS, type Problem, type ProblemCode, ProtocolError } from '@portico/protocol';
import type { Logger } from './logger.ts';

/** Seconds after which to try again, where that is known to help. */
const RETRY_AFTER: Partial<Record<ProblemCode, number>> = {
  identity_unavailable: 5,
  store_unavailable: 5,
  storage_full: 60,
  rate_limited: 30,
};

/** Nobody is sent away for longer, whatever a service behind asks for. */
const LONGEST_RETRY_AFTER = 120;

export interface ProblemContext {
  readonly requestId: string;
  readonly logger: Logger;
  /** The methods the path takes; told with `method_not_allowed`. */
  readonly allow?: readonly string[];
}

/**
 * The only way for an error to leave the adapter: a problem of the closed list (RFC 9457). An error that is
 * none of them is logged with the id of the request and leaves as `internal_error`, without a word of it.
 */
export function problemResponse(error: unknown, { requestId, logger, allow }: ProblemContext): Response {
  const problem = toProblem(error, requestId, logger);
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  const retryAfter = retryAfterOf(error, problem.code);
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  if (problem.status === 401)
    headers.set('www-authenticate', 'Bearer realm="portico", error="invalid_token"');
  if (problem.code === 'method_not_allowed' && allow) headers.set('allow', allow.join(', '));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

/** What is known of this failure, where the code is one that trying again may help. */
function retryAfterOf(error: unknown, code: ProblemCode): number | undefined {
  const usual = RETRY_AFTER[code];
  if (usual === undefined || !isProtocolError(error) || !error.retryAfter) return usual;
  return Math.min(Math.ceil(error.retryAfter), LONGEST_RETRY_AFTER);
}

/**
 * An error as what may be told of it. Unknown errors, and failures on our side, are logged; so is why a token was refused,
 * in fixed words: its bearer is not told, and whoever sets up an identity provider has to know.
 */
export function toProblem(error: unknown, requestId: string, logger: Logger): Problem {
  const known = isProtocolError(error) && Object.hasOwn(PROBLEMS, error.code);
  const { code, message, issues } = known ? error : new ProtocolError('internal_error');
  const { status, title } = PROBLEMS[code];
  if (!known) logger.error({ requestId, err: error }, 'A request failed for an unknown reason.');
  else if (status >= 500) logger.warn({ requestId, code, err: error.cause ?? error }, 'A request failed.');
  else if (code === 'invalid_token' && error.cause instanceof Error)
    logger.warn({ requestId, code, reason: error.cause.message }, 'A token was refused.');
  return {
    // Resolved against the adapter's own address, where a page for each code explains it.
    type: `/problems/${code}`,
    title,
    status,
    code,
    ...(message ? { detail: message } : {}),
    ...(issues.length > 0 ? { issues } : {}),
  };
}
