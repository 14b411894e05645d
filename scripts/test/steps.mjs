import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildWhenChanged } from '../setup/build-when-changed.mjs';
import { installBrowser } from '../setup/install-browser.mjs';
import { BIN, PINNED_NODE, pinnedEnvironment, ROOT, SOURCE_CONDITION } from '../setup/paths.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { runNodeTests } from './run-node-tests.mjs';
import { runWithTally } from './run-with-tally.mjs';
import { startTogether } from './start-together.mjs';
import { withPostgres } from './with-postgres.mjs';

const UNIT_TESTS = [
  'packages/{protocol,client,adapter,store-sql,store-dataverse,server}/src/**/*.test.ts',
  // Its own sources are tested in a browser; see runElementTests.
  'packages/elements/build/**/*.test.mjs',
  'demo/!(e2e|dist|node_modules)/**/*.test.ts',
  'demo/*.test.ts',
  'scripts/**/*.test.mjs',
];

/** What the demo's journeys run on, by what `demo/e2e/demo-store.ts` calls it. */
const STORES = { sqlite: 'SQLite', postgres: 'PostgreSQL', dataverse: 'the fake Dataverse' };

/** A browser waits more than it works, so the stores take turns on the cores of a small machine. */
const journeys = startTogether(Object.keys(STORES), runJourneys);

/**
 * A step of `npm test`. `run` gives the tally of its tests, or nothing when the step as a whole is one check;
 * it throws when the check fails. `npm test -- <part>` chooses by `parts`; a step without any always runs.
 *
 * @typedef {{ name: string, parts?: readonly string[], run: () => Promise<import('./tally.mjs').Tally | void> }} Step
 */

/** @type {readonly Step[]} */
export const STEPS = [
  { name: 'Chromium', parts: ['elements', 'e2e'], run: installBrowser },
  { name: 'Build', run: buildWhenChanged },
  { name: 'Lint and format', parts: ['checks'], run: () => program('biome', 'check', '--error-on-warnings') },
  { name: 'Types', parts: ['checks'], run: () => program('tsc', '-b') },
  { name: 'Shape', parts: ['checks'], run: () => script('scripts/check-shape.mjs') },
  { name: 'Size', parts: ['checks'], run: () => script('scripts/check-size.mjs') },
  { name: 'Packages', parts: ['checks'], run: () => script('scripts/check-packages.mjs') },
  { name: 'Docs', parts: ['checks'], run: () => script('scripts/check-docs.mjs') },
  { name: 'Unit tests', parts: ['unit'], run: runUnitTests },
  { name: 'Mutants', parts: ['mutants'], run: runMutants },
  { name: 'Element tests', parts: ['elements'], run: runElementTests },
  ...Object.entries(STORES).map(([store, name]) => ({
    name: `End-to-end tests on ${name}`,
    parts: ['e2e'],
    run: journeys[store],
  })),
  {
    name: 'End-to-end tests of React',
    parts: ['e2e'],
    run: () => runNodeTests(['packages/elements/react/*.test.ts']),
  },
];

/**
 * One PostgreSQL server for all of them: to start one takes seconds, a database of it milliseconds. As many files at once
 * as there are cores: Node leaves one free for the process that waits for them, which is half of a small machine.
 */
function runUnitTests() {
  const atOnce = `--test-concurrency=${availableParallelism()}`;
  return withPostgres((env) => runNodeTests(UNIT_TESTS, [atOnce], { env }));
}

/** All journeys of the demo, and those of one store alone, in one process: it starts one demo for all of them. */
function runJourneys(store, stdio) {
  return runNodeTests(
    ['demo/e2e/*.test.ts', `demo/e2e/${store}/*.test.ts`],
    ['--test-isolation=none', '--test-concurrency=1'],
    { env: { PORTICO_E2E_STORE: store }, stdio },
  );
}

function runElementTests() {
  return runWithTally([join(ROOT, 'scripts/test/run-element-tests.mjs')], {
    cwd: join(ROOT, 'packages/elements'),
  });
}

function runMutants() {
  return runWithTally([SOURCE_CONDITION, join(ROOT, 'scripts/mutants.mjs')]);
}

function program(name, ...parameters) {
  return check(join(BIN, name), parameters);
}

function script(path) {
  return check(PINNED_NODE, ['--conditions=portico-source', path]);
}

async function check(command, parameters) {
  const code = await runCommand(command, parameters, { env: pinnedEnvironment() });
  if (code !== 0) throw new Error(`It ended with ${code}.`);
}
