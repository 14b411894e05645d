import type { Site } from '../../config/site.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';

/**
 * What a permission gives, and to whom, as a text: its name and its reason aside, and with all the permissions it follows.
 * Where two sites have the same text, it gives nothing in one that it does not give in the other.
 */
export function grantsText(site: Pick<Site, 'permissionById'>, permission: TablePermission): string {
  const links: unknown[] = [];
  for (let at: TablePermission | undefined = permission; at; ) {
    const { id: _id, reason: _reason, parent, ...rest }: TablePermission = at;
    links.push(rest);
    at = parent === undefined ? undefined : site.permissionById.get(parent);
  }
  return JSON.stringify(links);
}
