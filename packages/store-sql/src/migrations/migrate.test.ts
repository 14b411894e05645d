import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { isProtocolError, STANDARD_TABLES, type TableSchema } from '@portico/protocol';
import { createSqliteStore } from '../create-sqlite-store.ts';
import { NOTE } from '../testing/notes.ts';
import { listAll } from '../testing/read-plans.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createStep, idOf, writePlan } from '../testing/write-plans.ts';

async function withNotes(file: string): Promise<void> {
  const store = createSqliteStore({ file });
  await store.open([NOTE]);
  await store.write(
    writePlan([createStep(NOTE, { id: idOf(1), title: 'kept words', visibility: 'public' })]),
  );
  await store.close();
}

async function reopen(file: string, table: TableSchema): Promise<Record<string, unknown>[]> {
  const store = createSqliteStore({ file });
  try {
    await store.open([table]);
    return [...(await store.list(listAll(table))).records];
  } finally {
    await store.close();
  }
}

test('opening twice changes nothing', async (t) => {
  const file = join(await temporaryFolder(t), 'twice.db');
  const store = createSqliteStore({ file });
  await store.open(STANDARD_TABLES);
  const layout = () => {
    const database = new DatabaseSync(file, { readOnly: true });
    const rows = database.prepare('select name, sql from sqlite_schema order by name').all();
    database.close();
    return rows;
  };
  const before = layout();
  await store.open(STANDARD_TABLES);
  assert.deepEqual(layout(), before);
  await store.close();
});

test('a configuration that grows gets its column, and the records stay', async (t) => {
  const file = join(await temporaryFolder(t), 'grown.db');
  await withNotes(file);
  const grown: TableSchema = {
    ...NOTE,
    columns: {
      ...NOTE.columns,
      place: { type: 'text', label: 'Place', maxLength: 9, classification: 'internal' },
    },
  };
  const [record] = await reopen(file, grown);
  assert.equal(record?.title, 'kept words');
  assert.equal(record?.place, null);
});

test('a column that a configuration no longer names is kept', async (t) => {
  const file = join(await temporaryFolder(t), 'shrunk.db');
  await withNotes(file);
  const { title, visibility } = NOTE.columns;
  const shrunk = { ...NOTE, columns: { title, visibility } } as TableSchema;
  const { unique: _, ...bare } = shrunk;
  assert.equal((await reopen(file, bare))[0]?.title, 'kept words');
  assert.equal((await reopen(file, NOTE))[0]?.number, 'N-00001');
});

test('a column that changes its kind is refused, by name', async (t) => {
  const file = join(await temporaryFolder(t), 'changed.db');
  await withNotes(file);
  const changed: TableSchema = {
    ...NOTE,
    columns: {
      ...NOTE.columns,
      done: { type: 'text', label: 'Done', maxLength: 9, classification: 'internal' },
    },
  };
  await assert.rejects(reopen(file, changed), /note\.done is kept as integer/);
  assert.equal((await reopen(file, NOTE)).length, 1);
});

test('records that were there before search was configured are found', async (t) => {
  const file = join(await temporaryFolder(t), 'search.db');
  const { search: _, ...unsearched } = NOTE;
  const store = createSqliteStore({ file });
  await store.open([unsearched]);
  const step = createStep(unsearched, { id: idOf(1), title: 'kept words', visibility: 'staff' });
  await store.write(writePlan([step]));
  await store.close();
  await reopen(file, NOTE);
  const database = new DatabaseSync(file, { readOnly: true });
  const found = database
    .prepare('select rowid from "_fts__note__staff" where "_fts__note__staff" match ?')
    .all('word');
  database.close();
  assert.equal(found.length, 1);
});

test('a database made by a newer version is not touched', async (t) => {
  const file = join(await temporaryFolder(t), 'newer.db');
  await withNotes(file);
  const database = new DatabaseSync(file);
  database.exec('update _portico set version = 999');
  database.close();
  await assert.rejects(reopen(file, NOTE), /layout 999, made by a newer version/);
});

test('a file that is no database is said to be unavailable, and left as it is', async (t) => {
  const file = join(await temporaryFolder(t), 'other.db');
  await writeFile(file, 'This is a letter, not a database. '.repeat(100));
  await assert.rejects(reopen(file, NOTE), (error) => {
    assert.ok(isProtocolError(error));
    assert.equal(error.code, 'store_unavailable');
    assert.match(String((error.cause as Error).message), /not a database/);
    return true;
  });
});

test('a folder that is not there is said to be unavailable', async (t) => {
  const file = join(await temporaryFolder(t), 'missing', 'store.db');
  await assert.rejects(
    reopen(file, NOTE),
    (error) => isProtocolError(error) && error.code === 'store_unavailable',
  );
});
