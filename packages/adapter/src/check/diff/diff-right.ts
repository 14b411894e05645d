import { columnOf, type Site } from '../../config/site.ts';
import { compileFilter, compileGrants, type Right } from '../../permissions/compile.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { type Conjunct, conjunctsOf } from '../access/conjuncts.ts';
import { symbolicSubject } from '../access/symbolic-subject.ts';
import { type Decision, within } from '../access/within.ts';
import { grantsText } from './grants-text.ts';
import { roleCombinations } from './role-combinations.ts';

type Records = readonly Conjunct[] | null;

/** What one permission gives to people with the fewest web roles it needs. */
interface Gift {
  readonly webRoles: readonly string[];
  readonly columns: ReadonlySet<string>;
  readonly records: Records;
}

/** How the records that people reach by one right and column differ; `before` and `after` are all they reach. */
export interface RightDifference {
  readonly webRoles: readonly string[];
  readonly column: string;
  /** Whether something was won, and something lost; `unknown` where it cannot be decided. */
  readonly gained: boolean | 'unknown';
  readonly lost: boolean | 'unknown';
  readonly before: Records;
  readonly after: Records;
}

/** Columns that may now, or may no longer, be set in one request. Each alone could be, and can be, set. */
export interface TogetherDifference {
  readonly webRoles: readonly string[];
  readonly columns: readonly string[];
  readonly gained: boolean;
  readonly records: Records;
}

/**
 * How one right on one table differs between two sites, for every combination of web roles that a permission of either
 * needs. Whoever wins or loses a cell has one of these combinations among their web roles: rights only add up, so what
 * nobody with the fewest roles wins, nobody with more of them wins by the same permission. So a permission that both
 * sites have needs none of it: what it gives in one, everybody has in the other.
 */
export function diffRight(before: Site, after: Site, table: string, right: Right) {
  const [was, is] = [
    changedPermissions(before, after, table, right),
    changedPermissions(after, before, table, right),
  ];
  const old = was.flatMap((permission) => giftsOf(before, permission, right));
  const now = is.flatMap((permission) => giftsOf(after, permission, right));
  const bounded = [
    ...was.filter((permission) => !roleCombinations(before, permission).complete),
    ...is.filter((permission) => !roleCombinations(after, permission).complete),
  ].map(({ id }) => id);
  const required = requiredPaths(before, after, table);
  const combinations = new Map([...old, ...now].map(({ webRoles }) => [webRoles.join(' '), webRoles]));
  const columns = [...new Set([...old, ...now].flatMap((gift) => [...gift.columns]))];
  const differences: RightDifference[] = [];
  const together: TogetherDifference[] = [];
  for (const [key, webRoles] of combinations) {
    const reach = {
      old: reachOf(before, webRoles, table, right),
      now: reachOf(after, webRoles, table, right),
    };
    const own = {
      old: old.filter((gift) => gift.webRoles.join(' ') === key),
      now: now.filter((gift) => gift.webRoles.join(' ') === key),
    };
    for (const column of columns) {
      const had = recordsOf(reach.old, column);
      const has = recordsOf(reach.now, column);
      const won = within(recordsOf(own.now, column), had, required);
      const gone = within(recordsOf(own.old, column), has, required);
      if (won === 'yes' && gone === 'yes') continue;
      differences.push({
        webRoles,
        column,
        gained: isBeyond(within(has, had, required)),
        lost: isBeyond(within(had, has, required)),
        before: had,
        after: has,
      });
    }
    if (right !== 'create' && right !== 'write') continue;
    const silent = (set: ReadonlySet<string>) =>
      [...set].every(
        (column) => !differences.some((one) => one.webRoles === webRoles && one.column === column),
      );
    together.push(
      ...joint(own.now, reach.old, silent).map((one) => ({ ...one, webRoles, gained: true })),
      ...joint(own.old, reach.now, silent).map((one) => ({ ...one, webRoles, gained: false })),
    );
  }
  return { differences, together, bounded };
}

function isBeyond(decision: Decision): boolean | 'unknown' {
  return decision === 'unknown' ? 'unknown' : decision === 'no';
}

/** Sets of columns of these gifts that the other side covers one by one, but in no permission all at once. */
function joint(
  gifts: readonly Gift[],
  others: readonly Gift[],
  silent: (set: ReadonlySet<string>) => boolean,
) {
  return gifts
    .filter(({ columns, records }) => {
      if (columns.size < 2 || !silent(columns)) return false;
      const wide = others.filter((other) => [...columns].every((column) => other.columns.has(column)));
      return within(records, joined(wide)) === 'no';
    })
    .map(({ columns, records }) => ({ columns: [...columns].filter((column) => column !== 'id'), records }));
}

/** The permissions of a site for a right on a table that the other site has not, whatever they are called there. */
function changedPermissions(
  site: Site,
  other: Site,
  table: string,
  right: Right,
): readonly TablePermission[] {
  const kept = new Set(
    (other.permissions.get(table) ?? []).map((permission) => grantsText(other, permission)),
  );
  return (site.permissions.get(table) ?? []).filter(
    (permission) => grants(permission, right) && !kept.has(grantsText(site, permission)),
  );
}

function giftsOf(site: Site, permission: TablePermission, right: Right): readonly Gift[] {
  return roleCombinations(site, permission).webRoles.map((webRoles) => ({
    webRoles,
    columns: columnsOf(permission, right),
    records: conjunctsOf(compileFilter(site, symbolicSubject(webRoles), permission)),
  }));
}

/** All that people with these web roles reach, by whatever permission. */
function reachOf(site: Site, webRoles: readonly string[], table: string, right: Right): readonly Gift[] {
  return compileGrants(site, symbolicSubject(webRoles), table, right).map(({ filter, columns }) => ({
    webRoles,
    columns: new Set(['id', ...columns]),
    records: conjunctsOf(filter),
  }));
}

function grants(permission: TablePermission, right: Right): boolean {
  if (right.startsWith('action:'))
    return permission.actions?.includes(right.slice('action:'.length)) ?? false;
  return permission.privileges.some((privilege) => privilege === right);
}

/** `id` stands for the record itself. */
function columnsOf(permission: TablePermission, right: Right): ReadonlySet<string> {
  const listed = right === 'read' || right === 'create' || right === 'write' ? permission.columns[right] : [];
  return new Set(['id', ...(listed ?? [])]);
}

function recordsOf(gifts: readonly Gift[], column: string): Records {
  return joined(gifts.filter(({ columns }) => columns.has(column)));
}

function joined(gifts: readonly Gift[]): Records {
  const all: Conjunct[] = [];
  for (const { records } of gifts) {
    if (!records) return null;
    all.push(...records);
  }
  return all;
}

/** Cells of few values that are never empty: the records may be all there are, without any filter saying so. */
function requiredPaths(before: Site, after: Site, table: string): (path: string) => boolean {
  return (path) =>
    [before, after].some((site) => {
      let at = site.tables.get(table);
      const hops = path.split('.');
      const last = hops.pop() as string;
      for (const hop of hops) {
        const lookup = at && columnOf(at, hop);
        at = lookup?.type === 'lookup' ? site.tables.get(lookup.target) : undefined;
      }
      const column = at && columnOf(at, last);
      return Boolean(column?.required && (column.type === 'choice' || column.type === 'boolean'));
    });
}
