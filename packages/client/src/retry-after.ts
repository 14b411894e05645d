/** However long a server asks to wait, nobody is told to come back later than this, in seconds. */
const LONGEST = 120;

/** `Retry-After` in seconds, from either of its two forms (RFC 9110 10.2.3); null when absent or unreadable. */
export function retryAfterOf(headers: Headers): number | null {
  const value = headers.get('retry-after');
  if (!value) return null;
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? null : Math.min(LONGEST, Math.max(0, seconds));
}
