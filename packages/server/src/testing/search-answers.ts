import { createPlanner, type Site, type Subject } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import { realQueries, unfinished } from './real-queries.ts';

const ANYBODY: Subject = {
  key: 'anonymous',
  authenticated: false,
  contact: null,
  account: null,
  webRoles: new Set(['anonymous']),
  displayName: null,
  expiresAt: null,
};

/** As many as a page may have, and as many as are suggested. */
const HITS = { search: 50, suggest: 6 } as const;

/** What a store answers to one query: each part as text, to be compared. */
export interface SearchAnswer {
  readonly mode: 'search' | 'suggest';
  readonly text: string;
  readonly hits: string;
  readonly count: number;
  readonly facets: string;
  readonly corrected: string | null;
  readonly completions: string;
}

/** Asks a store all real queries, finished and while they are being typed, for somebody who has not signed in. */
export async function searchAnswers(store: Store, site: Site): Promise<readonly SearchAnswer[]> {
  const planner = createPlanner(site);
  const answers: SearchAnswer[] = [];
  for (const mode of ['search', 'suggest'] as const) {
    for (const query of realQueries()) {
      const text = mode === 'search' ? query : unfinished(query);
      const rest = { facets: mode === 'search', limit: HITS[mode], offset: 0, mode };
      const found = await store.search(planner.search(ANYBODY, { text, ...rest }));
      answers.push({
        mode,
        text,
        hits: found.hits.map(({ table, record }) => `${table} ${record.id}`).join('\n'),
        count: found.count,
        facets: JSON.stringify(found.facets),
        corrected: found.corrected,
        completions: found.completions.join(' '),
      });
    }
  }
  return answers;
}
