import { and, eq, or } from '@portico/protocol';
/**
 * The record that is already there in place of the one to create: with its id, or with the same values in
 * a unique set. A set with an empty cell identifies nothing, as null equals nothing.
 */
export async function findTwin(transaction, { table, record }, states) {
  const same = or(eq('id', record.id), ...(table.unique ?? []).map((columns) => sameIn(columns, record)));
  const [id] = await states.find(transaction, table, same);
  return id === undefined ? null : ((await states.read(transaction, table, id, {}))?.record ?? null);
}
function sameIn(columns, record) {
  return and(...columns.map((column) => eq(column, record[column])));
}
//# sourceMappingURL=find-twin.js.map
