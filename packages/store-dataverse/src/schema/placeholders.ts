import type { TableSchema } from '@portico/protocol';
import type { DataverseClient, Row } from '../client/dataverse-client.ts';
import type { Mappings } from '../mapping/table-mapping.ts';
import { toRow } from '../mapping/to-row.ts';

/** A row that stands for nobody where Dataverse requires somebody. */
export interface Placeholder {
  readonly table: string;
  readonly id: string;
}

/** The placeholders that these mappings need and Dataverse does not have. */
export async function missingPlaceholders(
  client: Pick<DataverseClient, 'get'>,
  mappings: Mappings,
): Promise<Placeholder[]> {
  const needed = new Map<string, Placeholder>();
  for (const mapping of Object.values(mappings))
    for (const column of Object.values(mapping.columns))
      if (column.kind === 'lookup' && column.required)
        needed.set(column.required.placeholder, { table: column.target, id: column.required.placeholder });
  const missing: Placeholder[] = [];
  for (const placeholder of needed.values()) {
    const target = mappings[placeholder.table];
    if (target && !(await client.get(target.entitySet, placeholder.id, { select: [target.key] })))
      missing.push(placeholder);
  }
  return missing;
}

/** Makes them, under a name that says what they are. One that somebody else made in the meantime will do. */
export async function makePlaceholders(
  client: Pick<DataverseClient, 'get' | 'write'>,
  missing: readonly Placeholder[],
  schemas: readonly TableSchema[],
  mappings: Mappings,
): Promise<void> {
  for (const { table, id } of missing) {
    const mapping = mappings[table];
    const schema = schemas.find(({ name }) => name === table);
    if (!mapping || !schema) continue;
    const values: Row = {
      ...mapping.fixed,
      ...toRow({ id, [schema.title]: 'Guests (Portico)' }, table, mappings, [schema.title]),
    };
    try {
      await client.write([{ type: 'create', set: mapping.entitySet, id, values }]);
    } catch (error) {
      if (!(await client.get(mapping.entitySet, id, { select: [mapping.key] }))) throw error;
    }
  }
}
