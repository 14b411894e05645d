import type { TableSchema } from '@portico/protocol';
import type { Mappings, TableMapping } from '../mapping/table-mapping.ts';
import { type LookupTargets, lookupTargets } from './lookup-targets.ts';

/** The tables a store was opened with, and how each is kept in Dataverse. */
export interface Tables {
  readonly mappings: Mappings;
  readonly targets: LookupTargets;
  schemaOf(table: string): TableSchema;
  mappingOf(table: string): TableMapping;
  all(): Iterable<TableSchema>;
}

export function createTables(schemas: readonly TableSchema[], mappings: Mappings): Tables {
  const byName = new Map(schemas.map((schema) => [schema.name, schema]));
  const known = <T>(table: string, found: T | undefined): T => {
    if (found === undefined) throw new Error(`The Dataverse store was not opened with the table ${table}.`);
    return found;
  };
  return {
    mappings,
    targets: lookupTargets(byName),
    schemaOf: (table) => known(table, byName.get(table)),
    mappingOf: (table) => known(table, byName.has(table) ? mappings[table] : undefined),
    all: () => byName.values(),
  };
}
