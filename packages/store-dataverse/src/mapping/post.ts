import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/** The Markdown is a custom column; what it renders to is the content that Power Pages shows. */
export const post = {
  table: 'adx_communityforumpost',
  entitySet: 'adx_communityforumposts',
  key: 'adx_communityforumpostid',
  copies: [{ name: 'adx_name', from: 'body', maxLength: 100 }],
  columns: {
    thread: {
      kind: 'lookup',
      name: 'adx_forumthreadid',
      navigation: 'adx_forumthreadid',
      target: 'thread',
      deletedAlong: true,
    },
    body_html: { kind: 'text', name: 'adx_content', maxLength: 1_048_576 },
    author: { kind: 'lookup', name: 'adx_authorid', navigation: 'adx_authorid', target: 'contact' },
    ...timestamps,
  },
} as const satisfies TableMapping;
