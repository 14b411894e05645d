import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildWhenChanged } from '../setup/build-when-changed.mjs';
import { installBrowser } from '../setup/install-browser.mjs';
import { BIN, PINNED_NODE, pinnedEnvironment, ROOT, SOURCE_CONDITION } from '../setup/paths.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { runNodeTests } from './run-node-tests.mjs';
import { runWithTally } from './run-with-tally.mjs';
import { withPostgres } from './with-postgres.mjs';

const UNIT_TESTS = [
  'packages/{protocol,client,adapter,store-sql,store-dataverse,server}/src/**/*.test.ts',
  // Its own sources are tested in a browser; see runElementTests.
  'packages/elements/build/**/*.test.mjs',
  'demo/!(e2e|dist|node_modules)/**/*.test.ts',
  'demo/*.test.ts',
  'scripts/**/*.test.mjs',
];

/** What the demo's journeys run on, by what `demo/e2e/demo-store.ts` calls it; first the one that takes longest. */
const STORES = { dataverse: 'the fake Dataverse', sqlite: 'SQLite', postgres: 'PostgreSQL' };

/**
 * A step of `npm test`. `run` gives the tally of its tests, or nothing when the step as a whole is one check; it throws
 * when the check fails, and writes only to the `stdio` it is given. `npm test -- <part>` chooses by `parts`; a step
 * without any always runs. Steps of one `together` run side by side, as many at once as there are cores.
 *
 * @typedef {(stdio: import('node:child_process').StdioOptions) => Promise<import('./tally.mjs').Tally | void>} Run
 * @typedef {{ name: string, parts?: readonly string[], together?: string, run: Run }} Step
 */

/** Each keeps one core busy, and reads what the build made. */
const check = { parts: ['checks'], together: 'checks' };
/** They wait more than they work, for a browser and for what misbehaves. */
const journeys = { parts: ['e2e'], together: 'journeys' };

/** @type {readonly Step[]} */
export const STEPS = [
  { name: 'Chromium', parts: ['elements', 'e2e'], run: installBrowser },
  { name: 'Build', run: buildWhenChanged },
  { ...check, name: 'Lint and format', run: program('biome', 'check', '--error-on-warnings') },
  { ...check, name: 'Types', run: program('tsc', '-b') },
  { ...check, name: 'Shape', run: script('scripts/check-shape.mjs') },
  { ...check, name: 'Size', run: script('scripts/check-size.mjs') },
  { ...check, name: 'Packages', run: script('scripts/check-packages.mjs') },
  { ...check, name: 'Docs', run: script('scripts/check-docs.mjs') },
  { name: 'Unit tests', parts: ['unit'], run: runUnitTests },
  { name: 'Mutants', parts: ['mutants'], run: runMutants },
  { name: 'Element tests', parts: ['elements'], run: runElementTests },
  ...Object.entries(STORES).map(([store, name]) => ({
    ...journeys,
    name: `End-to-end tests on ${name}`,
    run: (stdio) => runJourneys(store, stdio),
  })),
  {
    ...journeys,
    name: 'End-to-end tests of React',
    run: (stdio) => runNodeTests(['packages/elements/react/*.test.ts'], [], { stdio }),
  },
];

/**
 * One PostgreSQL server for all of them: to start one takes seconds, a database of it milliseconds. As many files at once
 * as there are cores: Node leaves one free for the process that waits for them, which is half of a small machine.
 */
function runUnitTests(stdio) {
  const atOnce = `--test-concurrency=${availableParallelism()}`;
  return withPostgres((env) => runNodeTests(UNIT_TESTS, [atOnce], { env, stdio }));
}

/** All journeys of the demo, and those of one store alone, in one process: it starts one demo for all of them. */
function runJourneys(store, stdio) {
  return runNodeTests(
    ['demo/e2e/*.test.ts', `demo/e2e/${store}/*.test.ts`],
    ['--test-isolation=none', '--test-concurrency=1'],
    { env: { PORTICO_E2E_STORE: store }, stdio },
  );
}

function runElementTests(stdio) {
  return runWithTally([join(ROOT, 'scripts/test/run-element-tests.mjs')], {
    cwd: join(ROOT, 'packages/elements'),
    stdio,
  });
}

function runMutants(stdio) {
  return runWithTally([SOURCE_CONDITION, join(ROOT, 'scripts/mutants.mjs')], { stdio });
}

function program(name, ...parameters) {
  return (stdio) => passes(join(BIN, name), parameters, stdio);
}

function script(path) {
  return (stdio) => passes(PINNED_NODE, ['--conditions=portico-source', path], stdio);
}

async function passes(command, parameters, stdio) {
  const code = await runCommand(command, parameters, { env: pinnedEnvironment(), stdio });
  if (code !== 0) throw new Error(`It ended with ${code}.`);
}
