import { ProtocolError } from '@portico/protocol';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes without a token from pages of other websites. With a token, the browser itself asks first
 * (CORS); a plain form post it sends unasked. Programs send no `Origin` and are not held up.
 */
export function checkOrigin(request: Request, origins: readonly string[]): void {
  const origin = request.headers.get('origin');
  if (origin === null || READS.has(request.method) || request.headers.has('authorization')) return;
  if (!origins.includes(origin)) throw new ProtocolError('origin_not_allowed');
}
