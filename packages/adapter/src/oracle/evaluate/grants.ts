import type { Privilege } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { covers } from './covers.ts';
import type { Place } from './follow-lookup.ts';
import type { Viewpoint } from './viewpoint.ts';

/**
 * docs/permissions.md, "What may be done": the permissions that the person holds and that grant this very privilege.
 */
export function grantsOf(view: Viewpoint, table: string, privilege: Privilege): readonly TablePermission[] {
  return (view.held.get(table) ?? []).filter((permission) => permission.privileges.includes(privilege));
}

/** Whether some grant of the privilege covers the record. */
export function isGranted(view: Viewpoint, privilege: Privilege, place: Place): boolean {
  return grantsOf(view, place.table, privilege).some((grant) => covers(view, grant, place));
}

/** "Creating", 1: whether the table is known to the person as one to write to: by any privilege or action. */
export function hasAnyRight(view: Viewpoint, table: string): boolean {
  return (view.held.get(table) ?? []).some(
    (permission) => permission.privileges.length > 0 || (permission.actions ?? []).length > 0,
  );
}
