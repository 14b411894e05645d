/** Errors that no check of ours throws: the mutant does not run, which proves nothing. */
const BROKEN =
  /^it failed with (TypeError|ReferenceError|SyntaxError|RangeError|SqliteError|DatabaseError|error:|DataverseError)/;

const QUESTIONS = { engine: 300, http: 120, 'non-interference': 60 };

/**
 * World after world of the differential proof, until an answer is not as it should be or there are so many cases.
 *
 * @param {{ store: string, level: 'engine' | 'http' | 'non-interference', cases: number, seed: number }} asked
 * @returns {Promise<import('./suites.mjs').Verdict>}
 */
export async function runProof({ store, level, cases, seed: first }) {
  const { openSubject } = await import('../prove/open-subject.mjs');
  const { Divergence } = await import('../../packages/adapter/src/oracle/run/divergence.ts');
  const { createSignIn } = await import('../../packages/adapter/src/oracle/run/handler.ts');
  const { proveLevel } = await import('../../packages/adapter/src/oracle/run/levels.ts');
  const { Tally } = await import('../../packages/adapter/src/oracle/run/tally.ts');
  const { subject, stop } = await openSubject(store);
  const tally = new Tally();
  try {
    const signIn = await createSignIn();
    for (let seed = first; tally.count() < cases; seed++)
      await proveLevel(level, subject, { seed, questions: QUESTIONS[level], signIn, tally });
    return { outcome: 'passed', what: `${tally.count()} cases` };
  } catch (error) {
    if (!(error instanceof Divergence)) return { outcome: 'crashed', what: error.stack };
    const { what, actual, question } = error.details;
    if (BROKEN.test(what) || saysInternalError(actual))
      return { outcome: 'crashed', what: `${what}\n${actual}` };
    return {
      outcome: 'killed',
      what: `${question.type}: ${what} (after ${tally.count()} cases)`,
      cases: tally.count() + 1,
    };
  } finally {
    await stop();
  }
}

/** An answer of 500, from planner and store or over HTTP. */
function saysInternalError(actual) {
  return actual?.code === 'internal_error' || actual?.status === 500;
}
