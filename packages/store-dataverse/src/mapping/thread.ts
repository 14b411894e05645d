import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/** The question is kept with the thread, where Power Pages keeps it as the first post. */
export const thread = {
  table: 'adx_communityforumthread',
  entitySet: 'adx_communityforumthreads',
  key: 'adx_communityforumthreadid',
  columns: {
    forum: {
      kind: 'lookup',
      name: 'adx_forumid',
      navigation: 'adx_forumid',
      target: 'forum',
      deletedAlong: true,
    },
    title: { kind: 'text', name: 'adx_name', maxLength: 100, overflow: 'portico_title' },
    locked: { kind: 'boolean', name: 'adx_locked' },
    ...timestamps,
  },
} as const satisfies TableMapping;
