import type { TableDefinition } from '../schema/table-definition.ts';

export const forumPost: TableDefinition = {
  name: 'adx_communityforumpost',
  set: 'adx_communityforumposts',
  label: 'Forum Post',
  key: 'adx_communityforumpostid',
  primaryName: 'adx_name',
  changeTracking: true,
  columns: {
    adx_name: { type: 'text', maxLength: 100, required: true },
    adx_content: { type: 'memo', maxLength: 100_000 },
    adx_date: { type: 'datetime' },
    adx_isanswer: { type: 'boolean', default: false },
    adx_helpfulvotecount: { type: 'integer', min: 0 },
    adx_forumthreadid: {
      type: 'lookup',
      targets: [
        {
          table: 'adx_communityforumthread',
          navigation: 'adx_forumthreadid',
          collection: 'adx_communityforumthread_communityforumpost',
          onDelete: 'cascade',
        },
      ],
    },
    adx_authorid: {
      type: 'lookup',
      targets: [
        { table: 'contact', navigation: 'adx_authorid', collection: 'adx_contact_communityforumpost' },
      ],
    },
  },
};
