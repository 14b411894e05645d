import { createPostgresStore, createSqliteStore } from '../src/index.ts';
import { articleSearch, importDocuments, meanNdcg } from '../src/testing/article-search.ts';
import { startPostgresServer } from '../src/testing/postgres-server.ts';
import { readRelevanceSet } from '../src/testing/relevance-set.ts';

/**
 * Measures search: nDCG@10 on judged collections, as typed and misspelt, and the time a search takes.
 * Prints one line per collection; those that are not beside the checkout are passed over. On SQLite, or with
 * the argument `postgres` on PostgreSQL.
 */
const server = process.argv[2] === 'postgres' ? await startPostgresServer() : null;
for (const name of ['cranfield', 'adi-tiny', 'sumo-tb-linked']) {
  const set = readRelevanceSet(name);
  if (!set) {
    process.stdout.write(`${name}: not there\n`);
    continue;
  }
  const store = server
    ? createPostgresStore({ url: await server.createDatabase() })
    : createSqliteStore({ file: ':memory:' });
  const begun = performance.now();
  await importDocuments(store, set.documents);
  const imported = performance.now() - begun;
  const times: number[] = [];
  for (const { text } of set.queries) {
    const started = performance.now();
    await store.search(articleSearch(text, { limit: 10 }));
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const percentile = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  const figures = [
    `${set.documents.length} documents in ${Math.round(imported)} ms`,
    `nDCG@10 ${(await meanNdcg(store, set.queries, set)).toFixed(4)}`,
    ...(set.misspelt.length > 0 ? [`misspelt ${(await meanNdcg(store, set.misspelt, set)).toFixed(4)}`] : []),
    `search p50 ${percentile(0.5)} ms, p95 ${percentile(0.95)} ms, p99 ${percentile(0.99)} ms`,
  ];
  process.stdout.write(`${name}: ${figures.join('; ')}\n`);
  await store.close();
}
await server?.stop();
