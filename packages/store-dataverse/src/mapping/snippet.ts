import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/** A snippet of Power Pages. Its language there is a record; ours is a code in a custom column. */
export const snippet = {
  table: 'adx_contentsnippet',
  entitySet: 'adx_contentsnippets',
  key: 'adx_contentsnippetid',
  columns: {
    name: { kind: 'text', name: 'adx_name', maxLength: 100, overflow: 'portico_name' },
    html: { kind: 'text', name: 'adx_value', maxLength: 1_048_576 },
    ...timestamps,
  },
} as const satisfies TableMapping;
