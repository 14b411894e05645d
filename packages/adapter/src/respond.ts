import { setCorsHeaders } from './request/cors.ts';

/**
 * The last stage: gives every answer, problems too, the headers that keep it where it belongs. Nothing is
 * cached unless a route says so, nothing is guessed about its type, and only pages of the configured
 * origins may read it.
 */
export function secured(
  response: Response,
  request: Request,
  { requestId, origins }: { readonly requestId: string; readonly origins: readonly string[] },
): Response {
  const headers = new Headers(response.headers);
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'no-referrer');
  headers.set('x-request-id', requestId);
  setCorsHeaders(headers, request, origins);
  const body = request.method === 'HEAD' ? null : response.body;
  return new Response(body, { status: response.status, headers });
}
