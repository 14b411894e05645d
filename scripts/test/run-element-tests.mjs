/**
 * Runs the tests of the elements in Chromium by @web/test-runner, which takes over its process: `npm test`
 * starts this file in the folder of the package and reads the tally from the file that `PORTICO_TALLY` names.
 */
import { writeFileSync } from 'node:fs';
import { startTestRunner } from '@web/test-runner';
import { emptyTally, mayBeSkipped } from './tally.mjs';

const runner = await startTestRunner({ readCliArgs: false, autoExitProcess: false });
if (runner) {
  await new Promise((resolve) => runner.on('stopped', resolve));
  writeFileSync(process.env.PORTICO_TALLY, JSON.stringify([...runner.sessions.all()].map(tallyOf)));
  process.exit(runner.passed ? 0 : 1);
}

function tallyOf(session) {
  const tally = emptyTally();
  const tests = testsOf(session.testResults);
  for (const test of tests) {
    // Mocha knows no reason for a skip, so the test's own name must hold it.
    if (test.skipped) tally[mayBeSkipped(test.name) ? 'skipped' : 'failed'] += 1;
    else tally[test.passed ? 'passed' : 'failed'] += 1;
  }
  // A file that throws while it is loaded has no tests to fail.
  if (!session.passed && tally.failed === 0) tally.failed = 1;
  return tally;
}

function testsOf(suite) {
  return suite ? [...suite.tests, ...suite.suites.flatMap(testsOf)] : [];
}
