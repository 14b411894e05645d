import { createHash } from 'node:crypto';
import type { Made, SearchPlan, Store, WritePlan } from '@portico/adapter/store';
import { EVERYTHING, STANDARD_TABLES, type TableSchema } from '@portico/protocol';
import { ndcg, type RelevanceQuery, type RelevanceSet } from './relevance-set.ts';

const ARTICLE = STANDARD_TABLES.find((table) => table.name === 'article') as TableSchema;
const GRANT = {
  permission: 'everyone',
  filter: EVERYTHING,
  columns: new Set(['title', 'summary', 'keywords', 'body', 'source']),
};

/** Puts the documents of a collection into a store, as public articles. */
export async function importDocuments(store: Store, documents: RelevanceSet['documents']): Promise<void> {
  await store.open(STANDARD_TABLES);
  const at = '2026-01-01T00:00:00.000Z';
  const none = Object.fromEntries(Object.keys(ARTICLE.columns).map((column) => [column, null]));
  for (let from = 0; from < documents.length; from += 500) {
    const steps = documents.slice(from, from + 500).map((document) => ({
      type: 'create' as const,
      table: ARTICLE,
      record: {
        ...none,
        id: idOf(document.id),
        title: document.title ?? '',
        body: escaped(document.body ?? ''),
        source: document.id,
        visibility: 'public',
        created_at: at,
        updated_at: at,
      },
      allowed: EVERYTHING,
      references: [],
      onDuplicate: 'refuse' as const,
    }));
    await store.write({
      type: 'write',
      steps,
      result: { table: 'article', id: idOf('import') },
      audit: { event: 'import', contact: null, permission: null, at },
    } as unknown as Made<WritePlan>);
  }
}

/** The plan by which anyone searches all articles. */
export function articleSearch(text: string, rest: Partial<SearchPlan> = {}): Made<SearchPlan> {
  const projection = { table: ARTICLE, grants: [GRANT], select: ['source'], lookups: [], counts: [] };
  const plan: SearchPlan = {
    type: 'search',
    text,
    tables: [
      {
        projection,
        columns: ['title', 'keywords', 'summary', 'body'],
        classes: [{ visibility: 'public', grants: [GRANT], whole: true }],
        where: EVERYTHING,
        facets: [],
      },
    ],
    limit: 20,
    offset: 0,
    prefix: false,
    correct: true,
    completions: 0,
    ...rest,
  };
  return plan as Made<SearchPlan>;
}

/** Mean nDCG@10 of a store over queries. */
export async function meanNdcg(
  store: Store,
  queries: readonly RelevanceQuery[],
  { grades }: RelevanceSet,
): Promise<number> {
  let sum = 0;
  let judged = 0;
  for (const { id, text, exclude = [] } of queries) {
    const { hits } = await store.search(articleSearch(text));
    const ranking = hits
      .map((hit) => String(hit.record.source))
      .filter((source) => !exclude.includes(source));
    const value = ndcg(ranking, grades.get(id) ?? new Map());
    if (value === null) continue;
    sum += value;
    judged += 1;
  }
  return sum / judged;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
