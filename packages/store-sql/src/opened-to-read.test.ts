import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { MissingTablesError, type Store } from '@portico/adapter/store';
import type { TableSchema } from '@portico/protocol';
import pg from 'pg';
import { createPostgresStore } from './create-postgres-store.ts';
import { createSqliteStore } from './create-sqlite-store.ts';
import { newNote, outcomeOf, titlesIn, writeNotes } from './testing/note-store.ts';
import { NOTE } from './testing/notes.ts';
import { asSuperuser, postgresDatabase } from './testing/postgres-database.ts';
import { administer } from './testing/postgres-server.ts';
import { queryDatabase } from './testing/query-database.ts';
import { listAll } from './testing/read-plans.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** The notes of a configuration that asks for more, and otherwise. */
const GROWN: TableSchema = {
  ...NOTE,
  columns: {
    ...NOTE.columns,
    done: { type: 'text', label: 'Done', maxLength: 9, classification: 'internal' },
    place: { type: 'text', label: 'Place', maxLength: 9, classification: 'internal' },
  },
};

async function faultsOf(store: Store, table: TableSchema = NOTE): Promise<readonly string[]> {
  const error = await store.openToRead([table]).then(
    () => assert.fail('it opened'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof MissingTablesError, String(error));
  return error.faults;
}

describe('a SQLite store opened to read', () => {
  async function filled(test: TestContext): Promise<{ readonly folder: string; readonly file: string }> {
    const folder = await temporaryFolder(test);
    const file = join(folder, 'notes.db');
    const store = createSqliteStore({ file });
    await store.open([NOTE]);
    await writeNotes(store, newNote(1, { title: 'one' }));
    await store.close();
    return { folder, file };
  }

  function toRead(test: TestContext, file: string): Store {
    const store = createSqliteStore({ file });
    test.after(() => store.close());
    return store;
  }

  it('reads, and leaves the file and its folder as they are', async (test) => {
    const { folder, file } = await filled(test);
    const before = readFileSync(file);
    const store = toRead(test, file);
    await store.openToRead([NOTE]);
    assert.deepEqual(await titlesIn(store), ['one']);
    assert.equal((await store.list(listAll(NOTE))).count, 1);
    await store.ping();
    assert.match(await outcomeOf(writeNotes(store, newNote(2, { title: 'two' }))), /opened to read/);
    await store.close();
    assert.deepEqual(readFileSync(file), before);
    // Files that another user left beside it would keep the adapter out.
    assert.deepEqual(readdirSync(folder), ['notes.db']);
  });

  it('reads what the adapter has just written, while it runs', async (test) => {
    const { folder, file } = await filled(test);
    const writer = toRead(test, file);
    await writer.open([NOTE]);
    await writeNotes(writer, newNote(2, { title: 'two' }));
    const store = toRead(test, file);
    await store.openToRead([NOTE]);
    assert.deepEqual(await titlesIn(store), ['one', 'two']);
    await writeNotes(writer, newNote(3, { title: 'three' }));
    assert.deepEqual(await titlesIn(store), ['one', 'two', 'three']);
    await store.close();
    await writer.close();
    assert.deepEqual(readdirSync(folder), ['notes.db']);
  });

  it('reads what an adapter that was killed has left beside the file', async (test) => {
    const { folder, file } = await filled(test);
    const writer = toRead(test, file);
    await writer.open([NOTE]);
    await writeNotes(writer, newNote(2, { title: 'two' }));
    const left = join(folder, 'left.db');
    for (const end of ['', '-wal']) copyFileSync(file + end, left + end);
    await writer.close();
    const store = toRead(test, left);
    await store.openToRead([NOTE]);
    assert.deepEqual(await titlesIn(store), ['one', 'two']);
  });

  it('says that there is no file, and makes none', async (test) => {
    const file = join(await temporaryFolder(test), 'none', 'notes.db');
    assert.deepEqual(await faultsOf(toRead(test, file)), [`The file ${file} does not exist.`]);
    assert.equal(existsSync(file), false);
  });

  it('says what the configuration asks for beyond the file, and does not add it', async (test) => {
    const { file } = await filled(test);
    const before = readFileSync(file);
    const faults = [
      'The column note.done is kept as integer; the configuration asks for text.',
      'The column note.place is missing.',
    ];
    assert.deepEqual(await faultsOf(toRead(test, file), GROWN), faults);
    assert.deepEqual(await faultsOf(toRead(test, file), { ...NOTE, name: 'memo' }), [
      'The table memo is missing.',
    ]);
    assert.deepEqual(readFileSync(file), before);
  });

  it('says that the file has other tables, or is made by a newer version', async (test) => {
    const folder = await temporaryFolder(test);
    const other = new DatabaseSync(join(folder, 'other.db'));
    other.exec('create table note (id text)');
    other.close();
    assert.match((await faultsOf(toRead(test, join(folder, 'other.db')))).join(), /no tables of Portico/);
    const { file } = await filled(test);
    const newer = new DatabaseSync(file);
    newer.exec('update _portico set version = 999');
    newer.close();
    await assert.rejects(toRead(test, file).openToRead([NOTE]), /layout 999, made by a newer version/);
  });
});

describe('a PostgreSQL store opened to read', () => {
  async function filled(test: TestContext): Promise<string> {
    const url = await postgresDatabase(test);
    const store = createPostgresStore({ url, poolSize: 1 });
    await store.open([NOTE]);
    await writeNotes(store, newNote(1, { title: 'one' }));
    await store.close();
    return url;
  }

  function toRead(test: TestContext, url: string): Store {
    const store = createPostgresStore({ url, poolSize: 2 });
    test.after(() => store.close());
    return store;
  }

  /** Every table, column, index and role's right, and the number of transactions that wrote. */
  function stateOf(url: string) {
    return queryDatabase(
      url,
      `select (select jsonb_agg(to_jsonb(c) order by c.table_name, c.ordinal_position)
          from information_schema.columns c where table_schema = 'public') as columns,
        (select jsonb_agg(indexdef order by indexname) from pg_indexes where schemaname = 'public') as indexes`,
    );
  }

  it('needs no more than the right to read', async (test) => {
    const url = await filled(test);
    const before = await stateOf(url);
    const role = `auditor_${randomBytes(6).toString('hex')}`;
    const superuser = await asSuperuser(url);
    await administer(superuser, `create role ${role} login password 'auditor'`);
    test.after(() =>
      administer(Object.assign(new URL(superuser), { pathname: '/postgres' }).href, `drop role ${role}`),
    );
    await administer(url, `grant select on all tables in schema public to ${role}`);
    const store = toRead(test, Object.assign(new URL(url), { username: role, password: 'auditor' }).href);
    await store.openToRead([NOTE]);
    assert.deepEqual(await titlesIn(store), ['one']);
    await store.ping();
    assert.match(await outcomeOf(writeNotes(store, newNote(2, { title: 'two' }))), /opened to read/);
    await store.close();
    assert.deepEqual(await stateOf(url), before);
  });

  it('waits for no change of the layout and for no write', async (test) => {
    const url = await filled(test);
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('begin');
    await other.query('select pg_advisory_xact_lock(7678426)');
    await other.query('lock table _portico in exclusive mode');
    const store = toRead(test, url);
    await store.openToRead([NOTE]);
    assert.deepEqual(await titlesIn(store), ['one']);
    await other.end();
  });

  it('could not write by a read either', async (test) => {
    const url = await filled(test);
    // A table that writes when it is read: so much for transactions in which nothing is written.
    await administer(
      url,
      `create function writes() returns boolean language plpgsql as $$ begin
         insert into _counter ("table", "column", value) values ('t', gen_random_uuid()::text, 1); return true; end $$`,
    );
    await administer(url, 'alter table note rename to kept');
    await administer(url, 'create view note as select * from kept where writes()');
    const written = async () => (await queryDatabase(url, 'select count(*)::int as n from _counter'))[0];
    const before = await written();
    const store = toRead(test, url);
    await store.openToRead([NOTE]);
    assert.equal(await outcomeOf(store.list(listAll(NOTE, { count: false }))), 'store_unavailable');
    assert.equal(await outcomeOf(store.list(listAll(NOTE))), 'store_unavailable');
    assert.deepEqual(await written(), before);
  });

  it('says what the configuration asks for beyond the database, and does not add it', async (test) => {
    const url = await filled(test);
    const before = await stateOf(url);
    assert.deepEqual(await faultsOf(toRead(test, url), GROWN), [
      'The column note.done is kept as boolean; the configuration asks for text collate "C".',
      'The column note.place is missing.',
    ]);
    assert.deepEqual(await stateOf(url), before);
    const empty = await postgresDatabase(test);
    assert.match((await faultsOf(toRead(test, empty))).join(), /no tables of Portico/);
    assert.deepEqual(await stateOf(empty), [{ columns: null, indexes: null }]);
  });
});
