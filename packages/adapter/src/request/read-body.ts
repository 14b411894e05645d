import { ProtocolError, type TableSchema } from '@portico/protocol';

/** Bytes a body may have, unless a route says otherwise. */
export const DEFAULT_BODY_LIMIT = 64 * 1024;
const LONG_TEXT_BODY_LIMIT = 256 * 1024;
const LONG_TEXT = 50_000;

/** Tables that keep long texts, such as posts and articles, take larger bodies. */
export function bodyLimitFor(table: TableSchema): number {
  const long = Object.values(table.columns).some(
    (column) => 'maxLength' in column && column.maxLength >= LONG_TEXT,
  );
  return long ? LONG_TEXT_BODY_LIMIT : DEFAULT_BODY_LIMIT;
}

/** The media type of a request, lower case, without parameters; `''` when it names none. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/**
 * The body as text, read no further than the limit whatever `Content-Length` says. Refuses other media
 * types than `mediaType`, other encodings than UTF-8 and compressed bodies (`unsupported_media_type`),
 * too much (`payload_too_large`) and bytes that are no UTF-8 (`malformed_request`).
 */
export async function readBody(
  request: Request,
  mediaType: string,
  limit = DEFAULT_BODY_LIMIT,
): Promise<string> {
  const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(request.headers.get('content-type') ?? '')?.[1];
  const encoding = request.headers.get('content-encoding');
  if (mediaTypeOf(request) !== mediaType || (charset !== undefined && charset.toLowerCase() !== 'utf-8')) {
    throw new ProtocolError('unsupported_media_type', `This takes ${mediaType} in UTF-8.`);
  }
  if (encoding !== null && encoding.toLowerCase() !== 'identity') {
    throw new ProtocolError('unsupported_media_type', 'Compressed bodies are not taken.');
  }
  try {
    return await decodeBounded(request, limit);
  } catch (error) {
    if (error instanceof TypeError) throw new ProtocolError('malformed_request', 'The body is not UTF-8.');
    throw error;
  }
}

async function decodeBounded(request: Request, limit: number): Promise<string> {
  const tooLarge = new ProtocolError('payload_too_large', `Bodies are limited to ${limit} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw tooLarge;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
