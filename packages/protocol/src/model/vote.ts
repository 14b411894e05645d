import type { TableSchema } from '../schema.ts';
import { lookup, timestamps } from './columns.ts';

/** One contact's vote for a thread or a post. Who voted is personal; that someone did is what counts show. */
export const vote: TableSchema = {
  name: 'vote',
  label: 'Vote',
  pluralLabel: 'Votes',
  title: 'created_at',
  columns: {
    thread: lookup('Thread', 'thread', 'public'),
    post: lookup('Post', 'post', 'public'),
    contact: lookup('Contact', 'contact', 'personal', { required: true }),
    ...timestamps,
  },
  unique: [
    ['thread', 'contact'],
    ['post', 'contact'],
  ],
};
