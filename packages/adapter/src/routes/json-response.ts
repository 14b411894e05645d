export interface JsonResponseOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer in JSON; not to be cached unless its headers say so. */
export function jsonResponse(
  body: unknown,
  { status = 200, headers = {} }: JsonResponseOptions = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/**
 * Headers of an answer that is the same for everyone, and may be kept by anyone for some seconds. Not with a
 * token: a cache that mistakes what is shared for what is not does the least harm when it keeps neither.
 */
export function publicFor(seconds: number, request: Request): Readonly<Record<string, string>> {
  return request.headers.has('authorization') ? {} : { 'cache-control': `public, max-age=${seconds}` };
}
