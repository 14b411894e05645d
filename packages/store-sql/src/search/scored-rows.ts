import { stem } from '@portico/adapter/store';
import { type RawBuilder, sql } from 'kysely';
import { B, type ClassSize, K1 } from './bm25.ts';
import type { FtsClass } from './fts-tables.ts';
import { partsOf, phraseText, shortened, stemStart } from './lexemes.ts';
import { countColumn, wordsTable } from './tsvector-index.ts';
import { phraseIn } from './tsvector-query.ts';

/** A word that records are scored by. */
export interface WeighedWord {
  readonly word: string;
  /** What it tells by its rarity; of an unfinished one, and one that is several in the index, only the statement finds out. */
  readonly weight: number;
  readonly isPrefix: boolean;
  /** A record must have one of those that are. */
  readonly needed: boolean;
}

/** Statement that gives `row` and `score` of the records with some of the words: BM25 as in `bm25.ts`. `rows`: of these only. */
export function scoredRows(
  entry: FtsClass,
  words: readonly WeighedWord[],
  size: ClassSize,
  rows: readonly number[] | null = null,
): RawBuilder<unknown> {
  const single = words.filter(({ word, isPrefix }) => !isPrefix && partsOf(word).length === 1);
  const parts = words.filter((word) => !single.includes(word)).map((word) => uncounted(entry, word, size));
  if (single.length > 0) parts.unshift(counted(entry, single, rows));
  const share = sql`${1 - B} + ${B}::double precision * s.length / ${size.meanLength || 1}::double precision`;
  return sql`select s."row", sum(s.weight * s.frequency * ${K1 + 1}::double precision / (s.frequency + ${K1}::double precision * (${share}))) as score
    from (${sql.join(parts, sql` union all `)}) as s group by s."row" having bool_or(s.needed)`;
}

/** Words of one stem are one word to the index. */
function counted(
  entry: FtsClass,
  words: readonly WeighedWord[],
  rows: readonly number[] | null,
): RawBuilder<unknown> {
  const stems = new Map<string, { weight: number; needed: boolean }>();
  for (const { word, weight, needed } of words) {
    const key = shortened(stem(word));
    const known = stems.get(key) ?? { weight: 0, needed: false };
    stems.set(key, { weight: known.weight + weight, needed: known.needed || needed });
  }
  const values = [...stems.values()];
  // Nothing is added but a reason to look at all records of the words: to look each up by itself takes longer.
  const among = rows ? sql`where w."row" + 0 = any(${rows}::bigint[])` : sql``;
  return sql`select t.weight, t.needed, w."row", w.length, sum(${frequency(entry)}) as frequency
    from unnest(${[...stems.keys()]}::text[], ${values.map(({ weight }) => weight)}::double precision[], ${values.map(({ needed }) => needed)}::boolean[]) as t(stem, weight, needed)
      join ${sql.table(wordsTable(entry.index))} as w on w.stem = t.stem collate "C" ${among}
    group by t.stem, t.weight, t.needed, w."row", w.length`;
}

/** A word of which it is not known yet how many records have it: one that is unfinished, or is several in the index. */
function uncounted(
  entry: FtsClass,
  { word, isPrefix, needed }: WeighedWord,
  { size }: ClassSize,
): RawBuilder<unknown> {
  const found =
    partsOf(word).length === 1 ? beginningWith(entry, stemStart(word)) : havingPhrase(entry, word, isPrefix);
  return sql`select greatest(1e-6, ln((${size}::double precision - p.records + 0.5) / (p.records + 0.5))) as weight, ${needed}::boolean as needed, p."row", p.length, p.frequency
    from (${found}) as p`;
}

function beginningWith(entry: FtsClass, start: string): RawBuilder<unknown> {
  return sql`select w."row", w.length, sum(${frequency(entry)}) as frequency, count(*) over () as records
    from ${sql.table(wordsTable(entry.index))} as w
    where w.stem >= ${start} and w.stem < ${`${start}\u{10ffff}`} group by w."row", w.length`;
}

/** How often a phrase stands in a text is by how much the text is shorter without it. */
function havingPhrase(entry: FtsClass, word: string, isPrefix: boolean): RawBuilder<unknown> {
  // With two spaces between words, a phrase and the next one share none.
  const text = phraseText(partsOf(word)).replaceAll(' ', '  ');
  const phrase = isPrefix ? text.slice(0, -2) : text.slice(1, -1);
  const counts = entry.columns.map((name, column) => {
    const inColumn = sql`replace(coalesce(f.phrases[${column + 1}::integer], ''), ' ', '  ')`;
    const count = sql`(length(${inColumn}) - length(replace(${inColumn}, ${phrase}, '')))::double precision / length(${phrase})`;
    return sql`${weightOf(entry, name)}::double precision * ${count}`;
  });
  const columns = entry.columns.map((_, column) => column);
  return sql`select f."row", f.length, ${sql.join(counts, sql` + `)} as frequency, count(*) over () as records
    from ${sql.table(entry.index)} as f where ${phraseIn(columns, word, isPrefix)}`;
}

function frequency(entry: FtsClass): RawBuilder<number> {
  const counts = entry.columns.map(
    (name, column) => sql`${weightOf(entry, name)}::double precision * w.${countColumn(column)}`,
  );
  return sql<number>`(${sql.join(counts, sql` + `)})`;
}

export function weightOf(entry: FtsClass, column: string): number {
  return entry.table.search?.weights[column] ?? 1;
}
