import type { TableSchema } from '../schema.ts';
import { lookup, source, text, timestamps } from './columns.ts';

export const category: TableSchema = {
  name: 'category',
  label: 'Category',
  pluralLabel: 'Categories',
  title: 'name',
  columns: {
    name: text('Name', 120, 'public', { required: true }),
    parent: lookup('Parent category', 'category', 'public'),
    position: { type: 'integer', label: 'Position', classification: 'public' },
    source,
    ...timestamps,
  },
};
