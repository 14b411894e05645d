import type { Site } from '@portico/adapter';
import type { Right } from '@portico/adapter/explain';
import { ACTIONS, PRIVILEGES, type TableSchema } from '@portico/protocol';
import { CommandError, EXIT } from '../command-error.ts';

/** What somebody asks about: a right on a table, or on one column of it. */
export interface Asked {
  readonly table: TableSchema;
  readonly right: Right;
  readonly column: string | null;
}

/** @throws CommandError for a table, privilege or column that does not exist, or a column where there is none */
export function askedOf(site: Site, tableName: string, privilege: string, column: string | null): Asked {
  const table = site.tables.get(tableName);
  if (!table) {
    const own = site.internalTables.has(tableName) ? "is the adapter's own; no permission opens it." : null;
    throw wrong(
      `The table ${tableName} ${own ?? `does not exist. There are ${[...site.tables.keys()].join(', ')}.`}`,
    );
  }
  const right = rightOf(table, privilege);
  if (column !== null) {
    if (right !== 'read' && right !== 'create' && right !== 'write')
      throw wrong(`${privilege} goes by records and has no columns. Leave ${column} out.`);
    if (column !== 'id' && !Object.hasOwn(table.columns, column))
      throw wrong(
        `${tableName} has no column ${column}. There are ${Object.keys(table.columns).join(', ')}.`,
      );
  }
  return { table, right, column };
}

function rightOf(table: TableSchema, privilege: string): Right {
  const known = PRIVILEGES.find((one) => one === privilege);
  if (known) return known;
  const actions: readonly string[] = Object.hasOwn(ACTIONS, table.name)
    ? ACTIONS[table.name as keyof typeof ACTIONS]
    : [];
  const action = privilege.replace(/^action:/, '');
  if (privilege.startsWith('action:') && actions.includes(action)) return `action:${action}`;
  const all = [...PRIVILEGES, ...actions.map((name) => `action:${name}`)];
  throw wrong(`${table.name} has no privilege ${privilege}. There are ${all.join(', ')}.`);
}

function wrong(message: string): CommandError {
  return new CommandError(message, EXIT.usage);
}
