/**
 * One authorization bug, as a change to one source file.
 *
 * @typedef {object} Mutant
 * @property {string} id
 * @property {string} file path from the root
 * @property {string} find a piece of its text that stands there exactly once
 * @property {string} replace
 * @property {string} story what someone gains by it
 * @property {string} rule the sentence of docs/permissions.md it breaks, or the incident it repeats
 * @property {keyof typeof import('./suites.mjs').SUITES} suite the one that must kill it
 */

/**
 * The text of the mutant's file with the bug in it.
 *
 * @param {string} text
 * @param {Pick<Mutant, 'file' | 'find' | 'replace'>} mutant
 * @throws Error where `find` does not stand there exactly once: the source has moved on, and the mutant must follow.
 */
export function mutated(text, { file, find, replace }) {
  const [before, after, ...others] = text.split(find);
  if (after === undefined) throw new Error(`${file} no longer has the text that the mutant changes.`);
  if (others.length > 0) throw new Error(`${file} has the text that the mutant changes more than once.`);
  return before + replace + after;
}
