/**
 * The origin of an environment or of an authority. Secrets and records go there, so it must be https; http is
 * taken for this machine alone.
 *
 * @throws TypeError when it is neither, or is more than an origin.
 */
export function serviceOrigin(address: string, name: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) throw new TypeError(`${name} is not an address`);
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) {
    throw new TypeError(`${name} must begin with https://`);
  }
  if (url.username || url.password || url.search || url.hash || url.pathname !== '/') {
    throw new TypeError(`${name} must be an origin, such as https://example.crm.dynamics.com`);
  }
  return url.origin;
}
