import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/**
 * Runs a program to its end, passing on signals, so that stopping the script stops what it started.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {import('node:child_process').SpawnOptions} [options] output goes to the terminal unless `stdio` says otherwise
 * @returns {Promise<number>} the exit code; 128 plus the signal's usual number is not told apart from 1
 */
export function runCommand(command, parameters, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { cwd: ROOT, stdio: 'inherit', ...options });
    const stopForwarding = forwardSignals(child);
    child.once('error', (error) => {
      stopForwarding();
      reject(error);
    });
    child.once('exit', (code) => {
      stopForwarding();
      resolve(code ?? 1);
    });
  });
}

/** A terminal sends its interrupt to the whole process group already; a second one would cut a clean stop short. */
function forwardSignals(child) {
  const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'];
  const forward = (signal) => {
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}
