import type { TableSchema } from '../schema.ts';
import { lookup, text, timestamps } from './columns.ts';

export const feedback: TableSchema = {
  name: 'feedback',
  label: 'Feedback',
  pluralLabel: 'Feedback',
  title: 'comment',
  columns: {
    article: lookup('Article', 'article', 'internal', { required: true }),
    contact: lookup('Contact', 'contact', 'personal'),
    helpful: {
      type: 'boolean',
      label: 'Helpful',
      classification: 'internal',
      required: true,
    },
    comment: text('Comment', 2000, 'personal', { format: 'multiline' }),
    ...timestamps,
  },
  unique: [['article', 'contact']],
};
