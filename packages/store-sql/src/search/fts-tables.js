import { identifier } from '../read/identifier.js';
export function ftsClasses(table) {
  const { search } = table;
  const visibility = search && table.columns[search.visibility];
  if (!search || visibility?.type !== 'choice') return [];
  return visibility.choices.map(({ value }) => ftsClass(table, value));
}
export function ftsClass(table, visibility) {
  const index = identifier(`_fts__${table.name}__${encoded(visibility)}`);
  const name = index.slice('_fts__'.length);
  return {
    table,
    visibility,
    columns: Object.keys(table.search?.weights ?? {}),
    index,
    stems: `_stems__${name}`,
    words: `_words__${name}`,
    vocabulary: `_vocabulary__${name}`,
  };
}
/** Columns are prefixed in the index, where `rank` and `rowid` mean something else. */
export function ftsColumn(column) {
  return `c_${column}`;
}
/** A choice value as part of a name; different values give different names. */
function encoded(value) {
  return value.replace(/[^a-z0-9]/g, (letter) => `_${letter.charCodeAt(0).toString(16)}_`);
}
//# sourceMappingURL=fts-tables.js.map
