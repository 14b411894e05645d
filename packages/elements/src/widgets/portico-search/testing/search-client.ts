import type { PorticoClient, SearchRequest } from '@portico/client';
import type { Facet, SearchPage } from '@portico/protocol';
import { FakeClient } from '../../../testing/fake-client.ts';
import { fakeMatches } from '../../../testing/fake-matches.ts';

const ring =
  '<h2>The ring</h2><table><tr><th>Ring</th><th>Meaning</th></tr><tr><td>Amber</td><td>charging</td></tr></table>';

const articles = Array.from({ length: 14 }, (_, index) => ({
  id: `a${index}`,
  title:
    ['The battery does not charge', 'Store the battery in winter', 'Fly with a battery'][index] ??
    `Battery note ${index}`,
  summary: 'Find out in five minutes whether it is the socket, the charger or the battery.',
  body: `<p>Work through these in order.</p>${ring}`,
  category:
    index % 3 === 0
      ? lookup('category', 'care', 'Care')
      : lookup('category', 'battery', 'Battery and charging'),
  product: index % 2 === 0 ? 'Keel 500' : 'Jetty 300',
  locale: 'en',
  updated_at: '2026-04-08T08:00:00.000Z',
}));

const threads = [
  {
    id: 't0',
    title: 'Battery range in the cold',
    body: 'Has anyone measured it?',
    forum: lookup('forum', 'riding', 'Riding'),
    product: 'Keel 500',
    updated_at: '2026-05-01T08:00:00.000Z',
  },
];

/** A fake client that finds articles and threads about batteries, and has the facets, filters and completions of an adapter. */
export class SearchClient extends FakeClient {
  completions: readonly string[] = ['battery charger', 'battery range'];
  correctedQuery: string | null = null;
  /** What was asked of {@link search}. */
  readonly requests: SearchRequest[] = [];

  constructor() {
    super({ records: { article: articles, thread: threads } });
  }

  override async search(...[request, options]: Parameters<PorticoClient['search']>): Promise<SearchPage> {
    this.requests.push(request);
    const { filter, limit = 20, cursor, ...rest } = request;
    const found = await super.search({ ...rest, q: this.correctedQuery ?? request.q, limit: 100 }, options);
    const all = found.hits.filter(
      ({ values }) => !filter || fakeMatches(filter, values as never, () => undefined),
    );
    const from = Number(cursor?.slice(1) ?? 0);
    return {
      hits: all.slice(from, from + limit),
      count: all.length,
      facets: request.facets
        ? [
            facet(all, 'article', 'category', 'Category'),
            facet(all, 'article', 'product', 'Product'),
            facet(all, 'thread', 'forum', 'Forum'),
          ]
        : [],
      correctedQuery: this.correctedQuery,
      cursor: from + limit < all.length ? `@${from + limit}` : null,
    };
  }

  override async suggest(...args: Parameters<PorticoClient['suggest']>) {
    const { hits } = await super.suggest(...args);
    return { completions: this.completions.filter((text) => text.startsWith(args[0])), hits };
  }
}

function lookup(table: string, id: string, label: string) {
  return { id, table, label };
}

function facet(hits: SearchPage['hits'], table: string, column: string, label: string): Facet {
  const counts = new Map<string, { label: string; count: number }>();
  for (const hit of hits) {
    const cell = hit.values[column];
    if (hit.table !== table || cell === null || cell === undefined) continue;
    const [value, text] =
      typeof cell === 'object' ? [cell.id, cell.label ?? ''] : [String(cell), String(cell)];
    counts.set(value, { label: text, count: (counts.get(value)?.count ?? 0) + 1 });
  }
  return { table, column, label, values: [...counts].map(([value, rest]) => ({ value, ...rest })) };
}
