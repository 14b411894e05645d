import type { TablePermission } from '../../permissions/table-permission.ts';
import { endOfPath, followLookup, type Place } from './follow-lookup.ts';
import { holds, type Viewpoint } from './viewpoint.ts';
import { whereHolds } from './where-holds.ts';

/**
 * docs/permissions.md, "A table permission": a permission covers a record when the subject holds it, the access type
 * reaches the record, and `where`, if there is one, is true of it.
 */
export function covers(view: Viewpoint, permission: TablePermission, place: Place): boolean {
  return (
    permission.table === place.table &&
    holds(view.person, permission) &&
    reaches(view, permission, place) &&
    (permission.where === undefined || whereHolds(view, permission.where, place))
  );
}

/** docs/permissions.md, "Which records: access types". */
function reaches(view: Viewpoint, permission: TablePermission, place: Place): boolean {
  const { contact, account } = view.person;
  switch (permission.access) {
    case 'global':
      return true;
    case 'contact':
      return isOwn(contact, ownerOf(view, permission, place));
    case 'account':
      return isOwn(account, ownerOf(view, permission, place));
    case 'self':
      return isOwn(contact, place.record.id);
    case 'parent':
      return reachesByParent(view, permission, place);
  }
}

/** "Missing claims": null never equals null. */
function isOwn(claim: string | null, owner: string | null): boolean {
  return claim !== null && claim === owner;
}

/** Where `via` ends; without `via` the record itself is the contact or account. */
function ownerOf(view: Viewpoint, permission: TablePermission, place: Place): string | null {
  return permission.via === undefined ? place.record.id : endOfPath(view, place, permission.via);
}

/**
 * "Parent chains": access, `where` and web roles of the parent permission count, to any depth; its privileges and
 * columns do not.
 */
function reachesByParent(view: Viewpoint, permission: TablePermission, place: Place): boolean {
  const parent = view.permissions.get(permission.parent ?? '');
  const target = followLookup(view, place, permission.via ?? '');
  return parent !== undefined && target !== null && covers(view, parent, target);
}
