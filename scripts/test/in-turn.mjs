import { availableParallelism } from 'node:os';

/** More on one core only make each other wait, and what waits for a page too long fails. */
const AT_ONCE = Math.max(2, availableParallelism());

/**
 * Runs all of them in their order, as many at once as there are cores.
 *
 * @template T
 * @param {readonly T[]} all
 * @param {(one: T) => Promise<void>} run
 */
export async function inTurn(all, run) {
  const waiting = all.values();
  const work = async () => {
    for (const one of waiting) await run(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
