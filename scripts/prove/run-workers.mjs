import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PINNED_NODE, SOURCE_CONDITION } from '../setup/paths.mjs';

const WORKER = fileURLToPath(new URL('./worker.mjs', import.meta.url));

/** Worlds of different workers are this far apart; the first worker begins with the seed that was asked for. */
const SEEDS_APART = 100_000_000;
const SECONDS_BETWEEN_LINES = 10;

/**
 * Proves one store in several processes, shows how far they are, and stops all at the first divergence, or when one of
 * them fails. A proof is done when every worker has said so at the end of its time, over cases that tell something: one
 * that is killed, ends early, or has asked nothing leaves the proof failed, whatever the others say.
 *
 * @param {{
 *   store: string, seed: number, minutes: number, workers: number,
 *   program?: string | URL,
 *   started?: (worker: import('node:child_process').ChildProcess) => void,
 * }} asked `program`: what a worker runs, default worker.mjs; `started` gets each when it runs
 * @returns {Promise<{ counts: Record<string, number>, seconds: number, divergence: string | null, failure: string | null }>}
 */
export async function runWorkers({ store, seed, minutes, workers, program = WORKER, started = () => {} }) {
  const start = Date.now();
  const seconds = () => (Date.now() - start) / 1000;
  /** @type {Record<string, number>[]} */
  const counts = Array.from({ length: workers }, () => ({}));
  const found = { divergence: null, failure: null };
  const over = () => found.divergence !== null || found.failure !== null;
  const children = counts.map((_, index) =>
    fork(program, [store, String(seed + index * SEEDS_APART), String(minutes * 60)], {
      execPath: PINNED_NODE,
      execArgv: [SOURCE_CONDITION, '--no-warnings'],
    }),
  );
  const progress = setInterval(() => {
    const line = describeCounts(sumOf(counts), seconds());
    console.log(`  ${Math.round(seconds())} s  ${store}  ${line}, ${found.divergence ? 1 : 0} divergences`);
  }, SECONDS_BETWEEN_LINES * 1000);
  const ends = children.map(async (child, index) => {
    /** What the worker says last: that its time is up, and of which cases nothing is to be learnt. */
    let end = null;
    child.on('message', (message) => {
      if ('counts' in message) counts[index] = message.counts;
      if ('divergence' in message && !over()) {
        found.divergence = message.divergence;
        for (const other of children) if (other !== child) other.kill();
      }
      if ('dull' in message) end = message;
    });
    started(child);
    const { code, signal } = await goneOf(child);
    if (over()) return;
    const { dull } = end ?? {};
    if (signal) found.failure = `A worker was ended by ${signal} before it was done.`;
    else if (code) found.failure = `A worker ended with ${code} before it was done; see above.`;
    else if (end === null) found.failure = 'A worker ended before its time, without a word.';
    else if (totalOf(counts[index]) === 0) found.failure = 'A worker has asked nothing.';
    else if (dull) found.failure = `The cases of a worker prove too little. ${dull}`;
  });
  await Promise.all(
    ends.map(async (end) => {
      await end;
      if (over()) for (const child of children) child.kill();
    }),
  );
  clearInterval(progress);
  return { counts: sumOf(counts), seconds: seconds(), ...found };
}

/** How a process ended, once its last message has been read: `exit` may come before it. */
async function goneOf(child) {
  const drained = new Promise((resolve) => child.once('disconnect', resolve));
  const exited = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => resolve({ code: error.message, signal: null }));
  });
  const gone = await exited;
  if (child.connected) await drained;
  return gone;
}

/** `120,000 cases (engine 110,000, http 6,000, …), 5,000/s`. */
export function describeCounts(counts, seconds) {
  const format = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  const all = totalOf(counts);
  const kinds = Object.entries(counts).map(([kind, count]) => `${kind} ${format.format(count)}`);
  return `${format.format(all)} cases (${kinds.join(', ')}), ${format.format(all / seconds)}/s`;
}

function sumOf(counts) {
  const sum = {};
  for (const one of counts)
    for (const [kind, count] of Object.entries(one)) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}

function totalOf(counts) {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
