import type { TableSchema } from '@portico/protocol';
import type { DataverseClient } from '../client/dataverse-client.ts';
import type { Mappings } from '../mapping/table-mapping.ts';
import type { TableDefinition } from './definition.ts';
import { describeDifference } from './describe-difference.ts';
import { type Difference, findDifferences } from './find-differences.ts';
import { fitMappings } from './fit-mappings.ts';
import type { NeededTable } from './needed.ts';
import { neededTables } from './needed-tables.ts';
import { missingPlaceholders, type Placeholder } from './placeholders.ts';
import { readDefinition } from './read-definition.ts';

export type MetadataClient = Pick<DataverseClient, 'read' | 'get'>;

/** How a Dataverse stands to the tables of a site. */
export interface TablesReport {
  readonly differences: readonly Difference[];
  readonly placeholders: readonly Placeholder[];
  readonly definitions: ReadonlyMap<string, TableDefinition>;
  /** The mappings as this Dataverse has the tables: use these from here on. */
  readonly mappings: Mappings;
  /** What is missing or does not fit, in words, one entry each; empty when the store can be used. */
  readonly faults: readonly string[];
}

/**
 * Compares the metadata of Dataverse with what the mappings need of it. Reads each table once.
 *
 * @param prefix the publisher's, as given to {@link mappingsFor}.
 */
export async function checkTables(
  client: MetadataClient,
  tables: ReadonlyMap<string, TableSchema> | readonly TableSchema[],
  mappings: Mappings,
  prefix = 'portico',
): Promise<TablesReport> {
  const needed = neededTables([...tables.values()], mappings, prefix);
  const { differences, definitions } = await compareTables(client, needed);
  const fitted = fitMappings(mappings, definitions);
  const placeholders = await missingPlaceholders(client, present(fitted, definitions));
  return {
    differences,
    placeholders,
    definitions,
    mappings: fitted,
    faults: [
      ...differences.map(describeDifference),
      ...placeholders.map(
        ({ table, id }) =>
          `${fitted[table]?.table}: the row ${id} is missing, which stands for nobody where a record is required.`,
      ),
    ],
  };
}

/** What is there, by its name in Dataverse, and how it differs from what is needed. Reads each table once. */
export async function compareTables(
  client: MetadataClient,
  needed: readonly NeededTable[],
): Promise<Pick<TablesReport, 'differences' | 'definitions'>> {
  const read = await Promise.all(
    needed.map(async (table) => ({ table, definition: await readDefinition(client, table) })),
  );
  return {
    differences: read.flatMap(({ table, definition }) => findDifferences(table, definition)),
    definitions: new Map(
      read.flatMap(({ definition }) => (definition ? [[definition.name, definition]] : [])),
    ),
  };
}

/** Rows are only asked of tables that are there. */
function present(mappings: Mappings, definitions: ReadonlyMap<string, TableDefinition>): Mappings {
  return Object.fromEntries(Object.entries(mappings).filter(([, { table }]) => definitions.has(table)));
}
