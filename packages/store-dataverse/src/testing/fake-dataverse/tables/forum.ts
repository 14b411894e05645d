import type { TableDefinition } from '../schema/table-definition.ts';

export const forum: TableDefinition = {
  name: 'adx_communityforum',
  set: 'adx_communityforums',
  label: 'Forum',
  key: 'adx_communityforumid',
  primaryName: 'adx_name',
  changeTracking: true,
  columns: {
    adx_name: { type: 'text', maxLength: 100, required: true },
    adx_description: { type: 'memo', maxLength: 100_000 },
    adx_displayorder: { type: 'integer', min: 0 },
    adx_partialurl: { type: 'text', maxLength: 100 },
    adx_postcount: { type: 'integer', min: 0 },
    adx_threadcount: { type: 'integer', min: 0 },
    adx_enablequeuedposts: { type: 'boolean', default: false },
    adx_hiddenfromsitemap: { type: 'boolean', default: false },
    adx_lastpostid: {
      type: 'lookup',
      targets: [
        {
          table: 'adx_communityforumpost',
          navigation: 'adx_lastpostid',
          collection: 'adx_communityforum_lastpost',
        },
      ],
    },
  },
};
