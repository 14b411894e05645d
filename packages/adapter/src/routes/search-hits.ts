import type { CellValue, Facet, SearchHit, TableRecord, TableSchema, TextSegment } from '@portico/protocol';
import { columnOf, type Site } from '../config/site.ts';
import { htmlToText } from '../html/html-to-text.ts';
import { highlight } from '../search/highlight.ts';
import type { SearchResult } from '../store/store.ts';

/** UTF-16 code units of an excerpt, and of the HTML it is looked for in. */
const EXCERPT = 220;
const EXCERPT_SOURCE = 200_000;

/**
 * What a store found, as it is shown. Marks and excerpts are made of the cells of the answer, which hold
 * only what the searcher may read, so they cannot tell of anything else.
 */
export function hitsOf(result: SearchResult, site: Site): SearchHit[] {
  return result.hits.flatMap(({ table: name, record }) => {
    const table = site.tables.get(name);
    return table ? [hitOf(table, record, result.terms)] : [];
  });
}

function hitOf(table: TableSchema, record: TableRecord, terms: readonly string[]): SearchHit {
  const excerpt = table.search?.excerpt ?? table.title;
  return {
    table: table.name,
    id: record.id,
    title: highlight(textOf(table, record, table.title), terms),
    excerpt: segmentsOf(textOf(table, record, excerpt), terms),
    values: Object.fromEntries(
      valueColumns(table).flatMap((name): [string, CellValue][] => {
        const cell = record[name];
        return cell === undefined ? [] : [[name, cell]];
      }),
    ),
  };
}

function segmentsOf(text: string, terms: readonly string[]): TextSegment[] {
  return text === '' ? [] : highlight(text, terms, { length: EXCERPT });
}

/** A cell as plain text; empty when it is empty or may not be read. */
function textOf(table: TableSchema, record: TableRecord, name: string): string {
  const cell = record[name];
  if (typeof cell !== 'string') return '';
  return columnOf(table, name)?.type === 'html' ? htmlToText(cell.slice(0, EXCERPT_SOURCE)) : cell;
}

/** Facet columns and dates: what a list of hits shows beside each. */
function valueColumns(table: TableSchema): string[] {
  const dates = Object.entries(table.columns).filter(
    ([, { type }]) => type === 'date' || type === 'datetime',
  );
  return [...new Set([...(table.search?.facets ?? []), ...dates.map(([name]) => name)])];
}

/** Counted values with labels: of the choice, of the record a lookup points to, or the value itself. */
export function facetsOf(result: SearchResult, site: Site): Facet[] {
  return result.facets.flatMap(({ table: name, column, values }) => {
    const table = site.tables.get(name);
    const schema = table && columnOf(table, column);
    if (!schema) return [];
    const choices = schema.type === 'choice' ? schema.choices : [];
    const labelled = values.map(({ value, label, count }) => ({
      value,
      label: label ?? choices.find((choice) => choice.value === value)?.label ?? String(value ?? ''),
      count,
    }));
    return [{ table: name, column, label: schema.label, values: labelled }];
  });
}
