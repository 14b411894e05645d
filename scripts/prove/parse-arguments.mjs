import { parseArgs } from 'node:util';

export const STORES = ['memory', 'sqlite', 'postgres', 'dataverse'];

/**
 * What a proof is asked for, or what is wrong with the arguments, in words.
 *
 * @param {readonly string[]} given
 * @returns {{ minutes: number, store: string, seed: number } | string}
 */
export function parseArguments(given) {
  let values;
  try {
    const text = /** @type {const} */ ({ type: 'string' });
    values = parseArgs({ args: [...given], options: { minutes: text, store: text, seed: text } }).values;
  } catch (error) {
    return error.message;
  }
  const { minutes = '1', store = 'memory', seed = String(Math.floor(Math.random() * 2 ** 31)) } = values;
  if (!(Number(minutes) > 0)) return `--minutes takes a number above zero, not "${minutes}".`;
  if (store !== 'all' && !STORES.includes(store))
    return `--store takes ${STORES.join(', ')} or all, not "${store}".`;
  if (!/^\d{1,10}$/.test(seed)) return `--seed takes a whole number, not "${seed}".`;
  return { minutes: Number(minutes), store, seed: Number(seed) };
}
