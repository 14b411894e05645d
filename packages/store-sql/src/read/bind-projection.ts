import type { CountPlan, Grant, LookupPlan, Projection } from '@portico/adapter/store';
import type { Parameters } from './parameters.ts';

/** The projection with slots in place of values; all else by which its SQL differs is noted. */
export function bindProjection(projection: Projection, parameters: Parameters): Projection {
  const { table, select } = projection;
  parameters.note(table.name);
  const grants = bindGrants(projection.grants, parameters);
  parameters.note(select.join());
  return {
    table,
    grants,
    select,
    lookups: projection.lookups.map((lookup) => bindLookup(lookup, parameters)),
    counts: projection.counts.map((count) => bindCount(count, parameters)),
  };
}

export function bindGrants(grants: readonly Grant[], parameters: Parameters): Grant[] {
  parameters.note(`${grants.length} grants`);
  return grants.map(({ permission, filter, columns }) => {
    parameters.note(namesOf(columns));
    return { permission, filter: parameters.bindFilter(filter), columns };
  });
}

function bindLookup(lookup: LookupPlan, parameters: Parameters): LookupPlan {
  const { column, target, expand } = lookup;
  parameters.note(expand ? `${column} expanded` : column);
  const grants = bindGrants(lookup.grants, parameters);
  return expand
    ? { column, target, grants, expand: bindProjection(expand, parameters) }
    : { column, target, grants };
}

function bindCount(count: CountPlan, parameters: Parameters): CountPlan {
  parameters.note(`count ${count.column}`);
  return { ...count, visible: parameters.bindFilter(count.visible) };
}

/** Names of a permission's columns: the same set in every plan the permission has a part in. */
const joined = new WeakMap<ReadonlySet<string>, string>();

function namesOf(columns: ReadonlySet<string>): string {
  const known = joined.get(columns);
  if (known !== undefined) return known;
  const names = [...columns].join();
  joined.set(columns, names);
  return names;
}
