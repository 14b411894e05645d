import type { TableSchema } from '../schema.ts';
import { choices, lookup, source, text, timestamps } from './columns.ts';

export const article: TableSchema = {
  name: 'article',
  label: 'Article',
  pluralLabel: 'Articles',
  title: 'title',
  columns: {
    title: text('Title', 300, 'public', { required: true }),
    summary: text('Summary', 1000, 'public', { format: 'multiline' }),
    body: {
      type: 'html',
      label: 'Body',
      maxLength: 1_000_000,
      classification: 'public',
    },
    keywords: text('Keywords', 1000, 'public'),
    category: lookup('Category', 'category', 'public'),
    product: text('Product', 120, 'public'),
    locale: text('Language', 35, 'public', { default: 'en' }),
    /** Drafts are read by nobody but those who may read drafts; the rest widen step by step. */
    visibility: {
      type: 'choice',
      label: 'Visible to',
      classification: 'internal',
      choices: choices(
        ['draft', 'Nobody yet'],
        ['internal', 'Employees'],
        ['partner', 'Partners'],
        ['customer', 'Customers'],
        ['public', 'Everyone'],
      ),
      default: 'draft',
    },
    published_at: {
      type: 'datetime',
      label: 'Published',
      classification: 'public',
    },
    url: text('Web address', 1000, 'public', { format: 'url' }),
    internal_note: text('Internal note', 4000, 'internal', {
      format: 'multiline',
    }),
    source,
    ...timestamps,
  },
  unique: [['source']],
  search: {
    weights: { title: 6, keywords: 3, summary: 2, body: 1 },
    visibility: 'visibility',
    excerpt: 'body',
    facets: ['category', 'product', 'locale'],
  },
};
