import { type Answer, mediaTypeOf } from './answer.ts';
import { untrusted } from './read-rows.ts';

/** A request inside a batch. */
export interface PartRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; without line ends of its own. */
  readonly body?: string;
}

const END = '\r\n';

/** `multipart/mixed` (RFC 2046) with one `application/http` part a request. `numbered` gives each a Content-ID. */
export function writeParts(requests: readonly PartRequest[], boundary: string, numbered: boolean): string {
  const parts = requests.map(({ method, url, headers, body = '' }, index) =>
    [
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      ...(numbered ? [`Content-ID: ${index + 1}`] : []),
      '',
      `${method} ${url} HTTP/1.1`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
    ].join(END),
  );
  return writeMultipart(parts, boundary);
}

/** A batch whose one part is a change set: all of it is done, or nothing. */
export function writeChangeSet(
  requests: readonly PartRequest[],
  boundaries: { readonly batch: string; readonly set: string },
): string {
  const part = `Content-Type: multipart/mixed; boundary=${boundaries.set}${END}${END}${writeParts(requests, boundaries.set, true)}`;
  return writeMultipart([part], boundaries.batch);
}

function writeMultipart(parts: readonly string[], boundary: string): string {
  return `${parts.map((part) => `--${boundary}${END}${part}${END}`).join('')}--${boundary}--${END}`;
}

/**
 * The answers inside a batch's answer, those of change sets among them, in order. Anything out of shape,
 * above all an end that is missing, is refused: half an answer could hide that half of the work failed.
 */
export function readParts(answer: Answer): Answer[] {
  const boundary = boundaryOf(answer.headers);
  if (boundary === null) throw untrusted(answer.status);
  return splitParts(answer.body, boundary, answer.status).flatMap((part) => {
    const { headers, rest } = readHeaders(part, answer.status);
    const type = mediaTypeOf(headers);
    if (type === 'application/http') return [readResponse(rest, answer.status)];
    if (type === 'multipart/mixed') return readParts({ status: answer.status, headers, body: rest });
    throw untrusted(answer.status);
  });
}

function boundaryOf(headers: Headers): string | null {
  if (mediaTypeOf(headers) !== 'multipart/mixed') return null;
  const [, quoted, bare] =
    /;\s*boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'+./:?-]{1,70}))\s*(?:;|$)/i.exec(
      headers.get('content-type') ?? '',
    ) ?? [];
  return quoted ?? bare ?? null;
}

function splitParts(body: string, boundary: string, status: number): string[] {
  const delimiter = `--${boundary}`;
  // A preamble is allowed; the first delimiter may stand at the very start.
  const [, ...pieces] = `${END}${body}`.split(`${END}${delimiter}`);
  const last = pieces.pop();
  if (last === undefined || !/^--\s*$/.test(last) || pieces.length === 0) throw untrusted(status);
  return pieces.map((piece) => {
    const start = /^[ \t]*\r\n/.exec(piece);
    if (!start) throw untrusted(status);
    return piece.slice(start[0].length);
  });
}

function readResponse(text: string, outer: number): Answer {
  const line = /^HTTP\/1\.1 (\d{3})(?: [^\r\n]*)?\r\n/.exec(text);
  if (!line) throw untrusted(outer);
  const { headers, rest } = readHeaders(text.slice(line[0].length), outer);
  return { status: Number(line[1]), headers, body: rest };
}

/** Header lines up to the empty line, and what follows it. */
function readHeaders(text: string, status: number): { readonly headers: Headers; readonly rest: string } {
  const headers = new Headers();
  let at = 0;
  for (;;) {
    // Without a body the empty line may have gone into the delimiter that follows.
    if (at > 0 && at === text.length) return { headers, rest: '' };
    const end = text.indexOf(END, at);
    if (end === -1) throw untrusted(status);
    const line = text.slice(at, end);
    at = end + END.length;
    if (line === '') return { headers, rest: text.slice(at) };
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\x20-\x7e\t]*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw untrusted(status);
    headers.append(name, value);
  }
}
