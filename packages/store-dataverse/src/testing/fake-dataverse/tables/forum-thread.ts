import type { LookupTarget, TableDefinition } from '../schema/table-definition.ts';

const post = (navigation: string, collection: string): readonly LookupTarget[] => [
  { table: 'adx_communityforumpost', navigation, collection },
];

export const forumThread: TableDefinition = {
  name: 'adx_communityforumthread',
  set: 'adx_communityforumthreads',
  label: 'Forum Thread',
  key: 'adx_communityforumthreadid',
  primaryName: 'adx_name',
  changeTracking: true,
  columns: {
    adx_name: { type: 'text', maxLength: 100, required: true },
    adx_forumid: {
      type: 'lookup',
      targets: [
        {
          table: 'adx_communityforum',
          navigation: 'adx_forumid',
          collection: 'adx_communityforum_communityforumthread',
          onDelete: 'cascade',
        },
      ],
    },
    adx_typeid: {
      type: 'lookup',
      targets: [
        {
          table: 'adx_forumthreadtype',
          navigation: 'adx_typeid',
          collection: 'adx_forumthreadtype_communityforumthread',
        },
      ],
    },
    adx_firstpostid: {
      type: 'lookup',
      targets: post('adx_firstpostid', 'adx_communityforumthread_firstpost'),
    },
    adx_lastpostid: { type: 'lookup', targets: post('adx_lastpostid', 'adx_communityforumthread_lastpost') },
    adx_lastpostdate: { type: 'datetime' },
    adx_postcount: { type: 'integer', min: 0 },
    adx_viewcount: { type: 'integer', min: 0 },
    adx_isanswered: { type: 'boolean', default: false },
    adx_sticky: { type: 'boolean', default: false },
    adx_locked: { type: 'boolean', default: false },
  },
};
