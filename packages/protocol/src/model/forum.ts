import type { TableSchema } from '../schema.ts';
import { choices, source, text, timestamps } from './columns.ts';

export const forum: TableSchema = {
  name: 'forum',
  label: 'Forum',
  pluralLabel: 'Forums',
  title: 'name',
  columns: {
    name: text('Name', 120, 'public', { required: true }),
    description: text('Description', 1000, 'public', { format: 'multiline' }),
    position: { type: 'integer', label: 'Position', classification: 'public' },
    visibility: {
      type: 'choice',
      label: 'Visible to',
      classification: 'internal',
      choices: choices(['public', 'Everyone'], ['partner', 'Partners'], ['internal', 'Employees']),
      default: 'public',
    },
    thread_count: {
      type: 'count',
      label: 'Threads',
      classification: 'public',
      of: 'thread',
      lookup: 'forum',
    },
    source,
    ...timestamps,
  },
  unique: [['source']],
};
