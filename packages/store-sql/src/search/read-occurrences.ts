import { sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import type { FtsClass } from './fts-tables.ts';
import { lexeme, partsOf } from './lexemes.ts';

/** Where the words asked about stand in a record: by lexeme, positions in its column. */
export interface Occurrences {
  readonly length: number;
  readonly positions: ReadonlyMap<string, readonly number[]>;
}

/** Reads of some records where some words stand in them; those that have none of them are absent. */
export async function readOccurrences(
  database: Database,
  entry: FtsClass,
  rows: readonly number[],
  words: readonly string[],
): Promise<ReadonlyMap<number, Occurrences>> {
  const parts = [...new Set(words.flatMap(partsOf))];
  const lexemes = parts.flatMap((part) => entry.columns.map((_, column) => lexeme(column, part)));
  const query = sql<{ row: number; length: number; lexeme: string; positions: number[] | null }>`
    select f."row", f.length, u.lexeme, u.positions
    from ${sql.table(entry.index)} as f cross join lateral unnest(f.terms) as u(lexeme, positions, weights)
    where f."row" = any(${rows}::bigint[]) and u.lexeme = any(${lexemes}::text[])`;
  const found = new Map<number, { length: number; positions: Map<string, readonly number[]> }>();
  for (const { row, length, lexeme: key, positions } of (await query.execute(database)).rows) {
    const record = found.get(row) ?? { length, positions: new Map() };
    record.positions.set(key, positions ?? []);
    found.set(row, record);
  }
  return found;
}

/** How often words stand one right after the other in a record, each time weighing what its column does. */
export function phraseFrequency(
  { positions }: Occurrences,
  phrase: string,
  weights: readonly number[],
): number {
  const parts = partsOf(phrase);
  let sum = 0;
  weights.forEach((weight, column) => {
    const [first, ...others] = parts.map((part) => positions.get(lexeme(column, part)) ?? []);
    for (const at of first ?? [])
      if (others.every((places, after) => places.includes(at + 1 + after))) sum += weight;
  });
  return sum;
}
