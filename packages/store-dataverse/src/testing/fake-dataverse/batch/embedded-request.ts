import type { ApiRequest, ApiResponse } from '../request/exchange.ts';
import { badQuery } from '../request/fault.ts';
import { readTarget } from '../request/read-target.ts';
import { toReply } from '../request/to-reply.ts';
import { type Part, readPart } from './multipart.ts';

const REQUEST_LINE = /^(GET|POST|PATCH|PUT|DELETE) (\S+) HTTP\/1\.1$/;
/** Microsoft Learn, "Execute batch operations": a longer URL is allowed in the body of a batch. */
const LONGEST_URL = 65_536;

/** The HTTP request in a part of a batch. Its URL is whole, from the host's root, from the service's, or from `$1`. */
export function readEmbedded(
  part: Part,
  batch: ApiRequest,
  contentIds: ReadonlyMap<string, string>,
): ApiRequest {
  if (part.headers['content-type'] !== 'application/http') {
    throw badQuery('A part of a batch must have the Content-Type application/http.');
  }
  if (part.headers['content-transfer-encoding'] !== 'binary') {
    throw badQuery('A part of a batch must have the Content-Transfer-Encoding binary.');
  }
  const end = part.body.indexOf('\r\n');
  const [, method, url] = REQUEST_LINE.exec(part.body.slice(0, Math.max(end, 0))) ?? [];
  if (method === undefined || url === undefined) throw badQuery('A part of a batch holds no HTTP request.');
  if (url.length > LONGEST_URL) throw badQuery('The URL in the batch is too long.');
  const { headers, body } = readPart(part.body.slice(end + 2));
  return {
    method,
    ...readTarget(relative(url, batch.root, contentIds)),
    headers,
    body: body.trim() === '' ? '' : body,
    root: batch.root,
    contentIds,
  };
}

function relative(url: string, root: string, contentIds: ReadonlyMap<string, string>): string {
  const [, reference, rest = ''] = /^\/?\$(\w+)(.*)$/s.exec(url) ?? [];
  if (reference !== undefined) {
    const found = contentIds.get(reference);
    if (found === undefined) {
      throw badQuery(`Content-ID Reference: '$${reference}' does not exist in the batch context.`);
    }
    return found.slice(root.length) + rest;
  }
  if (url.startsWith(root)) return url.slice(root.length);
  const path = new URL(root).pathname;
  if (url.startsWith(path)) return url.slice(path.length);
  if (url.startsWith('/') || /^https?:/.test(url)) throw badQuery(`The URL '${url}' is not of this service.`);
  return url;
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  412: 'Precondition Failed',
};

/** An answer as a part of the batch's answer. */
export function writeEmbedded(response: ApiResponse, contentId: string | undefined): string {
  const { status, headers, body } = toReply(response);
  return [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');
}
