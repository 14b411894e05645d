import { startTogether } from './start-together.mjs';
import { formatTally, sum } from './tally.mjs';

const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };

/**
 * Runs steps in order, goes on after one that fails, and prints each one's name, time and tally. Those of one `together`
 * run side by side, from the turn of the first; the time of each is then what it kept the others waiting.
 *
 * @param {readonly import('./steps.mjs').Step[]} steps
 * @param {(line: string) => void} [print]
 * @returns {Promise<import('./tally.mjs').Tally>} the sum
 */
export async function runSteps(steps, print = console.log) {
  const runs = runsOf(steps);
  const tallies = [];
  for (const { name } of steps) {
    print(`\n▶ ${name}`);
    const start = performance.now();
    const tally = await tallyOf(runs.get(name), print);
    tallies.push(tally);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    print(`${tally.failed > 0 ? '✗' : '✓'} ${name}: ${formatTally(tally)} (${seconds} s)`);
  }
  return sum(tallies);
}

/** What runs each step, by its name. */
function runsOf(steps) {
  const groups = Object.values(Object.groupBy(steps, ({ name, together }) => together ?? name));
  return new Map(
    groups.flatMap((group) => {
      const [first] = group;
      if (group.length === 1) return [[first.name, () => first.run('inherit')]];
      return Object.entries(startTogether(Object.fromEntries(group.map(({ name, run }) => [name, run]))));
    }),
  );
}

async function tallyOf(run, print) {
  try {
    return (await run()) ?? PASSED;
  } catch (error) {
    print(error.message);
    return FAILED;
  }
}
