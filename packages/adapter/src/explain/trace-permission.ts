import type { Subject } from '../authenticate/subject.ts';
import { OWN_ACCOUNT, OWN_CONTACT } from '../check/access/symbolic-subject.ts';
import { describeRecords, listed } from '../check/describe-access.ts';
import type { Site } from '../config/site.ts';
import { matches } from '../filter/matches.ts';
import { compileFilter } from '../permissions/compile.ts';
import type { TablePermission } from '../permissions/table-permission.ts';
import type { PermissionTrace, Step } from './explanation.ts';
import type { Surroundings } from './surroundings.ts';
import { walkPath } from './walk-path.ts';
import { whereFacts } from './where-facts.ts';

/**
 * Takes the filter of a permission apart, so that each part can be held against the record by itself: its web roles, the
 * claim its access needs, its path, its parent, its `where`. Each part is compiled by `compileFilter` and decided by
 * `matches`, as the whole is.
 *
 * @param at the record; null in general terms, and where a path has led to none
 */
export function tracePermission(
  site: Site,
  subject: Subject,
  permission: TablePermission,
  at: Surroundings | null,
): Omit<PermissionTrace, 'columns'> {
  const steps = [
    roleStep(subject, permission),
    ...accessSteps(site, subject, permission, at),
    ...(at && permission.where ? [whereStep(permission.where, at)] : []),
  ];
  return {
    permission: permission.id,
    table: permission.table,
    record: at?.record.id ?? null,
    holds: steps.every(({ holds }) => holds),
    steps,
  };
}

function roleStep(subject: Subject, { webRoles }: TablePermission): Step {
  const held = webRoles.filter((role) => subject.webRoles.has(role));
  const holds = held.length > 0;
  const has = listed([...subject.webRoles], 'and');
  const sentence = holds
    ? `has the web role ${held[0]}`
    : `is for the web role${webRoles.length > 1 ? 's' : ''} ${listed(webRoles, 'or')}; the person has ${has}`;
  return { asks: 'web-role', holds, sentence };
}

function accessSteps(
  site: Site,
  subject: Subject,
  permission: TablePermission,
  at: Surroundings | null,
): readonly Step[] {
  if (permission.access === 'parent') return parentSteps(site, subject, permission, at);
  const claim = claimStep(subject, permission);
  if (at) return [...claim, pathStep(site, subject, permission, at)];
  return claim.every(({ holds }) => holds) ? [...claim, recordsStep(site, subject, permission)] : claim;
}

/** What the access compares with; none for `global`. */
function claimStep(subject: Subject, { access }: TablePermission): readonly Step[] {
  if (access === 'global' || access === 'parent') return [];
  const name = access === 'account' ? 'account' : 'contact';
  const value = subject[name];
  if (value === null)
    return [
      { asks: 'claim', holds: false, sentence: `needs a person with ${article(name)}; this one has none` },
    ];
  const own =
    value === OWN_CONTACT || value === OWN_ACCOUNT ? `${article(name)} of their own` : `the ${name} ${value}`;
  return [{ asks: 'claim', holds: true, sentence: `the person has ${own}` }];
}

function pathStep(site: Site, subject: Subject, permission: TablePermission, at: Surroundings): Step {
  const holds = matches(accessFilter(site, subject, permission), at.record, at.follow);
  if (permission.access === 'global') return { asks: 'path', holds, sentence: 'covers every record' };
  const name = permission.access === 'account' ? 'account' : 'contact';
  const path = permission.access === 'self' ? undefined : permission.via;
  return {
    asks: 'path',
    holds,
    sentence: `${walkPath(path, at)}, ${holds ? 'their own' : `not their ${name}`}`,
  };
}

function parentSteps(
  site: Site,
  subject: Subject,
  permission: TablePermission,
  at: Surroundings | null,
): readonly Step[] {
  const { via = '', parent: id = '' } = permission;
  const parent = site.permissionById.get(id);
  const target = site.tables.get(parent?.table ?? '')?.name;
  if (!parent || target === undefined)
    return [{ asks: 'parent', holds: false, sentence: `${id} does not exist` }];
  const found = at?.follow(at.record, via) ?? null;
  const path: Step[] = at ? [{ asks: 'path', holds: found !== null, sentence: walkPath(via, at) }] : [];
  const trace = tracePermission(site, subject, parent, found && { ...found, table: target });
  // Without a parent record there is nothing to cover; its steps then tell of the permission in general.
  const holds = trace.holds && (at === null || found !== null);
  const verb = at ? (holds ? 'covers' : 'does not cover') : holds ? 'can cover' : 'can never cover';
  const sentence = `the permission ${id} ${verb} the ${target}`;
  const columns: readonly string[] = [];
  const followed: Step = { asks: 'parent', holds, sentence, parent: { ...trace, columns } };
  const general = at === null && holds ? [recordsStep(site, subject, permission)] : [];
  return [...path, followed, ...general];
}

function whereStep(where: NonNullable<TablePermission['where']>, at: Surroundings): Step {
  const holds = matches(where, at.record, at.follow);
  return { asks: 'where', holds, sentence: listed(whereFacts(where, at), 'and') };
}

/** Which records, in words; for nobody in particular, so that "their own" is said instead of an id. */
function recordsStep(site: Site, subject: Subject, permission: TablePermission): Step {
  const person: Subject = {
    ...holding(subject, permission),
    contact: subject.contact && OWN_CONTACT,
    account: subject.account && OWN_ACCOUNT,
  };
  const table = site.tables.get(permission.table);
  const filter = compileFilter(site, person, permission);
  const words = table ? describeRecords(table, filter) : permission.table;
  return { asks: 'records', holds: true, sentence: `covers ${words}` };
}

/** The access alone: web roles and `where` are steps of their own. */
function accessFilter(site: Site, subject: Subject, permission: TablePermission) {
  const { where: _where, ...access } = permission;
  return compileFilter(site, holding(subject, permission), access);
}

function holding(subject: Subject, { webRoles }: TablePermission): Subject {
  return { ...subject, webRoles: new Set([...subject.webRoles, ...webRoles]) };
}

function article(name: 'contact' | 'account'): string {
  return name === 'account' ? 'an account' : 'a contact';
}
