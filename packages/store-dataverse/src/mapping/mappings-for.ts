import { isStored, type TableSchema } from '@portico/protocol';
import { checkMappings } from './check-mappings.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { customColumn } from './custom-column.ts';
import { ownName } from './custom-name.ts';
import { customTable } from './custom-table.ts';
import { MappingError } from './mapping-error.ts';
import type { MappingOverrides, TableOverride } from './mapping-overrides.ts';
import { prefixed } from './prefixed.ts';
import { standardMappings } from './standard-mappings.ts';
import type { Mappings, TableMapping, UniqueKey } from './table-mapping.ts';

/**
 * The mapping of every table of a site and of each of its stored columns: the standard ones, as the operator overrides
 * them, and custom tables and columns under the publisher's prefix for all the rest.
 *
 * @throws MappingError naming every fault, with its table and column.
 */
export function mappingsFor(
  tables: ReadonlyMap<string, TableSchema> | readonly TableSchema[],
  overrides: MappingOverrides = {},
  prefix = 'portico',
): Mappings {
  // As Dataverse has it: 2 to 8 letters and digits, first a letter, not "mscrm".
  if (!/^(?!mscrm)[a-z][a-z0-9]{1,7}$/.test(prefix))
    throw new MappingError([`prefix: "${prefix}" is no prefix of a publisher`]);
  const schemas = new Map([...tables.values()].map((schema) => [schema.name, schema]));
  const mappings = Object.fromEntries(
    [...schemas.values()].map((schema) => [
      schema.name,
      mappingOf(schema, Object.hasOwn(overrides, schema.name) ? overrides[schema.name] : undefined, prefix),
    ]),
  );
  const faults = checkMappings(mappings, schemas, overrides);
  if (faults.length > 0) throw new MappingError(faults);
  return mappings;
}

function mappingOf(schema: TableSchema, override: TableOverride = {}, prefix: string): TableMapping {
  const standard = Object.hasOwn(standardMappings, schema.name)
    ? (standardMappings as Mappings)[schema.name]
    : undefined;
  const base = standard && !override.custom ? prefixed(standard, prefix) : customTable(schema, prefix);
  const { columns: overridden = {}, ...table } = override;
  const columns: Record<string, ColumnMapping> = {};
  for (const [name, column] of Object.entries(schema.columns)) {
    const said = Object.hasOwn(overridden, name) ? overridden[name] : undefined;
    const ours = Object.hasOwn(base.columns, name) ? base.columns[name] : undefined;
    const mapping = said === 'custom' ? null : (said ?? (ours && isStored(column) ? ours : null));
    const made =
      mapping ?? (base.extensible === false ? packed(name, column) : customColumn(name, column, prefix));
    if (made) columns[name] = made;
  }
  const mapping: TableMapping = { ...base, ...table, columns };
  return { ...mapping, unique: uniqueKeys(schema, mapping, prefix) };

  /** Where no column can be added, a cell goes into the text that holds the others. */
  function packed(name: string, column: TableSchema['columns'][string]): ColumnMapping | null {
    if (!isStored(column)) return null;
    const holder = Object.values(base.columns).find((one) => one.kind === 'packed');
    return holder ? { ...holder, key: name } : null;
  }
}

/**
 * Sets of columns that are kept unique by a key. Numbers that Dataverse gives out are unique by themselves and not known
 * when the row is sent; a table that takes no columns has no keys.
 */
function uniqueKeys(schema: TableSchema, mapping: TableMapping, prefix: string): UniqueKey[] {
  if (mapping.extensible === false) return [];
  return (schema.unique ?? [])
    .filter((columns) =>
      columns.every((name) => {
        const column = mapping.columns[name];
        return !(column?.kind === 'text' && column.numbered);
      }),
    )
    .map((columns) => ({
      columns,
      name: ownName(prefix, `unique_${columns.join('_')}`),
      key: ownName(prefix, `key_${columns.join('_')}`),
    }));
}
