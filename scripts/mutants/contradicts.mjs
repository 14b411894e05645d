/**
 * Whether an error of a test says that the adapter answered wrongly: an assertion that does not hold, or an attack that
 * goes well. Whatever else a test ends with is a crash, which proves nothing.
 *
 * @param {{ code?: unknown, name?: unknown }} error
 */
export function contradicts({ code, name }) {
  return code === 'ERR_ASSERTION' || name === 'AttackError';
}
