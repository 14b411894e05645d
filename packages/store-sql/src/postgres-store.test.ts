import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { isProtocolError, NOTHING, type TableSchema } from '@portico/protocol';
import pg from 'pg';
import { createPostgresStore } from './create-postgres-store.ts';
import { CHANNEL } from './dialect/create-postgres-dialect.ts';
import { changeNote, deleteNote, newNote, outcomeOf, titlesIn, writeNotes } from './testing/note-store.ts';
import { NOTE } from './testing/notes.ts';
import { postgresDatabase } from './testing/postgres-database.ts';
import { startPostgresServer } from './testing/postgres-server.ts';
import { listAll } from './testing/read-plans.ts';
import { idOf, writePlan } from './testing/write-plans.ts';

test('whoever listens is told of every record that a commit changed, and of nothing that is in it', async (t) => {
  const url = await postgresDatabase(t);
  const store = createPostgresStore({ url });
  t.after(() => store.close());
  await store.open([NOTE]);
  const listener = new pg.Client({ connectionString: url });
  listener.on('error', () => {});
  await listener.connect();
  t.after(() => listener.end());
  const heard: unknown[] = [];
  listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')));
  await listener.query(`listen ${CHANNEL}`);
  await outcomeOf(store.write(writePlan([newNote(1, { title: 'refused' }, { allowed: NOTHING })])));
  await store.write(writePlan([newNote(2, { title: 'secret' }), newNote(3, { title: 'secret too' })]));
  await writeNotes(store, changeNote(2, { title: 'changed' }), deleteNote(3));
  // A query answers after the notifications that came before it.
  for (let tries = 0; heard.length < 4 && tries < 100; tries += 1) {
    await listener.query('select 1');
    await delay(10);
  }
  const of = (at: number) => ({ table: 'note', id: idOf(at) });
  assert.deepEqual(heard, [of(2), of(3), of(2), of(3)]);
});

test('a store says that a server is gone while it is, and goes on when it is back', async (t) => {
  const server = await startPostgresServer();
  t.after(() => server.stop());
  const store = createPostgresStore({ url: server.url, poolSize: 3 });
  t.after(() => store.close());
  await store.open([NOTE]);
  await writeNotes(store, newNote(1, { title: 'before' }));
  await Promise.all([1, 2, 3].map(() => titlesIn(store)));
  const flood = Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      outcomeOf(store.write(writePlan([newNote(100 + at, { title: `f${at}` })]))),
    ),
  );
  await server.crash();
  const outcomes = new Set(await flood);
  assert.ok(
    [...outcomes].every((outcome) => outcome === 'done' || outcome === 'store_unavailable'),
    [...outcomes].join(),
  );
  assert.equal(await outcomeOf(store.ping()), 'store_unavailable');
  assert.equal(await outcomeOf(store.list(listAll(NOTE))), 'store_unavailable');
  assert.equal(await outcomeOf(store.write(writePlan([newNote(2, { title: 'x' })]))), 'store_unavailable');
  await server.start();
  await store.ping();
  await writeNotes(store, newNote(3, { title: 'after' }));
  const titles = await titlesIn(store);
  assert.ok(titles.includes('before') && titles.includes('after'));
});

test('a database that cannot be reached is a problem without a word of the URL', async () => {
  const places = ['postgres://ann:s3cret@127.0.0.1:1/none', 'postgres://ann:s3cret@nowhere.invalid/none'];
  for (const url of places) {
    const store = createPostgresStore({ url });
    const error = await store.open([NOTE]).then(
      () => assert.fail('it opened'),
      (reason: unknown) => reason,
    );
    assert.ok(isProtocolError(error), String(error));
    assert.equal(error.code, 'store_unavailable');
    assert.doesNotMatch(`${error.message}${error.stack}`, /s3cret/);
    await store.close();
  }
});

test('a wrong password is a problem, and stays unsaid', async (t) => {
  const url = new URL(await postgresDatabase(t));
  url.password = 'wr0ng';
  const store = createPostgresStore({ url: url.href });
  const error = await store.open([NOTE]).catch((reason: unknown) => reason);
  assert.ok(isProtocolError(error));
  assert.equal(error.code, 'store_unavailable');
  assert.doesNotMatch(String(error.message), /wr0ng|postgres/);
  await store.close();
});

test('texts too long for an index are unique all the same', async (t) => {
  const wide: TableSchema = {
    ...NOTE,
    name: 'wide_note',
    columns: {
      ...NOTE.columns,
      title: { type: 'text', label: 'Title', maxLength: 100_000, classification: 'internal' },
    },
  };
  const store = createPostgresStore({ url: await postgresDatabase(t) });
  t.after(() => store.close());
  await store.open([wide]);
  const long = Array.from({ length: 20_000 }, (_, at) => `${at * 7919}\\x`).join('');
  const write = (at: number, title: string) =>
    outcomeOf(store.write(writePlan([{ ...newNote(at, { title }), table: wide }])));
  assert.equal(await write(1, long), 'done');
  assert.equal(await write(2, `${long}.`), 'done');
  assert.equal(await write(3, long), 'duplicate_record');
});

test('a store that was not opened says so', async () => {
  const store = createPostgresStore({ url: 'postgres://127.0.0.1:1/none' });
  await assert.rejects(store.ping(), /not opened/);
  await store.close();
});
