import type { TableSchema } from '../schema.ts';
import { choices, lookup, rendered, source, text, timestamps } from './columns.ts';

/** A reply in a thread. */
export const post: TableSchema = {
  name: 'post',
  label: 'Post',
  pluralLabel: 'Posts',
  title: 'body',
  columns: {
    thread: lookup('Thread', 'thread', 'public', { required: true }),
    /** Markdown, as typed. */
    body: text('Reply', 50_000, 'public', {
      format: 'multiline',
      required: true,
    }),
    body_html: rendered('Reply', 'body', 'public'),
    author: lookup('Author', 'contact', 'public'),
    author_name: text('Author', 80, 'public', {
      readOnly: true,
      stamp: 'display_name',
    }),
    visibility: {
      type: 'choice',
      label: 'Visible to',
      classification: 'internal',
      choices: choices(['public', 'Everyone'], ['hidden', 'Moderators']),
      default: 'public',
      readOnly: true,
    },
    vote_count: {
      type: 'count',
      label: 'Votes',
      classification: 'public',
      of: 'vote',
      lookup: 'post',
    },
    source,
    ...timestamps,
  },
  unique: [['source']],
};
