import { badQuery } from '../request/fault.ts';

export type Headers = Readonly<Record<string, string | undefined>>;

export interface Part {
  /** Names in lower case. */
  readonly headers: Headers;
  readonly body: string;
}

/** The boundary of a `multipart/mixed`; null for any other type. */
export function boundaryOf(contentType: string | undefined): string | null {
  const [, quoted, bare] =
    /^multipart\/mixed\s*;\s*boundary=(?:"([^"]+)"|([^\s;"]+))\s*$/i.exec(contentType ?? '') ?? [];
  return quoted ?? bare ?? null;
}

/** Takes a multipart body apart. Every line of its structure must end with CRLF, as the standard has it. */
export function readMultipart(text: string, boundary: string): readonly Part[] {
  const mark = `--${boundary}`;
  const [preamble, ...pieces] = `\r\n${text}`.split(`\r\n${mark}`);
  const last = pieces.pop();
  if (preamble === undefined || last === undefined || !last.startsWith('--')) {
    throw badQuery(`The batch is not ended by '${mark}--' on a line of its own, with CRLF line endings.`);
  }
  return pieces.map((piece) => {
    if (!piece.startsWith('\r\n')) throw badQuery(`A line break (CRLF) is expected after '${mark}'.`);
    return readPart(piece.slice(2));
  });
}

/** Headers up to an empty line, then the body. */
export function readPart(text: string): Part {
  const end = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n');
  if (end === -1)
    throw badQuery('An empty line (CRLF) is expected after the headers of a part of the batch.');
  const headers: Record<string, string> = {};
  for (const line of text.slice(0, end).split('\r\n')) {
    if (line === '') continue;
    const [, name, value] = /^([^:\s]+):[ \t]*(.*)$/s.exec(line) ?? [];
    if (name === undefined || value === undefined || value.includes('\n')) {
      throw badQuery(`'${line}' is not a header of a part of the batch.`);
    }
    headers[name.toLowerCase()] = value.trim();
  }
  return { headers, body: text.slice(end === 0 ? 2 : end + 4) };
}

/** Puts parts, each with its headers, into one body. */
export function writeMultipart(boundary: string, parts: readonly string[]): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
}
