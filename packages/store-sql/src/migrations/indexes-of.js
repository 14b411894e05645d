import { identifier } from '../read/identifier.js';
/**
 * The indexes of a table. Permissions select by lookups and by visibility, and lists show the newest
 * first, so each of those columns is indexed together with that order: "my cases, newest first" is then
 * one short range of one index.
 */
export function indexesOf(table) {
  const newestFirst = table.columns.created_at?.type === 'datetime';
  const order = newestFirst
    ? [
        { column: 'created_at', descending: true },
        { column: 'id', descending: false },
      ]
    : [];
  const selective = Object.entries(table.columns)
    .filter(([name, column]) => column.type === 'lookup' || isVisibility(table, name))
    .map(([name]) => name);
  const indexes = selective.map((column) => ({
    name: indexName(table, [column]),
    unique: false,
    columns: [{ column, descending: false }, ...order],
  }));
  if (newestFirst) indexes.push({ name: indexName(table, ['created_at']), unique: false, columns: order });
  const unique = (table.unique ?? []).map((columns) => ({
    name: indexName(table, ['unique', ...columns]),
    unique: true,
    columns: columns.map((column) => ({ column, descending: false })),
  }));
  return [...indexes, ...unique];
}
function isVisibility(table, column) {
  return column === 'visibility' || table.search?.visibility === column;
}
/** Parts are joined by two underscores and a table's name comes first, so names do not meet by accident. */
function indexName(table, parts) {
  return identifier(`_by__${table.name}__${parts.join('__')}`);
}
//# sourceMappingURL=indexes-of.js.map
