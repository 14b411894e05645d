import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { Store } from '@portico/adapter/store';
import {
  EVERYTHING,
  eq,
  isProtocolError,
  NOTHING,
  STANDARD_TABLES,
  type TableSchema,
} from '@portico/protocol';
import { createSqliteStore } from './create-sqlite-store.ts';
import { articleSearch, importDocuments } from './testing/article-search.ts';
import { NOTE } from './testing/notes.ts';
import { listAll } from './testing/read-plans.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { createStep, idOf, writePlan } from './testing/write-plans.ts';

async function openNotes(): Promise<Store> {
  const store = createSqliteStore({ file: ':memory:' });
  await store.open([NOTE]);
  return store;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => assert.fail('nothing was refused'),
    (reason: unknown) => reason,
  );
  return isProtocolError(error) ? error.code : String(error);
}

test('writes sent together succeed and fail each for itself', async () => {
  const store = await openNotes();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 200 }, (_, at) => {
      const allowed = at % 3 === 0 ? NOTHING : EVERYTHING;
      const step = createStep(NOTE, { id: idOf(at), title: `note ${at}` }, { allowed });
      return store.write(writePlan([step]));
    }),
  );
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    outcomes.map((_, at) => (at % 3 === 0 ? 'rejected' : 'fulfilled')),
  );
  const { count, records } = await store.list(listAll(NOTE, { limit: 100 }));
  assert.equal(count, 133);
  // A refused write takes no number.
  assert.deepEqual(records.map(({ number }) => number).sort()[0], 'N-00001');
  await store.close();
});

test('numbers go on after one that an import brought along', async () => {
  const store = await openNotes();
  await store.write(writePlan([createStep(NOTE, { id: idOf(1), title: 'old', number: 'N-00041' })]));
  await store.write(writePlan([createStep(NOTE, { id: idOf(2), title: 'new' })]));
  const { records } = await store.list(listAll(NOTE, { where: eq('title', 'new') }));
  assert.equal(records[0]?.number, 'N-00042');
  await store.close();
});

test('a write waits for another process that holds the lock, without holding up reads', async (t) => {
  const file = join(await temporaryFolder(t), 'locked.db');
  const store = createSqliteStore({ file });
  await store.open([NOTE]);
  const other = new DatabaseSync(file);
  other.exec('begin immediate');
  let written = false;
  const write = store.write(writePlan([createStep(NOTE, { id: idOf(1), title: 'a' })])).then(() => {
    written = true;
  });
  for (let reads = 0; reads < 20; reads += 1) {
    assert.equal((await store.list(listAll(NOTE))).count, 0);
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal(written, false);
  other.exec('commit');
  await write;
  assert.equal((await store.list(listAll(NOTE))).count, 1);
  other.close();
  await store.close();
});

test('a list of own records, newest first, walks one index and sorts nothing', async (t) => {
  const file = join(await temporaryFolder(t), 'plan.db');
  const store = createSqliteStore({ file });
  await store.open(STANDARD_TABLES);
  await store.close();
  const database = new DatabaseSync(file);
  const steps = database
    .prepare(
      'explain query plan select id from "case" as r where contact = ? order by created_at desc nulls last, id asc limit 21',
    )
    .all('x')
    .map((row) => String(row.detail));
  database.close();
  assert.equal(steps.length, 1, steps.join('; '));
  assert.match(steps[0] ?? '', /USING (COVERING )?INDEX _by__case__contact/);
});

test('a search completes the last word and finds what it may become', async () => {
  const store = createSqliteStore({ file: ':memory:' });
  await importDocuments(store, [
    { id: 'one', title: 'Installing the printer' },
    { id: 'two', title: 'Printers and installation' },
    { id: 'three', title: 'Something else' },
  ]);
  const options = { prefix: true, correct: false, completions: 5 };
  const found = await store.search(articleSearch('print', options));
  assert.equal(found.count, 2);
  assert.deepEqual(found.completions, ['printer', 'printers']);
  // Longer than the stem under which the word is indexed.
  assert.equal((await store.search(articleSearch('installin', options))).count, 2);
  await store.close();
});

test('a misspelt word is corrected beside words that are known', async () => {
  const store = createSqliteStore({ file: ':memory:' });
  await importDocuments(store, [
    { id: 'one', title: 'Reset a password' },
    { id: 'two', title: 'Reset the clock' },
  ]);
  const found = await store.search(articleSearch('reset my passwrod'));
  assert.equal(found.corrected, 'reset password');
  assert.deepEqual(found.hits[0]?.record.source, 'one');
  assert.equal((await store.search(articleSearch('reset'))).corrected, null);
  assert.equal((await store.search(articleSearch('reset passwrod', { correct: false }))).corrected, null);
  await store.close();
});

test('other requests are answered while a search runs, and searches see what was just written', async (t) => {
  const store = createSqliteStore({ file: join(await temporaryFolder(t), 'thread.db') });
  const documents = Array.from({ length: 2000 }, (_, at) => ({ id: `${at}`, title: `common word ${at}` }));
  await importDocuments(store, documents);
  await store.search(articleSearch('common'));
  const order: string[] = [];
  const searches = [1, 2, 3].map(() =>
    store.search(articleSearch('common word')).then(() => order.push('search')),
  );
  await store.ping().then(() => order.push('ping'));
  await Promise.all(searches);
  assert.equal(order[0], 'ping');
  assert.equal((await store.search(articleSearch('common'))).count, 2000);
  await store.close();
});

test('a search that cannot be answered is refused as a problem, and the next one is tried anew', async (t) => {
  const file = join(await temporaryFolder(t), 'broken.db');
  const store = createSqliteStore({ file });
  await importDocuments(store, [{ id: 'one', title: 'printer' }]);
  const other = new DatabaseSync(file);
  other.exec('drop table "_stems__article__public"');
  await assert.rejects(store.search(articleSearch('printer')), /no such table/);
  other.exec('create virtual table "_stems__article__public" using fts5vocab("_fts__article__public", row)');
  other.close();
  assert.equal((await store.search(articleSearch('printer'))).count, 1);
  await store.close();
});

test('a store that was not opened, or is closed, says so', async () => {
  const store = createSqliteStore({ file: ':memory:' });
  assert.match(await codeOf(store.list(listAll(NOTE))), /not opened/);
  assert.match(await codeOf(store.ping()), /not opened/);
  await store.open([NOTE] as readonly TableSchema[]);
  await store.ping();
  await store.close();
  await assert.rejects(store.ping());
});
