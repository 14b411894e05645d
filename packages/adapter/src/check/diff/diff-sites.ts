import { PRIVILEGES, type TableSchema } from '@portico/protocol';
import type { Site } from '../../config/site.ts';
import type { Right } from '../../permissions/compile.ts';
import type { Conjunct } from '../access/conjuncts.ts';
import { describeConjuncts } from '../describe-access.ts';
import { type ChangedPart, changedParts } from './changed-parts.ts';
import { diffRight, type RightDifference } from './diff-right.ts';
import { MOST_COMBINATIONS } from './role-combinations.ts';

/**
 * - `gains`, `loses`: where they had, or now have, nothing;
 * - `wider`, `narrower`: all they had and more, or only a part of it;
 * - `other`: some records won and some lost;
 * - `together`, `apart`: columns that may now, or no longer, be set in one request;
 * - `changed`: the permissions differ, and whether the records do could not be decided.
 */
export type Change = 'gains' | 'loses' | 'wider' | 'narrower' | 'other' | 'together' | 'apart' | 'changed';

/** Somebody who gains or loses something. */
export interface Difference {
  /** Who: everybody who has at least these web roles. */
  readonly webRoles: readonly string[];
  readonly table: string;
  readonly right: Right;
  /** `id` is the record itself: that it is there. */
  readonly columns: readonly string[];
  readonly change: Change;
  /** Which records, in words; null: none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** A permission that goes by more combinations of web roles than were compared. */
export interface BoundedDifference {
  readonly table: string;
  readonly permission: string;
  readonly compared: number;
}

export interface SiteDifferences {
  readonly access: readonly Difference[];
  /** Where `access` may lack somebody; empty: nowhere. */
  readonly bounded: readonly BoundedDifference[];
  /** What else differs, for it may decide who has which web role and what a column is. */
  readonly parts: readonly ChangedPart[];
}

/** Who gains and loses what when one configuration takes the place of another. */
export function diffSites(before: Site, after: Site): SiteDifferences {
  const names = new Set([...before.tables.keys(), ...after.tables.keys()]);
  const bounded = new Map<string, BoundedDifference>();
  const access = [...names].flatMap((name) => {
    const table = (after.tables.get(name) ?? before.tables.get(name)) as TableSchema;
    return rightsOn(name, before, after).flatMap((right) => {
      const found = diffRight(before, after, name, right);
      for (const permission of found.bounded)
        bounded.set(permission, { table: name, permission, compared: MOST_COMBINATIONS });
      return differencesOf(found, table, right);
    });
  });
  return { access, bounded: [...bounded.values()], parts: changedParts(before.config, after.config) };
}

function differencesOf(
  { differences, together }: ReturnType<typeof diffRight>,
  table: TableSchema,
  right: Right,
): readonly Difference[] {
  const single = differences.map((one) => ({
    webRoles: one.webRoles,
    table: table.name,
    right,
    columns: [one.column],
    change: changeOf(one),
    before: wordsOf(table, one.before),
    after: wordsOf(table, one.after),
  }));
  const same = Map.groupBy(single, ({ columns: _columns, ...rest }) => JSON.stringify(rest));
  const grouped = [...same.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, columns: group.flatMap(({ columns }) => columns) }] : [];
  });
  const joint = together.map(({ webRoles, columns, gained, records }): Difference => {
    const words = wordsOf(table, records);
    return {
      webRoles,
      table: table.name,
      right,
      columns,
      change: gained ? 'together' : 'apart',
      before: gained ? null : words,
      after: gained ? words : null,
    };
  });
  return [...grouped, ...joint];
}

function changeOf({ gained, lost, before, after }: RightDifference): Change {
  if (gained === 'unknown' || lost === 'unknown') return 'changed';
  if (gained && lost) return 'other';
  if (gained) return before?.length === 0 ? 'gains' : 'wider';
  return after?.length === 0 ? 'loses' : 'narrower';
}

function wordsOf(table: TableSchema, records: readonly Conjunct[] | null): string | null {
  if (!records) return `some ${table.pluralLabel.toLowerCase()}`;
  return records.length === 0 ? null : describeConjuncts(table, records);
}

function rightsOn(table: string, ...sites: readonly Site[]): readonly Right[] {
  const actions = sites.flatMap((site) =>
    (site.permissions.get(table) ?? []).flatMap((permission) => permission.actions ?? []),
  );
  return [...PRIVILEGES, ...new Set(actions.map((action) => `action:${action}` as const))];
}
