/**
 * `npm test`: installs what is missing (packages, the pinned Node, Chromium), builds what has changed, then runs
 * every check and test. `npm test -- unit`, `mutants`, `elements`, `e2e` or `checks` runs one part.
 *
 * The last line is the sum, `N passed, N failed`; the exit code is 1 when anything failed.
 */
import { underPinnedNode } from './setup/under-pinned-node.mjs';
import { PROPERTY_SEED } from './test/property-seed.mjs';
import { runSteps } from './test/run-steps.mjs';
import { openScratchFolder } from './test/scratch-folder.mjs';
import { STEPS } from './test/steps.mjs';
import { formatTally } from './test/tally.mjs';

const PARTS = [...new Set(STEPS.flatMap((step) => step.parts ?? []))];
const chosen = process.argv.slice(2);
const unknown = chosen.find((part) => !PARTS.includes(part));
if (unknown) {
  console.error(`There is no part "${unknown}"; the parts are ${PARTS.join(', ')}.`);
  process.exit(2);
}

await underPinnedNode();
openScratchFolder();
// Later than those who pass the signal on to what they have started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => setImmediate(() => process.exit(130)));
}

const steps = STEPS.filter(
  ({ parts }) => !parts || chosen.length === 0 || parts.some((part) => chosen.includes(part)),
);
console.log(`\nRandom tests start from PORTICO_SEED=${PROPERTY_SEED}.`);
const tally = await runSteps(steps);
console.log(`\n${formatTally(tally)}`);
process.exitCode = tally.failed > 0 ? 1 : 0;
