import type { TableMapping } from './table-mapping.ts';
import { timestamps } from './timestamps.ts';

/** A forum of Power Pages; who may see it is a custom column, and empty on theirs. */
export const forum = {
  table: 'adx_communityforum',
  entitySet: 'adx_communityforums',
  key: 'adx_communityforumid',
  columns: {
    name: { kind: 'text', name: 'adx_name', maxLength: 100, overflow: 'portico_name' },
    description: { kind: 'text', name: 'adx_description', maxLength: 2000 },
    position: { kind: 'integer', name: 'adx_displayorder', min: -(2 ** 31), max: 2 ** 31 - 1 },
    ...timestamps,
  },
} as const satisfies TableMapping;
