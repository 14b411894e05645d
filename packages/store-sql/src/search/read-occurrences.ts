import { sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import type { FtsClass } from './fts-tables.ts';
import { lexeme, lexemeStart, partsOf } from './lexemes.ts';

/** A word that is ranked by. */
export interface RankedWord {
  readonly word: string;
  /** What it is in the index, by column. Of a word of several parts the first speaks for it. */
  readonly lexemes: readonly string[];
  /** What the words it may become begin with, by column; null when it is finished. */
  readonly starts: readonly string[] | null;
}

export function rankedWord(entry: FtsClass, word: string, isPrefix: boolean): RankedWord {
  const first = partsOf(word)[0] ?? word;
  return {
    word,
    lexemes: entry.columns.map((_, column) => lexeme(column, first)),
    starts: isPrefix ? entry.columns.map((_, column) => lexemeStart(column, first)) : null,
  };
}

/** Where the words asked about stand in a record: by lexeme, positions in its column. */
export interface Occurrences {
  readonly length: number;
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

/** Reads of some records where some words stand in them. */
export async function readOccurrences(
  database: Database,
  entry: FtsClass,
  rows: readonly number[],
  words: readonly RankedWord[],
): Promise<ReadonlyMap<number, Occurrences>> {
  const exact = words.flatMap(({ lexemes }) => lexemes);
  const starts = words.flatMap((word) => word.starts ?? []);
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
  { lexemes, starts }: RankedWord,
  weights: readonly number[],
): number {
  let sum = 0;
  weights.forEach((weight, column) => {
    const exact = lexemes[column] as string;
    sum += weight * (positions.get(exact)?.length ?? 0);
    const start = starts?.[column];
    if (start === undefined) return;
    for (const [key, places] of positions)
      if (key !== exact && key.startsWith(start)) sum += weight * places.length;
  });
  return sum;
}

/** How often two words follow each other in a record. */
export function pairFrequency(
  { positions }: Occurrences,
  [first, second]: readonly [RankedWord, RankedWord],
  weights: readonly number[],
): number {
  let sum = 0;
  weights.forEach((weight, column) => {
    const before = positions.get(first.lexemes[column] as string);
    const after = before && positions.get(second.lexemes[column] as string);
    if (!before || !after) return;
    for (const at of before) if (after.includes(at + 1)) sum += weight;
  });
  return sum;
}
