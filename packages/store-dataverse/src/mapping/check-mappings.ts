import type { TableSchema } from '@portico/protocol';
import { checkColumn } from './check-column.ts';
import { isDenied } from './denied-names.ts';
import type { MappingOverrides } from './mapping-overrides.ts';
import type { Mappings, TableMapping } from './table-mapping.ts';
import { SHARED_KINDS, writtenNames } from './written-names.ts';

/** Logical names and entity sets; what is not one could break out of a query. */
const NAME = /^[a-z_][a-z0-9_]{0,127}$/;
/** Keys of `fixed`: a column, or a lookup by its navigation property. */
const FIXED = /^[A-Za-z_][A-Za-z0-9_]{0,127}(@odata\.bind)?$/;

/** Every fault of these mappings, each with its table and column. Whatever passes reads and writes nothing that is denied. */
export function checkMappings(
  mappings: Mappings,
  schemas: ReadonlyMap<string, TableSchema>,
  overrides: MappingOverrides,
): string[] {
  const faults: string[] = [];
  for (const [name, { columns = {} }] of Object.entries(overrides)) {
    const schema = schemas.get(name);
    if (!schema) faults.push(`${name}: is not a table of this site`);
    else
      for (const column of Object.keys(columns))
        if (!Object.hasOwn(schema.columns, column))
          faults.push(`${name}.${column}: is not a column of this table`);
  }
  for (const [name, mapping] of Object.entries(mappings)) {
    const schema = schemas.get(name) as TableSchema;
    checkTable(mapping, (fault) => faults.push(`${name}: ${fault}`));
    for (const [column, mapped] of Object.entries(mapping.columns)) {
      const report = (fault: string) => faults.push(`${name}.${column}: ${fault}`);
      checkColumn(schema.columns[column], mapped, mapping, mappings, report);
    }
    checkShared(mapping, (fault) => faults.push(`${name}: ${fault}`));
  }
  return faults;
}

function checkTable(mapping: TableMapping, report: (fault: string) => void): void {
  const { table, entitySet, key, rows = [], fixed = {}, copies = [], unique = [] } = mapping;
  const names = [
    table,
    entitySet,
    key,
    ...rows.map((row) => row.name),
    ...copies.map((copy) => copy.name),
    ...unique.flatMap((set) => [set.name, set.key]),
  ];
  for (const name of names) {
    if (!NAME.test(name)) report(`"${name}" is no name of Dataverse`);
    if (isDenied(name)) report(`"${name}" belongs to how people sign in and is never mapped`);
  }
  for (const name of Object.keys(fixed)) {
    if (!FIXED.test(name)) report(`fixed "${name}" is no name of Dataverse`);
    if (isDenied(name)) report(`fixed "${name}" belongs to how people sign in and is never mapped`);
  }
  for (const { from } of copies)
    if (mapping.columns[from]?.kind !== 'text') report(`copies "${from}", which is no text column`);
}

/** Two columns of ours in one column of Dataverse would overwrite each other, but for kinds made to share. */
function checkShared(mapping: TableMapping, report: (fault: string) => void): void {
  const holders = new Map<string, string>();
  const own = new Set([...(mapping.unique ?? []), ...(mapping.copies ?? [])].map(({ name }) => name));
  for (const [column, mapped] of Object.entries(mapping.columns)) {
    for (const name of writtenNames(mapped)) {
      const holder = holders.get(name);
      const other = holder === undefined ? undefined : mapping.columns[holder];
      if (other && !(SHARED_KINDS[mapped.kind] ?? []).includes(other.kind))
        report(`"${holder}" and "${column}" are both kept in ${name}`);
      if (own.has(name))
        report(`"${column}" is kept in ${name}, which the store needs itself; rename the column`);
      holders.set(name, column);
    }
  }
}
