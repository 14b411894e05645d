import type { TableSchema } from '@portico/protocol';
import type { Mappings } from '../mapping/table-mapping.ts';
import { compareTables, type MetadataClient, type TablesReport } from './check-tables.ts';
import { describeDifference } from './describe-difference.ts';
import { fitMappings } from './fit-mappings.ts';
import { neededTables } from './needed-tables.ts';

/**
 * As `checkTables`, for a store that only reads: it needs the tables and columns, but neither the keys and options by
 * which is written, nor change tracking, nor the row that stands for nobody.
 */
export async function checkTablesToRead(
  client: MetadataClient,
  tables: readonly TableSchema[],
  mappings: Mappings,
  prefix = 'portico',
): Promise<Pick<TablesReport, 'mappings' | 'faults'>> {
  const needed = neededTables(tables, mappings, prefix).map((table) => ({
    ...table,
    keys: [],
    changeTracking: false,
  }));
  const { differences, definitions } = await compareTables(client, needed);
  return {
    mappings: fitMappings(mappings, definitions),
    faults: differences.filter(({ kind }) => kind !== 'option').map(describeDifference),
  };
}
