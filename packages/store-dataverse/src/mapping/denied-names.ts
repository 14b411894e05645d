/**
 * How people sign in to Power Pages: password hashes, security stamps, lock-outs, invitation codes. No mapping may
 * name these columns or tables, an operator's no less than ours, so that nothing here can read, filter, order by or
 * write them. By pattern, for later versions add to them.
 */
const DENIED = [
  /^_?adx_identity_/i,
  // The tables, their entity sets, keys and lookups to them.
  /^_?adx_(externalidentit|invitation)/i,
  /^adx_identity$/i,
  /(passwordhash|securitystamp)/i,
];

export function isDenied(name: string): boolean {
  return DENIED.some((pattern) => pattern.test(name));
}
