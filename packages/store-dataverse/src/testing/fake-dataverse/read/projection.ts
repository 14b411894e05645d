import { type BoundColumn, bindColumn } from '../odata/operand.ts';
import { badQuery } from '../request/fault.ts';
import type { Preferences } from '../request/preferences.ts';
import type { StoredRow, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import type { ExpandItem } from './expand.ts';
import { formattedValue } from './formatted-value.ts';

export const FORMATTED = 'OData.Community.Display.V1.FormattedValue';
export const LOOKUP_TABLE = 'Microsoft.Dynamics.CRM.lookuplogicalname';
export const NAVIGATION = 'Microsoft.Dynamics.CRM.associatednavigationproperty';

export type Project = (row: StoredRow) => Record<string, unknown>;

/**
 * How rows of a table look on the wire: the columns of a `$select` (all without one), the primary key always, with the
 * annotations that were preferred.
 */
export function projection(
  world: World,
  table: Table,
  select: string | undefined,
  preferences: Preferences,
  expands: readonly ExpandItem[] = [],
): Project {
  const columns = selectColumns(table, select);
  const formatted = preferences.annotated(FORMATTED);
  const lookupTable = preferences.annotated(LOOKUP_TABLE);
  const navigation = preferences.annotated(NAVIGATION);
  return (row) => {
    const shown: Record<string, unknown> = { '@odata.etag': etagOf(row) };
    for (const { property, name, of, column } of columns) {
      const value = of(row);
      if (preferences.anyAnnotation && value !== null) {
        const label = formatted ? formattedValue(world, row, name, column) : undefined;
        if (label !== undefined) shown[`${property}@${FORMATTED}`] = label;
        const stored = row.values[name];
        if (column.type === 'lookup' && typeof stored === 'object' && stored) {
          const target = column.targets.find((one) => one.table === stored.table);
          if (navigation && target) shown[`${property}@${NAVIGATION}`] = target.navigation;
          if (lookupTable) shown[`${property}@${LOOKUP_TABLE}`] = stored.table;
        }
      }
      shown[property] = value;
    }
    for (const expand of expands) expand.show(row, shown);
    return shown;
  };
}

export const etagOf = (row: StoredRow): string => `W/"${row.version}"`;

interface SelectedColumn extends BoundColumn {
  readonly property: string;
}

function selectColumns(table: Table, select: string | undefined): readonly SelectedColumn[] {
  const properties = select === undefined ? allProperties(table) : namedProperties(table, select);
  return properties.map((property) => ({ property, ...bindColumn(table, property) }));
}

const propertyOf = (table: Table, name: string): string =>
  table.column(name)?.type === 'lookup' ? `_${name}_value` : name;

const allProperties = (table: Table): readonly string[] =>
  Object.keys(table.definition.columns).map((name) => propertyOf(table, name));

function namedProperties(table: Table, select: string): readonly string[] {
  const named = select.split(',').map((name) => name.trim());
  if (named.includes('')) throw badQuery('Found an empty item in $select.');
  if (named.includes('*')) return allProperties(table);
  const found = new Set<string>();
  for (const name of named) {
    found.add(name);
    // A money column brings the currency it is in.
    if (table.column(name)?.type === 'money' && table.column('transactioncurrencyid')) {
      found.add('_transactioncurrencyid_value');
    }
  }
  found.add(table.definition.key);
  return [...found];
}
