/** Only tests that need records from outside the repository may be skipped, and they must say so. */
const ALLOWED_SKIP = /\.\.\/shared\b/;

/**
 * What a step of `npm test` found.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/** @returns {Tally} */
export function emptyTally() {
  return { passed: 0, failed: 0, skipped: 0 };
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  return tallies.reduce(
    (total, tally) => ({
      passed: total.passed + tally.passed,
      failed: total.failed + tally.failed,
      skipped: total.skipped + tally.skipped,
    }),
    emptyTally(),
  );
}

/** The last line of `npm test`. @param {Tally} tally */
export function formatTally({ passed, failed, skipped }) {
  const words = [`${passed} passed`, `${failed} failed`];
  if (skipped > 0) words.push(`${skipped} skipped`);
  return words.join(', ');
}

/** @param {unknown} reason what the test gave as its reason, `true` when it gave none */
export function mayBeSkipped(reason) {
  return typeof reason === 'string' && ALLOWED_SKIP.test(reason);
}
