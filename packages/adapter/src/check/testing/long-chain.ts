import type { TableSchema } from '@portico/protocol';
import { loadSite, type Site } from '../../config/load-site.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { siteOf } from './random-sites.ts';

export const TWENTY_ROLES = Array.from({ length: 20 }, (_, index) => `region_${index}`);
const LINKS = 5;

const NODE: TableSchema = {
  name: 'node',
  label: 'Node',
  pluralLabel: 'Nodes',
  title: 'name',
  columns: {
    name: { type: 'text', label: 'Name', maxLength: 20, classification: 'internal' },
    note: { type: 'text', label: 'Note', maxLength: 20, classification: 'internal' },
    up: { type: 'lookup', label: 'Up', target: 'node', classification: 'internal' },
  },
};

/**
 * A site with a chain of parent permissions `link-0` to `link-4`, each for four of twenty web roles: the last one takes
 * one of each, which makes 4^5 combinations. It covers these columns; `rolesOf` says other web roles of a link.
 */
export function longChain(
  columns: readonly string[],
  rolesOf = (link: number): readonly string[] => TWENTY_ROLES.slice(link * 4, link * 4 + 4),
): Site {
  const permissions = Array.from({ length: LINKS }, (_, link): TablePermission => {
    const common = {
      id: `link-${link}`,
      table: 'node',
      webRoles: rolesOf(link),
      privileges: ['read'] as const,
    };
    if (link === 0) return { ...common, access: 'global', columns: { read: ['name'] } };
    const read = link === LINKS - 1 ? columns : ['name'];
    return { ...common, access: 'parent', via: 'up', parent: `link-${link - 1}`, columns: { read } };
  });
  return loadSite({ ...siteOf(permissions), webRoles: TWENTY_ROLES, tables: [NODE] });
}
