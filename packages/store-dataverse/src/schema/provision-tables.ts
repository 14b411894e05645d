import type { TableSchema } from '@portico/protocol';
import type { DataverseClient } from '../client/dataverse-client.ts';
import type { Mappings } from '../mapping/table-mapping.ts';
import { checkTables, type TablesReport } from './check-tables.ts';
import { canMake } from './describe-difference.ts';
import { makeMissing } from './make-missing.ts';
import { makePlaceholders } from './placeholders.ts';

/**
 * Makes the custom tables, columns, options, lookups and keys that are missing, and the rows that stand for nobody, by
 * the metadata Web API. Safe to repeat, and after a failure half-way: it makes what the metadata lacks and no more.
 * The publisher's prefix must exist: Dataverse takes custom names under the prefix of a publisher only.
 *
 * @returns how Dataverse stands after that; what is left among the faults is not Portico's to make.
 */
export async function provisionTables(
  client: DataverseClient,
  tables: ReadonlyMap<string, TableSchema> | readonly TableSchema[],
  mappings: Mappings,
  prefix = 'portico',
): Promise<TablesReport> {
  const before = await checkTables(client, tables, mappings, prefix);
  const missing = before.differences.filter(canMake);
  if (missing.length > 0) await makeMissing(client, missing, before.definitions, mappings);
  const after = missing.length > 0 ? await checkTables(client, tables, mappings, prefix) : before;
  if (after.placeholders.length === 0) return after;
  await makePlaceholders(client, after.placeholders, [...tables.values()], after.mappings);
  return await checkTables(client, tables, mappings, prefix);
}
