import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { describeElements } from './describe-elements.mjs';
import { writeReference } from './write-reference.mjs';

/** Where the reference for people is kept, under version control. */
export const ELEMENT_REFERENCE = 'docs/elements.md';

/** The reference as the sources are now. */
export async function elementReference() {
  const { elements, faults } = await describeElements();
  return { text: writeReference(elements), count: elements.length, faults };
}

/** The reference on disk is what the sources say now. */
export async function checkElementReference() {
  const { text, count, faults } = await elementReference();
  const stale =
    readFileSync(join(ROOT, ELEMENT_REFERENCE), 'utf8') === text
      ? []
      : [`${ELEMENT_REFERENCE} is not as the sources are; run: npm run docs`];
  return { facts: `${count} elements in ${ELEMENT_REFERENCE}`, faults: [...faults, ...stale] };
}
