import { fileURLToPath } from 'node:url';
import { SOURCE_CONDITION } from '../setup/paths.mjs';
import { runWithTally } from './run-with-tally.mjs';

const REPORTER = fileURLToPath(new URL('./node-test-reporter.mjs', import.meta.url));

/**
 * Runs test files with node:test, from sources.
 *
 * @param {readonly string[]} patterns globs from the root of the repository
 * @param {readonly string[]} [flags] further flags of Node
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function runNodeTests(patterns, flags = [], options = {}) {
  const reporter = [`--test-reporter=${REPORTER}`, '--test-reporter-destination=stdout'];
  return runWithTally([SOURCE_CONDITION, '--test', ...reporter, ...flags, ...patterns], options);
}
