import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs that go on side by side and are reported one after another. The first one asked for starts them all; each then
 * waits for its own, and prints at once what it wrote meanwhile.
 *
 * @template T
 * @param {Record<string, (stdio: import('node:child_process').StdioOptions) => Promise<T>>} runs by name
 * @param {(output: string) => void} [print]
 * @returns {Record<string, () => Promise<T>>} by name
 */
export function startTogether(runs, print = (output) => process.stdout.write(output)) {
  const names = Object.keys(runs);
  let started;
  const startAll = () => Object.fromEntries(names.map((name) => [name, settled(runs[name])]));
  const waitFor = async (name) => {
    started ??= startAll();
    const { output, value, error } = await started[name];
    print(output);
    if (error) throw error;
    return value;
  };
  return Object.fromEntries(names.map((name) => [name, () => waitFor(name)]));
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
