/**
 * `npm run mutants [-- id…]`: applies each authorization bug of scripts/mutants/list to the running sources, one at a
 * time, and runs the suite that must find it out. The working tree stays as it is. Every suite also runs without a bug,
 * as far as its latest kill took: one that fails then would kill anything. Exit code 1 when a mutant survives, crashes or no longer fits.
 */

import { writeFileSync } from 'node:fs';
import { MUTANTS } from './mutants/mutants.mjs';
import { describeRun, runMutants } from './mutants/run-mutants.mjs';
import { underPinnedNode } from './setup/under-pinned-node.mjs';

await underPinnedNode();

const wanted = process.argv.slice(2);
const unknown = wanted.find((id) => !MUTANTS.some((mutant) => mutant.id === id));
if (unknown) {
  console.error(`There is no mutant "${unknown}".`);
  process.exit(2);
}
const mutants = MUTANTS.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
const results = await runMutants(mutants, { print: console.log });
console.log(describeRun(results));
const failed = results.filter(({ good }) => !good).length;
const tally = { passed: results.length - failed, failed, skipped: 0 };
if (process.env.PORTICO_TALLY) writeFileSync(process.env.PORTICO_TALLY, JSON.stringify([tally]));
process.exitCode = failed > 0 ? 1 : 0;
