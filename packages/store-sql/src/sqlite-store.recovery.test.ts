import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { STANDARD_TABLES, type TableSchema } from '@portico/protocol';
import { createSqliteStore } from './create-sqlite-store.ts';
import {
  changeNote,
  deleteNote,
  foundBy,
  newNote,
  openNotes,
  titlesIn,
  writeNotes,
} from './testing/note-store.ts';
import { NOTE } from './testing/notes.ts';
import { listAll } from './testing/read-plans.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { idOf, recordOf } from './testing/write-plans.ts';

/** A copy of the files as they lie on the disk at this moment, as a crash would leave them. */
async function crashed(t: Parameters<typeof openNotes>[0], file: string): Promise<string> {
  const copy = join(await temporaryFolder(t), 'copy.db');
  copyFileSync(file, copy);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  return copy;
}

async function reopened(t: Parameters<typeof openNotes>[0], file: string, table: TableSchema = NOTE) {
  const store = createSqliteStore({ file });
  t.after(() => store.close());
  await store.open([table]);
  return store;
}

test('what was acknowledged is in the files at once, records and index', async (t) => {
  const { store, file } = await openNotes(t, 'file');
  for (let at = 0; at < 5; at += 1) {
    await writeNotes(store, newNote(at, { title: `teapot ${at}`, visibility: 'public' }));
    const copy = await reopened(t, await crashed(t, file));
    assert.equal((await titlesIn(copy)).length, at + 1);
    assert.equal((await foundBy(copy, 'teapot')).length, at + 1);
    await writeNotes(copy, newNote(90, { title: 'goes on' }));
  }
});

test('a log cut short by a crash gives up the last writes, never half of one', async (t) => {
  const { store, file } = await openNotes(t, 'file');
  const sizes: number[] = [];
  for (let at = 0; at < 6; at += 1) {
    await writeNotes(store, newNote(at, { title: `teapot ${at}`, visibility: 'public', amount: at }));
    sizes.push(statSync(`${file}-wal`).size);
  }
  const counts = new Set<number>();
  for (const cut of [0, 1, 100, 4096, 9000, (sizes.at(-1) ?? 0) - (sizes.at(-3) ?? 0)]) {
    const copy = await crashed(t, file);
    truncateSync(`${copy}-wal`, (sizes.at(-1) ?? 0) - cut);
    const store = await reopened(t, copy);
    const titles = await titlesIn(store);
    counts.add(titles.length);
    // What is left is a beginning of what was written, with its index, its audit and its numbers.
    assert.deepEqual(
      titles,
      Array.from({ length: titles.length }, (_, at) => `teapot ${at}`),
    );
    assert.deepEqual(await foundBy(store, 'teapot'), titles);
    await writeNotes(store, newNote(50, { title: 'next' }));
    const { records } = await store.list(listAll(NOTE));
    const numbers = records.map(({ number }) => number);
    assert.equal(numbers.at(-1), `N-${String(titles.length + 1).padStart(5, '0')}`);
  }
  assert.ok(counts.has(6) && counts.size > 1, [...counts].join());
});

test('a database whose log is gone is as it was at its last checkpoint, and whole', async (t) => {
  const { store, file } = await openNotes(t, 'file');
  await writeNotes(store, newNote(1, { title: 'one', visibility: 'public' }));
  await store.close();
  assert.equal(existsSync(`${file}-wal`), false, 'closing leaves one file');
  const second = await reopened(t, file);
  await writeNotes(second, newNote(2, { title: 'two', visibility: 'public' }));
  const copy = join(await temporaryFolder(t), 'without.db');
  copyFileSync(file, copy);
  const third = await reopened(t, copy);
  assert.deepEqual(await titlesIn(third), ['one']);
  assert.deepEqual(await foundBy(third, 'one two'), ['one']);
});

