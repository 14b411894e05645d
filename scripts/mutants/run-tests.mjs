import { run } from 'node:test';
import { contradicts } from './contradicts.mjs';

/**
 * Test files, in this very process and so under its mutant. Only what contradicts the adapter kills; whatever else
 * some test fails with is a crash of them all.
 *
 * @param {readonly string[]} files from the root
 * @returns {Promise<import('./suites.mjs').Verdict>}
 */
export async function runTests(files) {
  let passed = 0;
  const failures = [];
  for await (const { type, data } of run({ files: [...files], isolation: 'none' })) {
    if (data.details?.type === 'suite') continue;
    if (type === 'test:pass') passed += 1;
    if (type === 'test:fail') failures.push({ name: data.name, error: data.details.error });
  }
  const crash = failures.find(({ error }) => !isAssertion(error));
  if (crash) return { outcome: 'crashed', what: `${crash.name}\n${crash.error.cause?.stack ?? crash.error}` };
  const [asserted] = failures;
  if (asserted) return { outcome: 'killed', what: asserted.name };
  if (passed === 0) return { outcome: 'crashed', what: 'No test ran.' };
  return { outcome: 'passed', what: `${passed} tests` };
}

/** node:test wraps what a test threw. */
function isAssertion(error) {
  return error.failureType !== 'subtestsFailed' && contradicts(error.cause ?? error);
}
