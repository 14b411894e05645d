import type { PackedMapping, TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/** What Power Pages puts before a note that customers may see. */
export const PORTAL_MARKER = '*WEB*';

/** `annotation` takes no columns of anybody's, so ours go into its subject, as Power Pages does with the contact. */
export function inSubject(key: string): PackedMapping {
  return { kind: 'packed', name: 'subject', key, maxLength: 500 };
}

/** Notes of a case. Those of Power Pages read the same; a note without the marker stays with the staff. */
export const caseNote = {
  table: 'annotation',
  entitySet: 'annotations',
  key: 'annotationid',
  extensible: false,
  rows: [
    { name: 'objecttypecode', operator: 'eq', value: 'incident' },
    { name: 'notetext', operator: 'ne', value: null },
  ],
  columns: {
    case: {
      kind: 'lookup',
      name: 'objectid',
      navigation: 'objectid_incident',
      target: 'case',
      polymorphic: true,
      deletedAlong: true,
    },
    text: { kind: 'marked_text', name: 'notetext', marker: PORTAL_MARKER, maxLength: 100_000 },
    visibility: {
      kind: 'marker',
      name: 'notetext',
      marker: PORTAL_MARKER,
      marked: 'customer',
      unmarked: 'internal',
    },
    author: inSubject('contact'),
    kind: inSubject('kind'),
    from_staff: inSubject('staff'),
    source: inSubject('source'),
    ...timestamps,
  },
} as const satisfies TableMapping;
