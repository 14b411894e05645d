import { ProtocolError } from '@portico/protocol';

/**
 * The ETag of `If-Match`, quoted as RFC 9110 has it or bare as a record carries it; undefined when the
 * request has none or takes any (`*`). One only: a record has one state.
 */
export function readEtag(request: Request): string | undefined {
  const header = request.headers.get('if-match')?.trim();
  if (header === undefined || header === '*') return undefined;
  const etag = /^(?:W\/)?"([^"\s,]{1,200})"$|^([^"\s,]{1,200})$/.exec(header);
  if (etag) return etag[1] ?? etag[2];
  throw new ProtocolError('invalid_parameter', '', {
    issues: [{ path: 'If-Match', message: 'Takes one ETag.' }],
  });
}

/** An ETag as a header carries it. */
export function formatEtag(etag: string): string {
  return `"${etag}"`;
}
