import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { SearchPlan } from '@portico/adapter/store';
import { createSqliteStore } from '../create-sqlite-store.ts';
import { SearchThread } from './search-thread.ts';

const PLAN: SearchPlan = {
  type: 'search',
  text: 'brake',
  tables: [],
  limit: 10,
  offset: 0,
  prefix: false,
  correct: false,
  completions: 0,
};

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-thread-'));
  const store = createSqliteStore({ file: join(folder, 'records.db') });
  await store.open([]);
  await store.close();
});
after(() => rm(folder, { recursive: true }));

const thread = () => new SearchThread(join(folder, 'records.db'), 1024);

test('searches are answered, each with its own answer', async () => {
  const searches = thread();
  const tables = new Map();
  const results = await Promise.all([PLAN, PLAN, PLAN].map((plan) => searches.search(plan, tables)));
  assert.deepEqual(
    results.map(({ count }) => count),
    [0, 0, 0],
  );
  await searches.close();
});

test('whoever still waits is told when the store is closed', async () => {
  const searches = thread();
  const waiting = searches.search(PLAN, new Map());
  await Promise.all([assert.rejects(waiting, /closed/), searches.close()]);
});

test('whoever still waits is told when the store is opened again with other tables', async () => {
  const searches = thread();
  const waiting = searches.search(PLAN, new Map());
  const later = searches.search(PLAN, new Map());
  await assert.rejects(waiting, /opened again/);
  assert.equal((await later).count, 0);
  await searches.close();
});
