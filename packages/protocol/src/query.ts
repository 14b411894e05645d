import type { Filter } from './filter.ts';
import { ProtocolError } from './problem.ts';

export interface Sort {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** What a client asks of a list. Unknown parameters are refused, never ignored. */
export interface RecordQuery {
  /** Columns to return; absent: all the reader may read. */
  readonly select?: readonly string[];
  readonly filter?: Filter;
  /** Empty cells come last in either direction; ties fall to the id. */
  readonly sort?: readonly Sort[];
  /** 1 to 100, default 20. */
  readonly limit?: number;
  /** Opaque, from the page before; only good for the same query. */
  readonly cursor?: string;
  /** Ask for the exact number of matching records the reader may see. */
  readonly count?: boolean;
  /** Lookups whose records to return in place. */
  readonly expand?: readonly string[];
}

export const MAX_LIMIT = 100;
export const DEFAULT_LIMIT = 20;

/** The query as URL parameters: `select=a,b&sort=-created_at,title&filter={…}&count=true`. */
export function formatRecordQuery(query: RecordQuery): URLSearchParams {
  const parameters = new URLSearchParams();
  if (query.select) parameters.set('select', query.select.join(','));
  if (query.filter) parameters.set('filter', JSON.stringify(query.filter));
  if (query.sort?.length) {
    parameters.set(
      'sort',
      query.sort.map((sort) => (sort.direction === 'desc' ? '-' : '') + sort.column).join(','),
    );
  }
  if (query.limit !== undefined) parameters.set('limit', String(query.limit));
  if (query.cursor) parameters.set('cursor', query.cursor);
  if (query.count) parameters.set('count', 'true');
  if (query.expand?.length) parameters.set('expand', query.expand.join(','));
  return parameters;
}

/** Reads a comma-separated list of column names, with `-` before a descending sort column. */
export function parseSort(text: string): Sort[] {
  return parseNames(text).map((name) =>
    name.startsWith('-') ? { column: name.slice(1), direction: 'desc' } : { column: name, direction: 'asc' },
  );
}

export function parseNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => name === ''))
    throw new ProtocolError('invalid_parameter', 'A list of names has an empty entry.');
  if (new Set(names).size !== names.length)
    throw new ProtocolError('invalid_parameter', 'A list of names repeats an entry.');
  return names;
}
