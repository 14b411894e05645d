import type { TableSchema } from '../schema.ts';
import { lookup, timestamps } from './columns.ts';

/** A contact who wants to hear of new posts in a thread. */
export const subscription: TableSchema = {
  name: 'subscription',
  label: 'Subscription',
  pluralLabel: 'Subscriptions',
  title: 'created_at',
  columns: {
    thread: lookup('Thread', 'thread', 'public', { required: true }),
    contact: lookup('Contact', 'contact', 'personal', { required: true }),
    ...timestamps,
  },
  unique: [['thread', 'contact']],
};
