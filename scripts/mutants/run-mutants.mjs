import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { inTurn } from '../test/in-turn.mjs';
import { PROPERTY_SEED } from '../test/property-seed.mjs';
import { mutated } from './mutated.mjs';
import { openServers } from './open-servers.mjs';
import { trySuite } from './try-suite.mjs';

/**
 * How one run of a suite went: with a mutant, which it must kill, or with none (`id` null), which it must pass.
 *
 * @typedef {{ id: string | null, suite: string, good: boolean, outcome: string, what: string, seconds: number, cases?: number }} Result
 */

/**
 * Runs the mutants' suites with each bug, and then without any, as far as the latest kill took.
 *
 * @param {readonly import('./mutated.mjs').Mutant[]} mutants
 * @param {{ print?: (line: string) => void, seed?: number }} [options]
 * @returns {Promise<Result[]>}
 */
export async function runMutants(mutants, { print = () => {}, seed = PROPERTY_SEED } = {}) {
  const suites = [...new Set(mutants.map(({ suite }) => suite))];
  const { env, stop } = await openServers(suites);
  const options = { seed, env };
  const results = [];
  const report = (result) => {
    print(describe(result));
    results.push(result);
  };
  try {
    await inTurn(mutants, async (mutant) => report(await kill(mutant, options)));
    await inTurn(suites, async (suite) => report(await control(suite, results, options)));
  } finally {
    await stop();
  }
  return results;
}

/** Without a bug, as far as the latest kill took: a suite that fails on that way kills everything, and so nothing. */
async function control(suite, results, options) {
  const cases = Math.max(
    0,
    ...results.filter((result) => result.suite === suite).map((result) => result.cases ?? 0),
  );
  const { outcome, what, seconds } = await trySuite(suite, null, { ...options, cases });
  return { id: null, suite, good: outcome === 'passed', outcome, what, seconds };
}

async function kill(mutant, options) {
  const { id, suite } = mutant;
  const fault = faultOf(mutant);
  if (fault) return { id, suite, good: false, outcome: 'does not fit', what: fault, seconds: 0 };
  const { outcome, what, cases, loaded, seconds } = await trySuite(suite, mutant, options);
  if (outcome === 'passed')
    return { id, suite, good: false, outcome: loaded ? 'SURVIVED' : 'never read', what, seconds };
  return { id, suite, good: outcome === 'killed', outcome, what, seconds, cases };
}

/** Why a mutant cannot be applied; null where it can. */
export function faultOf(mutant) {
  try {
    mutated(readFileSync(join(ROOT, mutant.file), 'utf8'), mutant);
    return null;
  } catch (error) {
    return error.message;
  }
}

function describe({ id, suite, good, outcome, what, seconds }) {
  const [first = ''] = what.split('\n');
  const name = id ?? `without a mutant: ${suite}`;
  const line = `${good ? '✓' : '✗'} ${name.padEnd(42)} ${outcome.padEnd(8)} ${seconds.toFixed(1)} s  ${suite}: ${first}`;
  return good ? line.slice(0, 200) : `${line}\n${what}`;
}

/** The last line of a run. @param {readonly Result[]} results */
export function describeRun(results) {
  const mutants = results.filter(({ id }) => id !== null);
  const killed = mutants.filter(({ good }) => good).length;
  const red = results.filter(({ id, good }) => id === null && !good).length;
  const controls = red === 0 ? '' : `; ${red} ${red === 1 ? 'suite fails' : 'suites fail'} without a mutant`;
  return `${mutants.length} mutants, ${killed} killed${controls}`;
}
