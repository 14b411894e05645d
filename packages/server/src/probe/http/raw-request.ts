import { type Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Heard, Sent } from './heard.ts';

export interface RawRequestOptions {
  readonly base: URL;
  readonly agent: Agent;
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  /** Bytes of a body; an answer that is longer ends in an error. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/**
 * Sends one request. Not by `fetch`, which puts paths in order before it sends them (`/v1/../x`), follows redirects
 * and hides the status line: what is looked for may be there.
 */
export function rawRequest(
  sent: Sent,
  { base, agent, timeout, maxBytes, signal }: RawRequestOptions,
): Promise<Heard> {
  const request = base.protocol === 'https:' ? requestHttps : requestHttp;
  const body = sent.json === undefined ? undefined : JSON.stringify(sent.json);
  const path = base.pathname.replace(/\/$/, '') + sent.path;
  return new Promise((resolve, reject) => {
    const asked = request({
      agent,
      host: base.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: base.port || undefined,
      method: sent.method ?? 'GET',
      path,
      signal: AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]),
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': 'portico-probe',
        ...(sent.token ? { authorization: `Bearer ${sent.token}` } : {}),
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
        ...sent.headers,
      },
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      readBody(response, maxBytes).then(
        (text) => resolve(heardOf(sent, base.origin + path, response, text)),
        reject,
      );
    });
    asked.end(body);
  });
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      response.destroy();
      throw new RangeError(`the answer is longer than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function heardOf(sent: Sent, url: string, response: IncomingMessage, body: string): Heard {
  const raw = response.rawHeaders;
  const headers = raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ''] as const] : [],
  );
  const { statusCode = 0, statusMessage = '' } = response;
  return { sent, url, status: statusCode, statusText: statusMessage, headers, body, json: jsonOf(body) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
