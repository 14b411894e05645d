import type { TableSchema } from '../schema.ts';
import { choices, lookup, source, text, timestamps } from './columns.ts';

export const caseNote: TableSchema = {
  name: 'case_note',
  label: 'Note',
  pluralLabel: 'Notes',
  title: 'text',
  columns: {
    case: lookup('Case', 'case', 'internal', { required: true }),
    text: text('Text', 20_000, 'personal', {
      format: 'multiline',
      required: true,
    }),
    /** Who wrote it, as others see them. */
    author: lookup('Author', 'contact', 'personal'),
    kind: {
      type: 'choice',
      label: 'Kind',
      classification: 'internal',
      choices: choices(['note', 'Note'], ['closed', 'Closed'], ['reopened', 'Reopened']),
      default: 'note',
    },
    from_staff: {
      type: 'boolean',
      label: 'From support',
      classification: 'internal',
      default: false,
    },
    /** Internal notes stay with the staff. */
    visibility: {
      type: 'choice',
      label: 'Visible to',
      classification: 'internal',
      choices: choices(['internal', 'Staff'], ['customer', 'The customer too']),
      default: 'customer',
    },
    source,
    ...timestamps,
  },
  unique: [['source']],
};
