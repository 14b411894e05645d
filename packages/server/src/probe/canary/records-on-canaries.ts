import { createPlanner, loadSite, type Site } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import { type Filter, oneOf, or } from '@portico/protocol';
import { canaryIds } from './canary-id.ts';

/** Whoever looks has the store itself; the permission names it in the plan. */
const LOOK = 'probe-look';
const MOST = 100;

/** The ids of the records of a table that point to a canary: nobody else has a reason to make any. */
export async function recordsOnCanaries(
  { config, tables }: Site,
  store: Pick<Store, 'list'>,
  table: string,
): Promise<readonly string[]> {
  const lookups = Object.entries(tables.get(table)?.columns ?? {}).flatMap(([name, column]) =>
    // A secret column can be read by no permission.
    column.type === 'lookup' && tables.has(column.target) && column.classification !== 'secret'
      ? [{ name, target: column.target }]
      : [],
  );
  if (lookups.length === 0) return [];
  const conditions = lookups.map(({ name, target }): Filter => oneOf(name, canaryIds(target)));
  const names = lookups.map(({ name }) => name);
  const planner = createPlanner(loadSite(lookingAt(config, table, names)));
  const query = { filter: or(...conditions), select: ['id'], limit: MOST };
  const { records } = await store.list(planner.list(LOOKER, table, query, null));
  return records.map(({ id }) => id);
}

const LOOKER = {
  ...{ key: LOOK, authenticated: false, contact: null, account: null },
  ...{ webRoles: new Set(['anonymous']), displayName: null, expiresAt: null },
};

/** The tables of a configuration under one permission of this command's own, which no adapter ever runs. */
function lookingAt(config: Site['config'], table: string, columns: readonly string[]): Site['config'] {
  const { site, webRoles, tables, columns: added } = config;
  const read = { id: LOOK, table, webRoles: ['anonymous'], access: 'global', privileges: ['read'] } as const;
  return {
    ...{ site, webRoles, ...(tables && { tables }), ...(added && { columns: added }) },
    tablePermissions: [{ ...read, columns: { read: columns } }],
  };
}
