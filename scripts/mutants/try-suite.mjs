import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PINNED_NODE, ROOT, SOURCE_CONDITION } from '../setup/paths.mjs';

const HOOK = new URL('./load-mutant.mjs', import.meta.url).href;
const SUITE = fileURLToPath(new URL('./run-suite.mjs', import.meta.url));
const LONGEST = 120_000;

/**
 * Runs a suite in a process of its own, over the sources with one bug in them, or as they are.
 *
 * @param {string} suite
 * @param {import('./mutated.mjs').Mutant | null} mutant
 * @param {{ seed: number, env?: NodeJS.ProcessEnv, cases?: number }} options `cases` of a proof, to be no more than its own limit
 * @returns {Promise<import('./suites.mjs').Verdict & { loaded: boolean, seconds: number }>}
 */
export function trySuite(suite, mutant, { seed, env = {}, cases = Number.POSITIVE_INFINITY }) {
  const { PORTICO_MUTANT: _, ...rest } = { ...process.env, ...env };
  const { file, find, replace } = mutant ?? {};
  const child = fork(SUITE, [suite, String(seed), String(cases)], {
    cwd: ROOT,
    execPath: PINNED_NODE,
    execArgv: [SOURCE_CONDITION, '--no-warnings', '--import', HOOK],
    env: { ...rest, ...(mutant && { PORTICO_MUTANT: JSON.stringify({ file, find, replace }) }) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  return new Promise((resolve) => {
    let verdict = null;
    const alarm = setTimeout(() => child.kill('SIGKILL'), LONGEST);
    child.on('message', (message) => {
      verdict = message;
    });
    child.once('exit', (code, signal) => {
      clearTimeout(alarm);
      const what = `The process ended with ${signal ?? code}.\n${said}`;
      resolve(verdict ?? { outcome: 'crashed', what, loaded: false, seconds: 0 });
    });
  });
}
