import type { Logger } from '@portico/adapter';
import ky, { isHTTPError, isTimeoutError, type ShouldRetryState } from 'ky';
import { type Answer, isSuccess } from './answer.ts';
import type { ConcurrencyGate } from './concurrency-gate.ts';
import { DataverseError, type DataverseErrorKind } from './dataverse-error.ts';
import { errorOfAnswer } from './error-of-answer.ts';
import type { ClientLimits } from './limits.ts';
import { readWhole } from './read-whole.ts';
import { retryAfterOf } from './retry-after.ts';
import type { Send, SendRequest } from './send.ts';
import type { TokenCache } from './token-cache.ts';

export interface SendOptions {
  readonly fetch: typeof fetch;
  readonly gate: ConcurrencyGate;
  readonly limits: ClientLimits;
  readonly now: () => number;
  /** Absent for what needs no token. */
  readonly tokens?: TokenCache;
  readonly log?: Pick<Logger, 'warn'>;
}

/** Statuses after which trying again may help. All but 429 leave open whether the request was carried out. */
const TRY_AGAIN = [408, 429, 500, 502, 503, 504];

/**
 * Requests on ky, which decides when to try again; what is sent and what came back stay here, so that no
 * error of ky can carry a token or a body. Pauses are random up to a bound that doubles; `Retry-After` is kept
 * to when it fits into the call's time, and otherwise the error says how long to wait.
 */
export function createSend(options: SendOptions): Send {
  const { limits, now } = options;
  return async <T>(request: SendRequest<T>): Promise<T> => {
    const call = request.attempt === undefined ? limits.call : Math.max(limits.call, request.attempt);
    const ends = performance.now() + call;
    let answer: Answer | undefined;
    let result: { readonly value: T } | undefined;
    try {
      await ky(request.url, {
        method: request.method,
        timeout: false,
        totalTimeout: call,
        fetch: async (input) => {
          answer = undefined;
          try {
            answer = await attempt(request, options, input instanceof Request ? input.signal : undefined);
            if (isSuccess(answer)) result = { value: request.read(answer) };
            else notice(errorOfAnswer(answer, now()), request, options);
          } catch (error) {
            notice(error, request, options);
            throw error;
          }
          // Ky judges by status and `Retry-After`; it has no need of the body.
          return new Response(null, { status: answer.status, headers: onlyRetryAfter(answer) });
        },
        retry: {
          limit: limits.retries,
          methods: ['get', 'post', 'patch', 'delete'],
          statusCodes: request.repeatable ? TRY_AGAIN : [429],
          afterStatusCodes: TRY_AGAIN,
          delay: (count) => Math.min(limits.pause * 2 ** (count - 1), limits.pause * 8),
          jitter: true,
          shouldRetry: (state) => shouldRetry(state, request, ends - performance.now(), now()),
        },
      });
    } catch (error) {
      throw failureOf(error, answer, now());
    }
    if (result) return result.value;
    throw new DataverseError('unavailable', { uncertain: true, reason: 'no answer' });
  };
}

/** These are the operator's concern; a row that is missing or has changed is not. */
const NOTEWORTHY: readonly DataverseErrorKind[] = ['denied', 'throttled', 'refused', 'unavailable'];

function notice(error: unknown, request: SendRequest<unknown>, { log }: SendOptions): void {
  if (!(error instanceof DataverseError)) return;
  if (error.uncertain) request.onLost?.();
  if (!NOTEWORTHY.includes(error.kind) || (request.mayBeMissing && error.status === 404)) return;
  const requestId = request.headers['x-ms-client-request-id'];
  log?.warn({ requestId, err: error }, 'A request to Dataverse failed.');
}

/** Undefined leaves the decision to the statuses above. */
function shouldRetry(
  { error }: ShouldRetryState,
  request: SendRequest<unknown>,
  left: number,
  now: number,
): boolean | undefined {
  if (left <= 0) return false;
  if (isHTTPError(error)) {
    const wait = retryAfterOf(error.response.headers, now);
    return wait !== null && wait * 1000 >= left ? false : undefined;
  }
  return request.repeatable && error instanceof DataverseError && error.uncertain;
}

function failureOf(error: unknown, answer: Answer | undefined, now: number): unknown {
  if (error instanceof DataverseError) return error;
  if (isHTTPError(error) && answer) return errorOfAnswer(answer, now);
  if (isTimeoutError(error)) {
    return new DataverseError('unavailable', { uncertain: true, reason: 'no answer in time' });
  }
  return error;
}

/** One try; a token that is refused is renewed once, for a refused request was not carried out. */
async function attempt(
  request: SendRequest<unknown>,
  options: SendOptions,
  outer: AbortSignal | undefined,
): Promise<Answer> {
  if (request.anonymous || !options.tokens) return exchange(request, options, outer, null);
  const token = await options.tokens.token();
  const answer = await exchange(request, options, outer, token);
  if (answer.status !== 401) return answer;
  options.tokens.refused(token);
  return exchange(request, options, outer, await options.tokens.token());
}

/** One request and its whole answer, with its place among those in flight. */
function exchange(
  { method, url, headers, body, attempt: own }: SendRequest<unknown>,
  { fetch, gate, limits }: SendOptions,
  outer: AbortSignal | undefined,
  token: string | null,
): Promise<Answer> {
  return gate(async () => {
    const timer = AbortSignal.timeout(own ?? limits.attempt);
    const signal = outer ? AbortSignal.any([outer, timer]) : timer;
    try {
      const response = await fetch(url, {
        method,
        headers: token === null ? headers : { ...headers, authorization: `Bearer ${token}` },
        // A redirect leads to a sign-in page, and would take the token along.
        redirect: 'manual',
        signal,
        ...(body === undefined ? {} : { body }),
      });
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        await response.body?.cancel();
        throw new DataverseError('unavailable', { status: response.status, reason: 'redirected' });
      }
      return await readWhole(response, limits.body, signal);
    } catch (error) {
      if (error instanceof DataverseError) throw error;
      const reason = signal.aborted ? 'no answer in time' : 'connection failed';
      throw new DataverseError('unavailable', { uncertain: true, reason, cause: error });
    }
  }, outer);
}

function onlyRetryAfter({ headers }: Answer): Headers {
  const kept = headers.get('retry-after');
  return new Headers(kept === null ? {} : { 'retry-after': kept });
}
