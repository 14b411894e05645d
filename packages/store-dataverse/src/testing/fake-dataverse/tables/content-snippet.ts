import type { TableDefinition } from '../schema/table-definition.ts';

export const contentSnippet: TableDefinition = {
  name: 'adx_contentsnippet',
  set: 'adx_contentsnippets',
  label: 'Content Snippet',
  key: 'adx_contentsnippetid',
  primaryName: 'adx_name',
  changeTracking: true,
  columns: {
    adx_name: { type: 'text', maxLength: 100, required: true },
    adx_value: { type: 'memo', maxLength: 1_048_576 },
    adx_display_name: { type: 'text', maxLength: 100 },
    adx_type: { type: 'choice', options: { 756150000: 'Text', 756150001: 'HTML' } },
    adx_contentsnippetlanguageid: {
      type: 'lookup',
      targets: [
        {
          table: 'adx_websitelanguage',
          navigation: 'adx_contentsnippetlanguageid',
          collection: 'adx_websitelanguage_contentsnippet',
        },
      ],
    },
  },
};
