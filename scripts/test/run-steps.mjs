import { formatTally, sum } from './tally.mjs';

const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };

/**
 * Runs steps in order, goes on after one that fails, and prints each one's name, time and tally.
 *
 * @param {readonly import('./steps.mjs').Step[]} steps
 * @param {(line: string) => void} [print]
 * @returns {Promise<import('./tally.mjs').Tally>} the sum
 */
export async function runSteps(steps, print = console.log) {
  const tallies = [];
  for (const step of steps) {
    print(`\n▶ ${step.name}`);
    const start = performance.now();
    const tally = await runStep(step, print);
    tallies.push(tally);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    print(`${tally.failed > 0 ? '✗' : '✓'} ${step.name}: ${formatTally(tally)} (${seconds} s)`);
  }
  return sum(tallies);
}

async function runStep(step, print) {
  try {
    return (await step.run()) ?? PASSED;
  } catch (error) {
    print(error.message);
    return FAILED;
  }
}
