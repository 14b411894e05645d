import { ProtocolError } from '@portico/protocol';

const METHODS = 'GET, POST, PATCH, DELETE';
const REQUEST_HEADERS = 'authorization, content-type, idempotency-key, if-match';
/** Without these names a page cannot see the headers, and a client cannot heed `Retry-After`. */
const EXPOSED_HEADERS = 'ETag, Location, Retry-After, Idempotent-Replayed, X-Request-Id';

/**
 * The answer to a browser that asks before it sends (CORS preflight). Origins compare exactly. Credentials
 * are never allowed: the adapter knows no cookies.
 */
export function preflight(request: Request, origins: readonly string[]): Response {
  if (!allowedOrigin(request, origins)) throw new ProtocolError('origin_not_allowed');
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': REQUEST_HEADERS,
      'access-control-max-age': '600',
    },
  });
}

/** True of a request that asks rather than does. */
export function isPreflight(request: Request): boolean {
  return request.method === 'OPTIONS' && request.headers.has('access-control-request-method');
}

/** Lets the pages of configured origins read an answer; all others learn nothing of it. */
export function setCorsHeaders(headers: Headers, request: Request, origins: readonly string[]): void {
  headers.append('vary', 'Origin');
  const origin = allowedOrigin(request, origins);
  if (origin === null) return;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', EXPOSED_HEADERS);
}

function allowedOrigin(request: Request, origins: readonly string[]): string | null {
  const origin = request.headers.get('origin');
  return origin !== null && origins.includes(origin) ? origin : null;
}
