import { sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import type { FtsClass } from './fts-tables.ts';
import { lexeme, lexemeStart, partsOf } from './lexemes.ts';

/** A word that is ranked by. */
export interface RankedWord {
  readonly word: string;
  /** Words that begin so count too. */
  readonly isPrefix: boolean;
}

/** Where the words asked about stand in a record: by lexeme, positions in its column. */
export interface Occurrences {
  readonly length: number;
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

/** Reads of some records where some words stand in them. Of a word of several parts the first speaks for it. */
export async function readOccurrences(
  database: Database,
  entry: FtsClass,
  rows: readonly number[],
  words: readonly RankedWord[],
): Promise<ReadonlyMap<number, Occurrences>> {
  const columns = entry.columns.map((_, at) => at);
  const forms = words.map(({ word, isPrefix }) => ({ word: firstPart(word), isPrefix }));
  const exact = forms.flatMap(({ word }) => columns.map((column) => lexeme(column, word)));
  const starts = forms.flatMap(({ word, isPrefix }) =>
    isPrefix ? columns.map((column) => lexemeStart(column, word)) : [],
  );
  const beginning = starts.length > 0 ? sql` or u.lexeme ^@ any(${starts}::text[])` : sql``;
  const query = sql<{ row: number; length: number; lexeme: string; positions: number[] | null }>`
    select f."row", f.length, u.lexeme, u.positions
    from ${sql.table(entry.index)} as f cross join lateral unnest(f.terms) as u(lexeme, positions, weights)
    where f."row" = any(${rows}::bigint[]) and (u.lexeme = any(${exact}::text[])${beginning})`;
  const found = new Map<number, { length: number; positions: Map<string, readonly number[]> }>();
  for (const { row, length, lexeme: key, positions } of (await query.execute(database)).rows) {
    const record = found.get(row) ?? { length, positions: new Map() };
    record.positions.set(key, positions ?? [0]);
    found.set(row, record);
  }
  return found;
}

/** How often a word stands in a record, each mention weighing what its column does. */
export function frequency(
  { positions }: Occurrences,
  { word, isPrefix }: RankedWord,
  weights: readonly number[],
): number {
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
export function pairFrequency(
  { positions }: Occurrences,
  [first, second]: readonly [string, string],
  weights: readonly number[],
): number {
  let sum = 0;
  weights.forEach((weight, column) => {
    const after = new Set(positions.get(lexeme(column, firstPart(second))));
    for (const at of positions.get(lexeme(column, firstPart(first))) ?? [])
      if (after.has(at + 1)) sum += weight;
  });
  return sum;
}

function firstPart(word: string): string {
  return partsOf(word)[0] ?? word;
}
