import type { StoredValue } from '@portico/protocol';
import { ItemError } from './draft.ts';

/** What portals put first in the text of a note that its customer may see; in capitals and at the very start. */
const PORTAL_MARKER = '*WEB*';

/**
 * The text of a case's note as a portal exports it. With the marker it is for the customer, and is kept without it: a
 * Dataverse is given it again by the store. Without one it is for the staff, unless `visibility` says who may see it;
 * so a note is opened by somebody's decision, and never by a missing one.
 *
 * @throws ItemError where text and `visibility` contradict each other, or nothing is left of the text.
 */
export function noteText<T extends StoredValue>(
  text: string,
  visibility?: T | null,
): { readonly text: string; readonly visibility: T | 'customer' | 'internal' } {
  if (!text.startsWith(PORTAL_MARKER)) return { text, visibility: visibility ?? 'internal' };
  if ((visibility ?? 'customer') !== 'customer')
    throw new ItemError(`visibility: the text begins with ${PORTAL_MARKER}, so it was for the customer`);
  const words = text.slice(PORTAL_MARKER.length);
  if (words.trim() === '') throw new ItemError(`text: has nothing but ${PORTAL_MARKER}`);
  return { text: words, visibility: 'customer' };
}
