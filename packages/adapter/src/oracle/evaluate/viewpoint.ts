import type { StoredRecord, TableSchema } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import type { Person, World } from '../world.ts';

/**
 * A world as one person meets it: all its records, and the permissions this person holds. What may be seen of them
 * is asked of `readable.ts`.
 */
export interface Viewpoint {
  readonly person: Person;
  readonly tables: ReadonlyMap<string, TableSchema>;
  /** By table: the permissions the person holds. */
  readonly held: ReadonlyMap<string, readonly TablePermission[]>;
  /** By id: every permission of the configuration, held or not. */
  readonly permissions: ReadonlyMap<string, TablePermission>;
  readonly records: ReadonlyMap<string, ReadonlyMap<string, StoredRecord>>;
  /** Answers of `readableColumns` so far; they hold as long as the records do. */
  readonly seen: Map<StoredRecord, ReadonlySet<string> | null>;
}

/** The viewpoint of `person` on `world`; made once for both, as a world does not change. */
export function viewpointOf(world: World, person: Person): Viewpoint {
  const ofWorld = viewpoints.get(world) ?? new WeakMap<Person, Viewpoint>();
  viewpoints.set(world, ofWorld);
  const known = ofWorld.get(person);
  if (known) return known;
  const all = world.config.tablePermissions;
  const permissions = new Map(all.map((permission) => [permission.id, permission]));
  const made: Viewpoint = {
    person,
    tables: world.tables,
    held: Map.groupBy(
      all.filter((permission) => opens(person, permission, permissions)),
      (permission) => permission.table,
    ),
    permissions,
    records: recordsById(world),
    seen: new Map(),
  };
  ofWorld.set(person, made);
  return made;
}

const viewpoints = new WeakMap<World, WeakMap<Person, Viewpoint>>();

/** docs/permissions.md, "A table permission": a subject holds a permission when it has at least one of its web roles. */
export function holds(person: Person, permission: TablePermission): boolean {
  return permission.webRoles.some((role) => person.webRoles.has(role));
}

/**
 * "Missing claims" and "Parent chains": a permission that can cover nothing, for want of a contact or an account, or
 * because one of its chain is not held, counts as one the subject does not hold.
 */
function opens(
  person: Person,
  permission: TablePermission,
  permissions: ReadonlyMap<string, TablePermission>,
): boolean {
  if (!holds(person, permission)) return false;
  switch (permission.access) {
    case 'global':
      return true;
    case 'contact':
    case 'self':
      return person.contact !== null;
    case 'account':
      return person.account !== null;
    case 'parent': {
      const parent = permissions.get(permission.parent ?? '');
      return parent !== undefined && opens(person, parent, permissions);
    }
  }
}

/** The same person when `record` is written: in place of the one with its id, or beside the others. */
export function afterWriting(view: Viewpoint, table: string, record: StoredRecord): Viewpoint {
  const records = new Map(view.records);
  records.set(table, new Map(view.records.get(table)).set(record.id, record));
  return { ...view, records, seen: new Map() };
}

export function recordOf(view: Viewpoint, table: string, id: string): StoredRecord | undefined {
  return view.records.get(table)?.get(id);
}

const indexes = new WeakMap<World, ReadonlyMap<string, ReadonlyMap<string, StoredRecord>>>();

function recordsById(world: World): ReadonlyMap<string, ReadonlyMap<string, StoredRecord>> {
  const known = indexes.get(world);
  if (known) return known;
  const made = new Map(
    [...world.records].map(([table, records]) => [
      table,
      new Map(records.map((record) => [record.id, record])),
    ]),
  );
  indexes.set(world, made);
  return made;
}
