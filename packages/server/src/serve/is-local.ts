/** What says where a request comes from. */
export interface RequestSource {
  readonly remoteAddress: string | undefined;
  readonly headers: Headers;
}

const LOOPBACK = /^(::1|(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

/**
 * Whether a request was made on this machine. A proxy here connects from this machine too, but says for whom it
 * asks (`Forwarded`, RFC 7239; `X-Forwarded-For`), so that what it passes on is not local.
 */
export function isLocal({ remoteAddress, headers }: RequestSource): boolean {
  if (headers.has('forwarded') || headers.has('x-forwarded-for')) return false;
  return remoteAddress !== undefined && LOOPBACK.test(remoteAddress);
}
