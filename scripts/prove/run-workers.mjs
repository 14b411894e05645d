import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PINNED_NODE, SOURCE_CONDITION } from '../setup/paths.mjs';

const WORKER = fileURLToPath(new URL('./worker.mjs', import.meta.url));

/** Worlds of different workers are this far apart; the first worker begins with the seed that was asked for. */
const SEEDS_APART = 100_000_000;
const SECONDS_BETWEEN_LINES = 10;

/**
 * Proves one store in several processes, shows how far they are, and stops all at the first divergence.
 *
 * @param {{ store: string, seed: number, minutes: number, workers: number }} asked
 * @returns {Promise<{ counts: Record<string, number>, seconds: number, divergence: string | null }>}
 */
export async function runWorkers({ store, seed, minutes, workers }) {
  const start = Date.now();
  const seconds = () => (Date.now() - start) / 1000;
  /** @type {Record<string, number>[]} */
  const counts = Array.from({ length: workers }, () => ({}));
  let divergence = null;
  const children = counts.map((_, index) =>
    fork(WORKER, [store, String(seed + index * SEEDS_APART), String(minutes * 60)], {
      execPath: PINNED_NODE,
      execArgv: [SOURCE_CONDITION, '--no-warnings'],
    }),
  );
  const progress = setInterval(() => {
    const line = describeCounts(sumOf(counts), seconds());
    console.log(`  ${Math.round(seconds())} s  ${store}  ${line}, ${divergence ? 1 : 0} divergences`);
  }, SECONDS_BETWEEN_LINES * 1000);
  await Promise.all(
    children.map(
      (child, index) =>
        new Promise((ended) => {
          child.on('message', (message) => {
            if ('counts' in message) counts[index] = message.counts;
            if ('divergence' in message && !divergence) {
              divergence = message.divergence;
              for (const other of children) if (other !== child) other.kill();
            }
          });
          child.once('exit', (code, signal) => {
            if (code && !divergence) divergence = `A worker ended with ${code}; see above.`;
            ended(signal);
          });
        }),
    ),
  );
  clearInterval(progress);
  return { counts: sumOf(counts), seconds: seconds(), divergence };
}

/** `120,000 cases (engine 110,000, http 6,000, …), 5,000/s`. */
export function describeCounts(counts, seconds) {
  const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const kinds = Object.entries(counts).map(([kind, count]) => `${kind} ${format.format(count)}`);
  return `${format.format(all)} cases (${kinds.join(', ')}), ${format.format(all / seconds)}/s`;
}

function sumOf(counts) {
  const sum = {};
  for (const one of counts)
    for (const [kind, count] of Object.entries(one)) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}
