import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTurn } from './in-turn.mjs';

/**
 * Runs that go on side by side, as many at once as there are cores, and are reported one after another. The first one
 * asked for starts them all, in their order; each then waits for its own, and prints at once what it wrote meanwhile.
 *
 * @template T
 * @param {Record<string, (stdio: import('node:child_process').StdioOptions) => Promise<T>>} runs by name
 * @param {(output: string) => void} [print]
 * @returns {Record<string, () => Promise<T>>} by name
 */
export function startTogether(runs, print = (output) => process.stdout.write(output)) {
  const ends = Object.fromEntries(Object.keys(runs).map((name) => [name, Promise.withResolvers()]));
  let started = false;
  const startAll = () =>
    inTurn(Object.entries(runs), async ([name, run]) => ends[name].resolve(await settled(run)));
  const waitFor = async (name) => {
    if (!started) startAll();
    started = true;
    const { output, value, error } = await ends[name].promise;
    print(output);
    if (error) throw error;
    return value;
  };
  return Object.fromEntries(Object.keys(runs).map((name) => [name, () => waitFor(name)]));
}

/** Never rejects: nobody may be waiting yet. */
async function settled(run) {
  const folder = mkdtempSync(join(tmpdir(), 'portico-output-'));
  const file = join(folder, 'output');
  const output = openSync(file, 'w');
  try {
    const value = await run(['ignore', output, output]);
    return { output: readFileSync(file, 'utf8'), value };
  } catch (error) {
    return { output: readFileSync(file, 'utf8'), error };
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true });
  }
}
