import { DEFAULT_LIMIT, parseNames, type SearchPage, type Suggestions } from '@portico/protocol';
import { z } from 'zod';
import { searchPage, suggestions } from '../openapi/answer-schemas.ts';
import { formatOffset, parseOffset, queryFingerprint } from '../request/cursor.ts';
import { readFilter } from '../request/read-filter.ts';
import { readParameters, wholeNumber } from '../request/read-parameters.ts';
import { MAX_QUERY_LENGTH } from '../search/tokenize.ts';
import { jsonResponse } from './json-response.ts';
import type { Route } from './route.ts';
import { facetsOf, hitsOf } from './search-hits.ts';

const SUGGESTED = 6;
const MAX_HITS = 50;
/** Nobody reads further, and no store ranks further. */
const MAX_OFFSET = 1000;

const text = z
  .string()
  .max(1000)
  .describe(`What to look for; only the first ${MAX_QUERY_LENGTH} characters and 16 words count.`);

const searchParameters = z.strictObject({
  q: text,
  tables: z.string().min(1).max(1000).optional().describe('Tables to search, comma-separated; absent: all.'),
  limit: wholeNumber(1, MAX_HITS).optional().describe('Hits per page; default 20.'),
  cursor: z.string().min(1).max(8192).optional().describe('Opaque, from the page before.'),
  facets: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe('`true`, or the facet columns wanted, comma-separated.'),
  filter: z
    .string()
    .max(8192)
    .optional()
    .describe('A Filter as JSON, of columns that all tables searched have.'),
});

/** Ranked, highlighted hits, of records the caller may read. */
export const searchRoute: Route = {
  operation: 'search',
  method: 'GET',
  path: '/v1/search',
  description: {
    summary: 'Ranked, highlighted hits with exact count and facets, all within what the caller may read.',
    parameters: searchParameters,
    answers: [{ status: 200, description: 'A page of hits.', content: { 'application/json': searchPage } }],
    problems: ['invalid_parameter', 'invalid_cursor', 'invalid_filter', 'unknown_column'],
  },
  handle: async ({ subject, planner, store, url, site }) => {
    const parameters = readParameters(url, searchParameters);
    // Which of them can be searched is for the plan to say: to a stranger they are all unknown.
    const tables = parameters.tables === undefined ? undefined : parseNames(parameters.tables);
    const filter = parameters.filter === undefined ? undefined : readFilter(parameters.filter);
    const facets = readFacets(parameters.facets);
    const limit = parameters.limit ?? DEFAULT_LIMIT;
    const query = await queryFingerprint('search', [parameters.q, tables ?? null, filter ?? null]);
    const offset = parameters.cursor === undefined ? 0 : parseOffset(query, parameters.cursor);
    const plan = planner.search(subject, {
      text: parameters.q.slice(0, MAX_QUERY_LENGTH).toWellFormed(),
      facets: facets !== null,
      limit,
      offset,
      mode: 'search',
      ...(tables ? { tables } : {}),
      ...(filter ? { filter } : {}),
    });
    const result = await store.search(plan);
    const page: SearchPage = {
      hits: hitsOf(result, site),
      count: result.count,
      facets: facetsOf(result, site).filter(({ column }) => facets === 'all' || facets?.includes(column)),
      correctedQuery: result.corrected,
      cursor: result.more && offset + limit <= MAX_OFFSET ? formatOffset(query, offset + limit) : null,
    };
    return jsonResponse(page);
  },
};

const suggestParameters = z.strictObject({ q: text });

/** What to offer while someone types. */
export const suggestRoute: Route = {
  operation: 'suggest',
  method: 'GET',
  path: '/v1/suggest',
  description: {
    summary: 'Completions of an unfinished query, and the best hits so far.',
    parameters: suggestParameters,
    answers: [{ status: 200, description: 'Suggestions.', content: { 'application/json': suggestions } }],
    problems: ['invalid_parameter'],
  },
  handle: async ({ subject, planner, store, url, site }) => {
    const { q } = readParameters(url, suggestParameters);
    const result = await store.search(
      planner.search(subject, {
        text: q.slice(0, MAX_QUERY_LENGTH).toWellFormed(),
        facets: false,
        limit: SUGGESTED,
        offset: 0,
        mode: 'suggest',
      }),
    );
    const answer: Suggestions = { completions: result.completions, hits: hitsOf(result, site) };
    return jsonResponse(answer);
  },
};

function readFacets(value: string | undefined): 'all' | readonly string[] | null {
  if (value === undefined || value === 'false') return null;
  return value === 'true' ? 'all' : parseNames(value);
}