test('a reader of the file beside the store sees what was acknowledged, and is not in its way', async (t) => {
  const { store, file } = await openNotes(t, 'file');
  const reader = new DatabaseSync(file, { readOnly: true });
  t.after(() => reader.close());
  const count = () => reader.prepare('select count(*) as count from note').get()?.count;
  reader.exec('begin');
  assert.equal(count(), 0);
  await writeNotes(store, newNote(1, { title: 'one' }), changeNote(1, { title: 'two' }));
  assert.equal(count(), 0, 'a snapshot stays as it is');
  reader.exec('commit');
  assert.equal(count(), 1);
  await writeNotes(store, deleteNote(1));
  assert.equal(count(), 0);
});

test('what is deleted is not left in the file once it is closed', async (t) => {
  const { store, file } = await openNotes(t, 'file');
  const secret = 'canary-8c1f-deleted';
  await writeNotes(store, newNote(1, { title: secret }), newNote(2, { title: 'stays' }), deleteNote(1));
  await store.close();
  assert.equal(readFileSync(file).includes(secret), false);
  assert.equal(readFileSync(file).includes('stays'), true);
});

test('a file of the first version grows by tables, columns and indexes, and keeps its records', async (t) => {
  const { store, file } = await openNotes(t, 'file');
  await writeNotes(store, newNote(1, { title: 'teapot', visibility: 'public', amount: 3 }));
  await store.close();
  const grown: TableSchema = {
    ...NOTE,
    columns: {
      ...NOTE.columns,
      place: { type: 'text', label: 'Place', maxLength: 90, classification: 'internal' },
      owner: { type: 'lookup', label: 'Owner', target: 'contact', classification: 'internal' },
    },
    unique: [['title'], ['place']],
    search: { weights: { title: 2, place: 1 }, visibility: 'visibility', excerpt: 'title', facets: [] },
  };
  const second = createSqliteStore({ file });
  t.after(() => second.close());
  await second.open([...STANDARD_TABLES, grown]);
  const step = (at: number, values: Record<string, string>) => ({
    ...newNote(at, {}),
    table: grown,
    record: recordOf(grown, { id: idOf(at), visibility: 'public', ...values }),
  });
  await writeNotes(second, step(2, { title: 'kettle', place: 'attic' }));
  await assert.rejects(writeNotes(second, step(3, { title: 'pan', place: 'attic' })), {
    code: 'duplicate_record',
  });
  assert.deepEqual(await titlesIn(second, grown), ['teapot', 'kettle']);
  const { records } = await second.list(listAll(grown));
  assert.deepEqual(
    records.map(({ number, amount, place }) => [number, amount, place]),
    [
      ['N-00001', 3, null],
      ['N-00002', null, 'attic'],
    ],
  );
  const searched = {
    table: {
      projection: { ...listAll(grown).projection, select: ['title'] },
      columns: ['title', 'place'],
      facets: [],
    },
  };
  assert.deepEqual(
    await foundBy(second, 'attic', { ...searched, classes: ['public'] }),
    ['kettle'],
    'the new column is searched',
  );
  assert.deepEqual(
    await foundBy(second, 'teapot', { ...searched, classes: ['public'] }),
    ['teapot'],
    'old records too',
  );
  // The program of before still works on it: nothing was taken away.
  await second.close();
  const third = await reopened(t, file);
  assert.deepEqual(await titlesIn(third), ['teapot', 'kettle']);
});

test('many stores that open one new file at once make it once', async (t) => {
  const file = join(await temporaryFolder(t), 'new.db');
  const stores = Array.from({ length: 4 }, () => createSqliteStore({ file }));
  t.after(() => Promise.all(stores.map((store) => store.close())));
  await Promise.all(stores.map((store) => store.open([...STANDARD_TABLES, NOTE])));
  await Promise.all(stores.map((store, at) => writeNotes(store, newNote(at, { title: `by ${at}` }))));
  for (const store of stores) assert.equal((await titlesIn(store)).length, 4);
});
