import { inSubject } from './case-note.ts';
import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/** What is known of an attached file; its content is `documentbody`, by which Dataverse counts the size. */
export const file = {
  table: 'annotation',
  entitySet: 'annotations',
  key: 'annotationid',
  extensible: false,
  rows: [{ name: 'filename', operator: 'ne', value: null }],
  columns: {
    name: { kind: 'text', name: 'filename', maxLength: 255 },
    media_type: { kind: 'text', name: 'mimetype', maxLength: 256 },
    size: { kind: 'integer', name: 'filesize', min: 0, max: 2 ** 31 - 1, computed: true },
    case: {
      kind: 'lookup',
      name: 'objectid',
      navigation: 'objectid_incident',
      target: 'case',
      polymorphic: true,
    },
    article: {
      kind: 'lookup',
      name: 'objectid',
      navigation: 'objectid_knowledgearticle',
      target: 'article',
      polymorphic: true,
    },
    case_note: inSubject('note'),
    ...timestamps,
  },
} as const satisfies TableMapping;
