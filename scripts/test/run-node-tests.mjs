import { fileURLToPath } from 'node:url';
import { SOURCE_CONDITION } from '../setup/paths.mjs';
import { PROPERTY_SEED } from './property-seed.mjs';
import { runWithTally } from './run-with-tally.mjs';

const REPORTER = fileURLToPath(new URL('./node-test-reporter.mjs', import.meta.url));
const FIRST = ['./one-seed.mjs', './untraced-tests.mjs'].flatMap((file) => [
  '--import',
  fileURLToPath(new URL(file, import.meta.url)),
]);

/**
 * Runs test files with node:test, from sources.
 *
 * @param {readonly string[]} patterns globs from the root of the repository
 * @param {readonly string[]} [flags] further flags of Node
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function runNodeTests(patterns, flags = [], options = {}) {
  const reporter = [`--test-reporter=${REPORTER}`, '--test-reporter-destination=stdout'];
  const env = { ...options.env, PORTICO_SEED: String(PROPERTY_SEED) };
  return runWithTally([SOURCE_CONDITION, ...FIRST, '--test', ...reporter, ...flags, ...patterns], {
    ...options,
    env,
  });
}
