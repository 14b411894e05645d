import type { TableSchema } from '../schema.ts';
import { choices, text, timestamps } from './columns.ts';

export const snippet: TableSchema = {
  name: 'snippet',
  label: 'Content snippet',
  pluralLabel: 'Content snippets',
  title: 'name',
  columns: {
    name: text('Name', 120, 'public', { required: true }),
    locale: text('Language', 35, 'public', { required: true, default: 'en' }),
    html: {
      type: 'html',
      label: 'Content',
      maxLength: 100_000,
      classification: 'public',
    },
    visibility: {
      type: 'choice',
      label: 'Visible to',
      classification: 'internal',
      choices: choices(['draft', 'Nobody yet'], ['public', 'Everyone']),
      default: 'draft',
    },
    ...timestamps,
  },
  unique: [['name', 'locale']],
};
