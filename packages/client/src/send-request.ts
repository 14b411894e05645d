import { isPorticoError, PorticoError } from './errors.ts';
import { readAnswer } from './read-answer.ts';

export interface TransportRequest {
  /** Default `GET`. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE';
  readonly search?: URLSearchParams | Readonly<Record<string, string | number | boolean | undefined>>;
  readonly json?: unknown;
  readonly etag?: string | undefined;
  /** Makes a POST safe to send again. */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Browsers refuse to outlive a page with larger bodies (64 KiB, of all such requests together). */
const KEEPALIVE_BYTES = 32_000;

/** Sends `request` once and reads its answer; throws `PorticoError`, or what `signal` was aborted with. */
export async function sendRequest(
  fetch: typeof globalThis.fetch,
  url: string,
  request: TransportRequest,
  token: string | null,
  signal: AbortSignal,
): Promise<unknown> {
  const { method = 'GET', json, etag, idempotencyKey } = request;
  const headers: Record<string, string> = { accept: 'application/json' };
  const init: RequestInit = { method, headers, signal, credentials: 'omit' };
  if (token) headers.authorization = `Bearer ${token}`;
  if (etag) headers['if-match'] = etag;
  if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;
  if (json !== undefined) {
    headers['content-type'] = 'application/json';
    const body = JSON.stringify(json);
    init.body = body;
    init.keepalive = body.length < KEEPALIVE_BYTES;
  }
  try {
    return await readAnswer(await fetch(url + queryOf(request.search), init));
  } catch (cause) {
    signal.throwIfAborted();
    if (isPorticoError(cause)) throw cause;
    // A request refused by the page's own policy or by CORS looks like a lost network too: fetch tells no more.
    throw new PorticoError(globalThis.navigator?.onLine === false ? 'offline' : 'unreachable', '', { cause });
  }
}

/** Parameters that are undefined are left out. */
function queryOf(search: TransportRequest['search'] = {}): string {
  const given = search instanceof URLSearchParams ? [...search] : Object.entries(search);
  const parameters = given.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return parameters.length === 0 ? '' : `?${new URLSearchParams(parameters)}`;
}
