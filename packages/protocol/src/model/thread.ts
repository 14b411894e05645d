import type { TableSchema } from '../schema.ts';
import { choices, lookup, rendered, source, text, timestamps } from './columns.ts';

/** A question or topic; the replies are posts. */
export const thread: TableSchema = {
  name: 'thread',
  label: 'Thread',
  pluralLabel: 'Threads',
  title: 'title',
  columns: {
    forum: lookup('Forum', 'forum', 'public', { required: true }),
    title: text('Title', 200, 'public', { required: true }),
    /** Markdown, as typed. */
    body: text('Question', 50_000, 'public', {
      format: 'multiline',
      required: true,
    }),
    body_html: rendered('Question', 'body', 'public'),
    author: lookup('Author', 'contact', 'public'),
    author_name: text('Author', 80, 'public', {
      readOnly: true,
      stamp: 'display_name',
    }),
    product: text('Product', 120, 'public'),
    tags: text('Tags', 500, 'public'),
    locale: text('Language', 35, 'public', { default: 'en' }),
    accepted_post: lookup('Accepted answer', 'post', 'public', {
      readOnly: true,
    }),
    locked: {
      type: 'boolean',
      label: 'Locked',
      classification: 'public',
      default: false,
      readOnly: true,
    },
    visibility: {
      type: 'choice',
      label: 'Visible to',
      classification: 'internal',
      choices: choices(['public', 'Everyone'], ['hidden', 'Moderators']),
      default: 'public',
      readOnly: true,
    },
    reply_count: {
      type: 'count',
      label: 'Replies',
      classification: 'public',
      of: 'post',
      lookup: 'thread',
    },
    vote_count: {
      type: 'count',
      label: 'Votes',
      classification: 'public',
      of: 'vote',
      lookup: 'thread',
    },
    source,
    ...timestamps,
  },
  unique: [['source']],
  search: {
    weights: { title: 5, tags: 2, body: 1 },
    visibility: 'visibility',
    // As rendered: the marks of Markdown are no words.
    excerpt: 'body_html',
    facets: ['forum', 'product'],
  },
};
