import type { Site } from '../../config/site.ts';
import type { CheckContext } from '../context.ts';
import { listed } from '../describe-access.ts';
import type { DataversePrivilege } from '../evidence.ts';
import type { Concern, Rule } from '../rule.ts';

const ALL_POWERFUL = /^system (administrator|customizer)$/i;
/** Taking a vote, a subscription or a rating back deletes it; the adapter deletes in its own tables, too. */
const DELETED_BY_THE_ADAPTER: ReadonlySet<string> = new Set(['vote', 'subscription', 'feedback']);

export const dataverseUser: Rule = {
  id: 'L28',
  level: 'error',
  title: 'The Dataverse application user may do more than the configuration needs',
  why: 'The adapter is the only guard: whatever its user may do, a mistake or a stolen secret may do.',
  waivable: true,
  isAsked: ({ dataverse }) => dataverse !== undefined,
  find: (context) => {
    const found = context.evidence.dataverse;
    if (!found) return [];
    const concerns: Concern[] = [];
    const powerful = found.roles.filter((role) => ALL_POWERFUL.test(role));
    if (powerful.length > 0)
      concerns.push({
        path: 'store',
        sentence: `Whoever gets the adapter’s secret can read and change all of Dataverse: its user ${found.user} is ${listed(powerful, 'and')}.`,
        fix: 'Give the user a security role with read, create, write and append on the mapped tables only.',
      });
    const beyond = found.privileges.filter((privilege) => isBeyond(context, privilege));
    // Administrators have every privilege; naming them all would say nothing more.
    if (beyond.length > 0 && powerful.length === 0)
      concerns.push({
        path: 'store',
        sentence: `The adapter’s Dataverse user ${found.user} may do what no permission here grants: ${shortened(beyond.map(({ name }) => name))}.`,
        fix: 'Take these privileges out of its security role.',
      });
    const unused = found.privileges.filter((privilege) => isForImports(context, privilege));
    if (unused.length > 0 && powerful.length === 0)
      concerns.push({
        level: 'note',
        path: 'store',
        sentence: `The adapter’s Dataverse user ${found.user} may do what only imports and the changes of operators need: ${shortened(unused.map(({ name }) => name))}.`,
        fix: 'Where nothing is imported into these tables, take these privileges out of its security role.',
      });
    return concerns;
  },
};

/** Records that named actions make in tables beside their own. */
const MADE_BY_ACTIONS: ReadonlySet<string> = new Set([
  'case_note',
  'post',
  'vote',
  'subscription',
  'feedback',
]);

/** To create or change rows of tables that no permission and no sign-in lets anybody create or change. */
function isForImports({ site }: CheckContext, { tables, right, neededBy }: DataversePrivilege): boolean {
  if (neededBy !== null || tables.length === 0 || (right !== 'create' && right !== 'write')) return false;
  return tables.every((table) => {
    if (site.internalTables.has(table) || MADE_BY_ACTIONS.has(table)) return false;
    // Who registers gets a contact.
    if (table === 'contact' && right === 'create' && site.config.identity) return false;
    const permissions = site.permissions.get(table) ?? [];
    return !permissions.some(
      ({ privileges, actions = [] }) => privileges.includes(right) || actions.length > 0,
    );
  });
}

function isBeyond({ site }: CheckContext, { tables, right, neededBy }: DataversePrivilege): boolean {
  if (neededBy !== null) return false;
  if (right === 'impersonate') return true;
  // Reading beyond is part of every basic role; changing is not.
  if (tables.length === 0) return right === 'create' || right === 'write' || right === 'delete';
  if (right === 'assign' || right === 'share') return true;
  return right === 'delete' && !tables.some((table) => isDeletedFrom(site, table));
}

function isDeletedFrom(site: Site, table: string): boolean {
  if (DELETED_BY_THE_ADAPTER.has(table) || site.internalTables.has(table)) return true;
  return site.permissions.get(table)?.some(({ privileges }) => privileges.includes('delete')) ?? false;
}

function shortened(names: readonly string[]): string {
  return names.length <= 8
    ? listed(names, 'and')
    : `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`;
}
