import type { Row, RowChange } from '../client/dataverse-client.ts';
import type { Mappings } from '../mapping/table-mapping.ts';

/** A row of Dataverse that changes are applied to, as far as conversion goes: no checks, no server. */
export interface KeptRow {
  /** As `$select=*` with all annotations would give it. */
  readonly row: Row;
  /** Every property that was written. */
  readonly written: ReadonlySet<string>;
}

/** Applies changes to one row in order and gives it back as the Web API reads it. */
export function keepRow(changes: readonly RowChange[], mappings: Mappings, before: Row = {}): KeptRow {
  const cells: Record<string, unknown> = { ...before };
  const written = new Set<string>();
  for (const change of changes) {
    if (change.type === 'create') cells[keyOf(change.set, mappings)] = change.id.toUpperCase();
    if (change.type === 'action') {
      cells.statuscode = change.parameters.Status;
      cells.statecode = 1;
    }
    if (change.type !== 'create' && change.type !== 'update') continue;
    for (const [name, value] of Object.entries(change.values)) {
      written.add(name);
      if (name.endsWith('@odata.bind')) bind(cells, name.slice(0, -'@odata.bind'.length), value, mappings);
      else if (name === 'overriddencreatedon') cells.createdon = value;
      else cells[name] = value;
    }
  }
  // What Dataverse composes of first and last name.
  if ('lastname' in cells)
    cells.fullname = [cells.firstname, cells.lastname].filter((part) => part != null).join(' ') || null;
  return { row: cells, written };
}

function keyOf(set: string, mappings: Mappings): string {
  return Object.values(mappings).find(({ entitySet }) => entitySet === set)?.key ?? 'id';
}

/** Every lookup with this navigation property, read from the mappings: `_name_value` and the table it leads to. */
function bind(cells: Record<string, unknown>, navigation: string, value: unknown, mappings: Mappings): void {
  const [, set, id] = /^\/(\w+)\(([0-9a-f-]+)\)$/.exec(String(value)) ?? [];
  const target = Object.values(mappings).find(({ entitySet }) => entitySet === set);
  // `customerid_account` and `customerid_contact` both set `customerid`.
  const name = Object.values(mappings)
    .flatMap(({ columns }) => Object.values(columns))
    .flatMap((column) =>
      column.kind === 'lookup' &&
      [column.navigation, column.required?.otherwise?.navigation].includes(navigation)
        ? [column.name]
        : [],
    )[0];
  cells[`_${name}_value`] = id?.toUpperCase() ?? null;
  cells[`_${name}_value@Microsoft.Dynamics.CRM.lookuplogicalname`] = target?.table ?? null;
}
