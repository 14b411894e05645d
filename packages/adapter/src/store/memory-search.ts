import type { StoredRecord, StoredValue } from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import { compareValues } from '../filter/compare-values.ts';
import { htmlToText } from '../html/html-to-text.ts';
import type { SearchPlan, SearchTablePlan } from '../plan/plan.ts';
import { tokenize, wordsOf } from '../search/tokenize.ts';
import { isVisible } from './etag-of.ts';
import { present, readRecord } from './memory-read.ts';
import type { MemoryRecords } from './memory-records.ts';
import { completionsOf, correctTerms, type Vocabulary } from './memory-vocabulary.ts';
import { labelOf } from './present-record.ts';
import type { SearchResult } from './store.ts';

/** Most values of one facet, the most frequent ones. */
export const MAX_FACET_VALUES = 50;

interface Hit {
  readonly plan: SearchTablePlan;
  readonly record: StoredRecord;
  /** For each grant of the projection. */
  readonly holds: readonly boolean[];
  readonly score: number;
}

/**
 * Search by reading every record: one is found when any word of the query stands in a column that the
 * searcher may read in this very record. The score counts words by the weights of such columns and knows no
 * statistics, so it says nothing of other records.
 */
export function searchRecords(records: MemoryRecords, plan: SearchPlan): SearchResult {
  let terms = tokenize(plan.text);
  let hits = findHits(records, plan, terms);
  let corrected: string | null = null;
  if (hits.length === 0 && plan.correct) {
    const better = correctTerms(terms, vocabularyOf(records, plan));
    const found = better ? findHits(records, plan, better) : [];
    if (better && found.length > 0) {
      hits = found;
      terms = better;
      corrected = better.join(' ');
    }
  }
  const page = hits.slice(plan.offset, plan.offset + plan.limit);
  const last = terms.at(-1);
  return {
    hits: page.flatMap(({ plan: { projection }, record }) => {
      const shown = present(records, projection, record);
      return shown ? [{ table: projection.table.name, record: shown }] : [];
    }),
    count: hits.length,
    facets: plan.tables.flatMap((table) =>
      table.facets.map((column) => ({
        table: table.projection.table.name,
        column,
        values: countValues(records, table, column, hits),
      })),
    ),
    terms,
    corrected,
    completions:
      plan.completions > 0 && last ? completionsOf(last, vocabularyOf(records, plan), plan.completions) : [],
    more: plan.offset + page.length < hits.length,
  };
}

function findHits(records: MemoryRecords, plan: SearchPlan, terms: readonly string[]): Hit[] {
  const hits: Hit[] = [];
  for (const table of plan.tables) {
    for (const { record, holds } of searchable(records, table)) {
      const score = scoreOf(table, record, holds, terms, plan.prefix);
      if (score > 0) hits.push({ plan: table, record, holds, score });
    }
  }
  return hits.sort((a, b) => b.score - a.score || compareValues(a.record.id, b.record.id));
}

/** Visible records of the classes, within the visitor's filter. */
function* searchable(
  records: MemoryRecords,
  { projection, classes, where }: SearchTablePlan,
): Generator<{ readonly record: StoredRecord; readonly holds: readonly boolean[] }> {
  const { table, grants } = projection;
  const visibility = table.search?.visibility ?? '';
  const searched = new Set<StoredValue>(classes.map((plan) => plan.visibility));
  for (const record of records.all(table.name)) {
    if (!searched.has(record[visibility] ?? null)) continue;
    const { holds } = readRecord(records, table.name, grants, record);
    if (holds.includes(true) && records.matches(table.name, where, record)) yield { record, holds };
  }
}

function scoreOf(
  { projection, columns }: SearchTablePlan,
  record: StoredRecord,
  holds: readonly boolean[],
  terms: readonly string[],
  prefix: boolean,
): number {
  let score = 0;
  for (const column of columns) {
    if (!isVisible(projection.grants, holds, column)) continue;
    const words = wordsIn(projection.table.columns[column]?.type === 'html', record, column);
    const weight = projection.table.search?.weights[column] ?? 1;
    for (const [index, term] of terms.entries()) {
      const unfinished = prefix && index === terms.length - 1;
      if (words.has(term) || (unfinished && words.values().some((word) => word.startsWith(term))))
        score += weight;
    }
  }
  return score;
}

/** Words of the classes of which the searcher may read every indexed cell, and how many records have each. */
function vocabularyOf(records: MemoryRecords, plan: SearchPlan): Vocabulary {
  const vocabulary = new Map<string, number>();
  for (const { projection, classes } of plan.tables) {
    const { table } = projection;
    const whole = new Set<StoredValue>(
      classes.filter((entry) => entry.whole).map((entry) => entry.visibility),
    );
    for (const record of records.all(table.name)) {
      if (!whole.has(record[table.search?.visibility ?? ''] ?? null)) continue;
      const words = new Set<string>();
      for (const column of Object.keys(table.search?.weights ?? {})) {
        for (const word of wordsIn(columnOf(table, column)?.type === 'html', record, column)) words.add(word);
      }
      for (const word of words) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
    }
  }
  return vocabulary;
}

function countValues(
  records: MemoryRecords,
  table: SearchTablePlan,
  column: string,
  hits: readonly Hit[],
): SearchResult['facets'][number]['values'] {
  const counts = new Map<NonNullable<StoredValue>, number>();
  for (const { plan, record, holds } of hits) {
    const value = record[column] ?? null;
    if (plan !== table || value === null || !isVisible(table.projection.grants, holds, column)) continue;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || compareValues(a, b))
    .slice(0, MAX_FACET_VALUES)
    .map(([value, count]) => ({ value, label: facetLabel(records, table, column, value), count }));
}

function facetLabel(
  records: MemoryRecords,
  { projection }: SearchTablePlan,
  name: string,
  value: NonNullable<StoredValue>,
): string | null {
  const column = columnOf(projection.table, name);
  if (column?.type === 'choice')
    return column.choices.find((choice) => choice.value === value)?.label ?? String(value);
  if (column?.type !== 'lookup') return String(value);
  const plan = projection.lookups.find((lookup) => lookup.column === name);
  const target = plan && records.find(plan.target.name, String(value));
  return target ? labelOf(plan, readRecord(records, plan.target.name, plan.grants, target)) : null;
}

/** Records never change in place, so the words of one are found once. */
const wordCache = new WeakMap<StoredRecord, Map<string, ReadonlySet<string>>>();

function wordsIn(html: boolean, record: StoredRecord, column: string): ReadonlySet<string> {
  let ofRecord = wordCache.get(record);
  if (!ofRecord) {
    ofRecord = new Map();
    wordCache.set(record, ofRecord);
  }
  let words = ofRecord.get(column);
  if (!words) {
    const cell = record[column];
    const text = typeof cell === 'string' ? (html ? htmlToText(cell) : cell) : '';
    words = new Set(wordsOf(text).map((word) => word.token));
    ofRecord.set(column, words);
  }
  return words;
}
