import { selectOf } from '../mapping/raw-columns.ts';
import type { Test } from './odata-logic.ts';
import type { ReadContext } from './read-context.ts';
import { walkRows } from './walk-rows.ts';

/** How many rows pass a test; Dataverse counts up to 5,000, beyond that the keys are read. */
export async function countRows(
  { client, tables, maxRows }: ReadContext,
  table: string,
  test: Test,
): Promise<number> {
  const mapping = tables.mappingOf(table);
  const filter = test === true ? {} : { filter: String(test) };
  const { count } = await client.list(mapping.entitySet, {
    select: [mapping.key],
    count: true,
    top: 1,
    ...filter,
  });
  if (count !== null) return count;
  const query = { select: selectOf(mapping, []), orderBy: [mapping.key], ...filter };
  return (await walkRows(client, mapping.entitySet, query, maxRows)).length;
}
