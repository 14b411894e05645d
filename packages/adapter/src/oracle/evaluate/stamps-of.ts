import type { TablePermission } from '../../permissions/table-permission.ts';
import type { Values } from './stored-form.ts';
import type { Viewpoint } from './viewpoint.ts';

/**
 * docs/permissions.md, "Creating", 4: each candidate of contact or account access whose `via` is a single lookup fills
 * that lookup from the subject, when it was not given. They fill together: the record has the stamps of all candidates.
 */
export function stampsOf(view: Viewpoint, candidates: readonly TablePermission[], given: Values): Values {
  const { contact, account } = view.person;
  const stamps = candidates.flatMap(({ access, via }) => {
    if ((access !== 'contact' && access !== 'account') || via === undefined || via.includes('.')) return [];
    const owner = access === 'contact' ? contact : account;
    return owner === null || Object.hasOwn(given, via) ? [] : [[via, owner] as const];
  });
  return Object.fromEntries(stamps);
}
