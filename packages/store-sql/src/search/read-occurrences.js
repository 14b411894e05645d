import { sql } from 'kysely';
import { lexeme, lexemeStart, partsOf } from './lexemes.js';
/** Reads of some records where some words stand in them. Of a word of several parts the first speaks for it. */
export async function readOccurrences(database, entry, rows, words) {
  const columns = entry.columns.map((_, at) => at);
  const forms = words.map(({ word, isPrefix }) => ({ word: firstPart(word), isPrefix }));
  const exact = forms.flatMap(({ word }) => columns.map((column) => lexeme(column, word)));
  const starts = forms.flatMap(({ word, isPrefix }) =>
    isPrefix ? columns.map((column) => lexemeStart(column, word)) : [],
  );
  const beginning = starts.length > 0 ? sql` or u.lexeme ^@ any(${starts}::text[])` : sql``;
  const query = sql`
    select f."row", f.length, u.lexeme, u.positions
    from ${sql.table(entry.index)} as f cross join lateral unnest(f.terms) as u(lexeme, positions, weights)
    where f."row" = any(${rows}::bigint[]) and (u.lexeme = any(${exact}::text[])${beginning})`;
  const found = new Map();
  for (const { row, length, lexeme: key, positions } of (await query.execute(database)).rows) {
    const record = found.get(row) ?? { length, positions: new Map() };
    record.positions.set(key, positions ?? [0]);
    found.set(row, record);
  }
  return found;
}
/** How often a word stands in a record, each mention weighing what its column does. */
export function frequency({ positions }, { word, isPrefix }, weights) {
  const part = firstPart(word);
  let sum = 0;
  weights.forEach((weight, column) => {
    const exact = lexeme(column, part);
    sum += weight * (positions.get(exact)?.length ?? 0);
    if (!isPrefix) return;
    const start = lexemeStart(column, part);
    for (const [key, places] of positions)
      if (key !== exact && key.startsWith(start)) sum += weight * places.length;
  });
  return sum;
}
/** How often two words follow each other in a record. */
export function pairFrequency({ positions }, [first, second], weights) {
  let sum = 0;
  weights.forEach((weight, column) => {
    const after = new Set(positions.get(lexeme(column, firstPart(second))));
    for (const at of positions.get(lexeme(column, firstPart(first))) ?? [])
      if (after.has(at + 1)) sum += weight;
  });
  return sum;
}
function firstPart(word) {
  return partsOf(word)[0] ?? word;
}
//# sourceMappingURL=read-occurrences.js.map
