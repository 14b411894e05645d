import { run } from 'node:test';

/**
 * Test files, in this very process and so under its mutant, up to the first failure. Only an assertion that does not hold,
 * or an attack that goes well, kills; with whatever else a test fails, that is a crash.
 *
 * @param {readonly string[]} files from the root
 * @returns {Promise<import('./suites.mjs').Verdict>}
 */
export async function runTests(files) {
  let passed = 0;
  for await (const { type, data } of run({ files: [...files], isolation: 'none' })) {
    if (data.details?.type === 'suite') continue;
    if (type === 'test:pass') passed += 1;
    if (type !== 'test:fail') continue;
    const { error } = data.details;
    if (isAssertion(error)) return { outcome: 'killed', what: data.name };
    return { outcome: 'crashed', what: `${data.name}\n${error.cause?.stack ?? error}` };
  }
  if (passed === 0) return { outcome: 'crashed', what: 'No test ran.' };
  return { outcome: 'passed', what: `${passed} tests` };
}

/** node:test wraps what a test threw. */
function isAssertion(error) {
  if (error.failureType === 'subtestsFailed') return false;
  const { code, name } = error.cause ?? error;
  return code === 'ERR_ASSERTION' || name === 'AttackError';
}
