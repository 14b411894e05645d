import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSqliteStore } from '../create-sqlite-store.ts';
import { importDocuments, meanNdcg } from '../testing/article-search.ts';
import { ndcg, readRelevanceSet } from '../testing/relevance-set.ts';

/** Slightly below what `bench/relevance.ts` measures. Plain FTS5 reaches 0.366 and 0.316 on Cranfield, 0.495 on ADI. */
const FLOORS = [
  { name: 'adi-tiny', typed: 0.49, misspelt: 0 },
  { name: 'cranfield', typed: 0.395, misspelt: 0.39 },
];

for (const { name, typed, misspelt } of FLOORS) {
  const set = readRelevanceSet(name);
  const skip = set ? false : `needs ../shared/data/dev/relevance/${name}`;
  test(`ranks ${name} as well as it did, misspelt or not`, { skip }, async () => {
    if (!set) return;
    const store = createSqliteStore({ file: ':memory:' });
    await importDocuments(store, set.documents);
    const reached = await meanNdcg(store, set.queries, set);
    assert.ok(reached >= typed, `nDCG@10 is ${reached}`);
    if (set.misspelt.length > 0) {
      const corrected = await meanNdcg(store, set.misspelt, set);
      assert.ok(corrected >= misspelt, `misspelt, nDCG@10 is ${corrected}`);
    }
    await store.close();
  });
}

test('the measure is one for the best order, less for others, and nothing without relevant documents', () => {
  const grades = new Map([
    ['a', 3],
    ['b', 1],
  ]);
  assert.equal(ndcg(['a', 'b', 'c'], grades), 1);
  assert.ok((ndcg(['c', 'b', 'a'], grades) ?? 1) < 1);
  assert.equal(ndcg(['c'], grades), 0);
  assert.equal(ndcg(['a'], new Map([['a', 0]])), null);
});
