import ky, { isHTTPError } from 'ky';
import { PorticoError } from './errors.ts';
import type { Session } from './session.ts';
import { retryAfterOf, toPorticoError } from './to-portico-error.ts';

export interface TransportRequest {
  readonly method?: 'get' | 'post' | 'patch' | 'delete';
  readonly search?: URLSearchParams | Readonly<Record<string, string | number | boolean | undefined>>;
  readonly json?: unknown;
  readonly etag?: string | undefined;
  /** Makes a POST safe to send again; without it a POST is sent once. */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Sends one call to the adapter and answers its JSON; throws `PorticoError`, or `AbortError` when aborted. */
export type Transport = (path: string, request?: TransportRequest) => Promise<unknown>;

const ATTEMPT_TIMEOUT = 15_000;
const TOTAL_TIMEOUT = 45_000;
/** A longer wait is told to the person instead of waited for, in seconds. */
const LONGEST_WAIT = 10;
/** Browsers refuse to outlive a page with larger bodies (64 KiB, of all such requests together). */
const KEEPALIVE_BYTES = 32_000;

/** HTTP, and nothing but: retries with jitter, time limits, the access token and its one renewal. */
export function createTransport(options: {
  readonly adapter: string;
  readonly session: Session;
  readonly fetch?: typeof globalThis.fetch | undefined;
}): Transport {
  const { session } = options;
  const http = ky.create({
    prefix: options.adapter,
    ...(options.fetch ? { fetch: options.fetch } : {}),
    credentials: 'omit',
    timeout: ATTEMPT_TIMEOUT,
    totalTimeout: TOTAL_TIMEOUT,
  });

  const send = async (path: string, request: TransportRequest, token: string | null): Promise<unknown> => {
    const body = request.json === undefined ? undefined : JSON.stringify(request.json);
    const retryable = request.idempotencyKey ? ['get', 'post'] : ['get'];
    try {
      const text = await http(path.slice(1), {
        method: request.method ?? 'get',
        headers: {
          accept: 'application/json',
          authorization: token ? `Bearer ${token}` : undefined,
          'content-type': body === undefined ? undefined : 'application/json',
          'idempotency-key': request.idempotencyKey,
          'if-match': request.etag,
        },
        searchParams: request.search,
        ...(body === undefined ? {} : { body, keepalive: body.length < KEEPALIVE_BYTES }),
        ...(request.signal ? { signal: request.signal } : {}),
        retry: {
          limit: 2,
          methods: retryable,
          statusCodes: [408, 429, 500, 502, 503, 504],
          jitter: true,
          backoffLimit: 8000,
          maxRetryAfter: LONGEST_WAIT * 1000,
          retryOnTimeout: true,
          shouldRetry: ({ error }) =>
            isHTTPError(error) && (retryAfterOf(error.response) ?? 0) > LONGEST_WAIT ? false : undefined,
        },
      }).text();
      return text === '' ? undefined : JSON.parse(text);
    } catch (error) {
      throw toPorticoError(error);
    }
  };

  return async (path, request = {}) => {
    const wasSignedIn = session.state.status === 'signed_in';
    const token = await session.accessToken();
    // Someone who signed in never becomes anonymous by the way: what they send would not be theirs.
    if (!token && wasSignedIn) throw new PorticoError('invalid_token', '', { status: 401 });
    try {
      return await send(path, request, token);
    } catch (error) {
      if (!token || !(error instanceof PorticoError) || error.code !== 'invalid_token') throw error;
      const renewed = await session.accessToken({ renew: true });
      if (!renewed || renewed === token) throw error;
      return send(path, request, renewed);
    }
  };
}
