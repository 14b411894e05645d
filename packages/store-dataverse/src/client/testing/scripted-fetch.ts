import { createDataverseClient, type DataverseClientOptions } from '../create-dataverse-client.ts';
import type { ClientLimits } from '../limits.ts';

export const ORIGIN = 'https://org.crm.dynamics.com';
export const API = `${ORIGIN}/api/data/v9.2/`;
export const TOKEN_URL = 'https://login.microsoftonline.com/tenant-1/oauth2/v2.0/token';
export const SECRET = 's3cr3t~value/with+signs';
export const ID = {
  one: '11111111-1111-4111-8111-111111111111',
  two: '22222222-2222-4222-8222-222222222222',
  three: '33333333-3333-4333-8333-333333333333',
};

/** A request as it went out. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** What to answer; an error to break the connection with; or a function that decides by the request. */
export type Reply = Response | Error | ((sent: Sent, signal: AbortSignal) => Response | Promise<Response>);

/** Short, so that a test of waiting does not wait; long enough for a machine that is busy with other tests. */
export const SHORT: ClientLimits = {
  attempt: 500,
  call: 10_000,
  queue: 10_000,
  metadata: 500,
  retries: 3,
  pause: 1,
  body: 100_000,
};

/**
 * A `fetch` that answers from a script, in order, and a client on it. Tokens are answered by `tokenReply`,
 * which may be changed; they are not part of the script. A request beyond the script is an error of the test.
 */
export function scriptedClient(script: Reply[], options: Partial<DataverseClientOptions> = {}) {
  const sent: Sent[] = [];
  const tokenRequests: Sent[] = [];
  const world = {
    sent,
    tokenRequests,
    script,
    logged: [] as unknown[],
    tokenReply: (count: number): Reply => json({ access_token: `token-${count}`, ...TOKEN_REST }),
  };
  const fakeFetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const request: Sent = {
      method: init.method ?? 'GET',
      url: String(input),
      headers: new Headers(init.headers),
      body: String(init.body ?? ''),
    };
    const isToken = request.url.endsWith('/oauth2/v2.0/token');
    const seen = isToken ? tokenRequests : sent;
    seen.push(request);
    const reply = isToken ? world.tokenReply(seen.length) : script.shift();
    if (!reply) throw new Error(`nothing in the script for ${request.method} ${request.url}`);
    if (reply instanceof Error) throw reply;
    const signal = init.signal ?? new AbortController().signal;
    return typeof reply === 'function' ? reply(request, signal) : reply;
  };
  const client = createDataverseClient({
    url: ORIGIN,
    tenantId: 'tenant-1',
    clientId: 'client-1',
    clientSecret: SECRET,
    fetch: fakeFetch,
    limits: SHORT,
    log: { warn: (details, message) => world.logged.push({ ...details, message }) },
    ...options,
  });
  return { ...world, world, client };
}

const TOKEN_REST = { token_type: 'Bearer', expires_in: 3600 };

export function json(
  body: unknown,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status: init.status ?? 200,
    headers: { 'content-type': 'application/json; odata.metadata=minimal', ...init.headers },
  });
}

export function page(rows: readonly unknown[], rest: Record<string, unknown> = {}): Response {
  return json({ '@odata.context': `${API}$metadata#incidents`, ...rest, value: rows });
}

export function row(values: Record<string, unknown>): Response {
  return json({ '@odata.context': `${API}$metadata#incidents/$entity`, '@odata.etag': 'W/"1"', ...values });
}

export function done(): Response {
  return new Response(null, { status: 204, headers: { 'OData-Version': '4.0' } });
}

/** An error as Dataverse words it, with what must never leave. */
export function fault(status: number, code: string, headers: Record<string, string> = {}): Response {
  return json(faultBody(code), { status, headers });
}

export function faultBody(code: string) {
  return {
    error: {
      code,
      message: 'INNER-MESSAGE of row 42',
      '@Microsoft.PowerApps.CDS.TraceText': 'TRACE-TEXT at Plugin.Run()',
      '@Microsoft.PowerApps.CDS.InnerError.Message': 'INNER-ERROR',
    },
  };
}

/** A page of a proxy, or of a sign-in. */
export function html(status: number, headers: Record<string, string> = {}): Response {
  return new Response('<!doctype html><title>Sign in</title>', {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  });
}

/** A connection that breaks after some bytes of the body. */
export function brokenAfter(text: string): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
    },
    pull(controller) {
      controller.error(new TypeError('terminated'));
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}

/** An answer whose body begins and never ends. */
export function endless(text: string): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}

/** The answer to a batch: `parts` are status lines with headers and a body, inside a change set when `set` is true. */
export function batchAnswer(
  parts: readonly { readonly status: number; readonly body?: unknown; readonly headers?: string[] }[],
  { set = true, status = 200 } = {},
): Response {
  const texts = parts.map(({ status: inner, body, headers = [] }, index) =>
    [
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      ...(set ? [`Content-ID: ${index + 1}`] : []),
      '',
      `HTTP/1.1 ${inner} Whatever`,
      ...(body === undefined ? [] : ['Content-Type: application/json; odata.metadata=minimal']),
      'OData-Version: 4.0',
      ...headers,
      '',
      body === undefined ? '' : JSON.stringify(body),
    ].join('\r\n'),
  );
  const inner = set
    ? [
        `Content-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n${multipart(texts, 'changesetresponse_1')}`,
      ]
    : texts;
  return new Response(multipart(inner, 'batchresponse_1'), {
    status,
    headers: { 'content-type': 'multipart/mixed; boundary=batchresponse_1' },
  });
}

function multipart(parts: readonly string[], boundary: string): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
}
