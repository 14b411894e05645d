/**
 * `npm run prove -- [--minutes N] [--store memory|sqlite|postgres|dataverse|all] [--seed N]`: the differential proof of
 * permissions, for as long as asked (default: one minute each store). Random worlds, every answer held to the oracle
 * that was written from docs/permissions.md alone: by planner and store, through the whole HTTP handler, and in pairs
 * of worlds that differ only in what may not be seen. Without a seed each run makes other worlds; the seed is printed.
 *
 * A divergence is printed with the seed of its world and ends the run with exit code 1; `--seed` with that number
 * meets it again at once. So does a worker that is killed, ends early or has asked too little: then nothing is proved.
 */
import { availableParallelism } from 'node:os';
import { parseArguments, STORES } from './prove/parse-arguments.mjs';
import { describeCounts, runWorkers } from './prove/run-workers.mjs';
import { underPinnedNode } from './setup/under-pinned-node.mjs';

await underPinnedNode();

const parsed = parseArguments(process.argv.slice(2));
if (typeof parsed === 'string') {
  console.error(parsed);
  process.exit(2);
}
const { minutes, store, seed } = parsed;
console.log(`The first world has the seed ${seed}.`);
for (const name of store === 'all' ? STORES : [store]) {
  const workers = Math.min(2, availableParallelism());
  const { counts, seconds, divergence, failure } = await runWorkers({ store: name, seed, minutes, workers });
  console.log(`${name}: ${describeCounts(counts, seconds)}, ${divergence ? 1 : 0} divergences, seed ${seed}`);
  if (divergence || failure) {
    console.error(divergence ? `\n${divergence}` : `\nNothing is proved. ${failure}`);
    process.exitCode = 1;
    break;
  }
}
