import type { Random } from '../../store/contract/random.ts';
import type { Person } from '../world.ts';
import { ROLES } from './random-permissions.ts';

/**
 * Those who ask: signed in with contact and account, with a contact alone, without any web role of the site's,
 * without a contact, not at all, and holding nothing.
 */
export function randomPeople(
  random: Random,
  contacts: readonly string[],
  accounts: readonly string[],
): Person[] {
  const [ann, bob, cleo, dave] = contacts as [string, string, string, string];
  const [north, south] = accounts as [string, string];
  const roles = (probability: number) => new Set(['authenticated', ...random.some(ROLES, probability)]);
  return [
    { name: 'anonymous', contact: null, account: null, webRoles: new Set(['anonymous']) },
    { name: 'ann', contact: ann, account: north, webRoles: new Set(['authenticated', ...ROLES]) },
    { name: 'bob', contact: bob, account: null, webRoles: roles(0.6) },
    { name: 'cleo', contact: cleo, account: north, webRoles: roles(0.4) },
    { name: 'dave', contact: dave, account: south, webRoles: roles(0.5) },
    { name: 'eve', contact: null, account: random.pick([south, null]), webRoles: roles(0.6) },
    { name: 'nobody', contact: null, account: null, webRoles: new Set() },
  ];
}
