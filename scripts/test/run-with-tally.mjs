import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PINNED_NODE, pinnedEnvironment } from '../setup/paths.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { sum } from './tally.mjs';

/**
 * Runs a Node program that writes the tallies of its tests, as JSON, to the file that `PORTICO_TALLY` names.
 * Fails where no test ran, and where the program failed although no test did.
 *
 * @param {readonly string[]} parameters of Node
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runWithTally(parameters, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  const file = join(folder, 'tally.json');
  try {
    const code = await runCommand(PINNED_NODE, parameters, {
      ...options,
      env: { ...pinnedEnvironment(), ...options.env, PORTICO_TALLY: file },
    });
    const tally = sum(readTallies(file));
    if (tally.passed + tally.failed === 0) throw new Error('No test ran.');
    if (code !== 0 && tally.failed === 0)
      throw new Error(`The tests passed, but their process ended with ${code}.`);
    return tally;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readTallies(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}
