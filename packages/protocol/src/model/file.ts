import type { TableSchema } from '../schema.ts';
import { lookup, text, timestamps } from './columns.ts';

export const file: TableSchema = {
  name: 'file',
  label: 'File',
  pluralLabel: 'Files',
  title: 'name',
  columns: {
    name: text('Name', 255, 'personal', { required: true }),
    media_type: text('Media type', 120, 'internal', { required: true }),
    size: {
      type: 'integer',
      label: 'Size in bytes',
      classification: 'internal',
      min: 0,
    },
    case: lookup('Case', 'case', 'internal'),
    case_note: lookup('Note', 'case_note', 'internal'),
    article: lookup('Article', 'article', 'internal'),
    ...timestamps,
  },
};
