import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { isProtocolError } from '@portico/protocol';
import pg from 'pg';
import { createPostgresStore } from '../create-postgres-store.ts';
import { newNote, outcomeOf } from '../testing/note-store.ts';
import { NOTE } from '../testing/notes.ts';
import { postgresDatabase } from '../testing/postgres-database.ts';
import { administer } from '../testing/postgres-server.ts';
import { writePlan } from '../testing/write-plans.ts';
import { withoutValues } from './postgres-error.ts';

const CANARY = 'canary-4711@example.com';

/** Everything there is to an error, hidden properties and causes included. */
function all(error: unknown): string {
  return inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null });
}

test('what a server says of values is left out; code, table, column and constraint stay', async (t) => {
  const client = new pg.Client({ connectionString: await postgresDatabase(t) });
  // The database goes before the client does.
  client.on('error', () => {});
  await client.connect();
  t.after(() => client.end());
  await client.query(`create table person (email text unique, age integer not null,
    constraint grown check (age > 17), code varchar(3))`);
  await client.query('insert into person values ($1, 20)', [CANARY]);
  const refusal = async (statement: string, values: readonly unknown[] = [CANARY]) => {
    const error = await client.query(statement, [...values]).then(
      () => assert.fail('it was taken'),
      (reason: unknown) => reason,
    );
    const clean = withoutValues(error);
    assert.ok(clean instanceof Error);
    assert.ok(all(error).includes(CANARY), `the server does not quote the value: ${error}`);
    assert.ok(!all(clean).includes(CANARY), all(clean));
    const { code, table, column, constraint, message } = clean as pg.DatabaseError;
    return { code, table, column, constraint, message };
  };
  const nameless = { table: undefined, column: undefined, constraint: undefined };
  assert.deepEqual(await refusal('select $1::integer'), {
    ...nameless,
    code: '22P02',
    message: 'PostgreSQL refused with SQLSTATE 22P02.',
  });
  assert.equal((await refusal('select $1::timestamptz')).code, '22007');
  assert.equal((await refusal('select $1::boolean', [`x\n    at ${CANARY} (file.ts:1:1)`])).code, '22P02');
  assert.deepEqual(await refusal('insert into person values ($1, 30)'), {
    code: '23505',
    table: 'person',
    column: undefined,
    constraint: 'person_email_key',
    message: 'PostgreSQL refused with SQLSTATE 23505 (person, person_email_key).',
  });
  const other = `x${CANARY}`;
  assert.equal((await refusal('insert into person values ($1, null)', [other])).column, 'age');
  assert.equal((await refusal('insert into person values ($1, 3)', [other])).constraint, 'grown');
  await client.query(`create function fail(word text) returns void language plpgsql as
    $$ begin raise exception 'no %', word; end $$`);
  assert.equal((await refusal('select fail($1)')).code, 'P0001');
});

test('what a server says of itself stays, and so does where it was asked', async (t) => {
  const client = new pg.Client({ connectionString: await postgresDatabase(t) });
  client.on('error', () => {});
  await client.connect();
  t.after(() => client.end());
  const error = await client.query('select * from nothing').catch(withoutValues);
  assert.equal((error as Error).message, 'relation "nothing" does not exist (SQLSTATE 42P01)');
  assert.match((error as Error).stack ?? '', /postgres-error\.test\.ts/);
});

test('other errors are left as they are', () => {
  for (const error of [new Error('x'), Object.assign(new Error('x'), { code: 'EPIPE' }), 'x', null])
    assert.equal(withoutValues(error), error);
});

test('no error of a store has a value of a record in it', async (t) => {
  const url = await postgresDatabase(t);
  const store = createPostgresStore({ url, poolSize: 1 });
  t.after(() => store.close());
  await store.open([NOTE]);
  const write = () =>
    store.write(writePlan([newNote(1, { title: CANARY })])).catch((error: unknown) => error);
  // Whoever runs the database has changed it under the adapter.
  await administer(url, 'alter table note alter column title type integer using null');
  const unknown = await write();
  assert.ok(unknown instanceof Error && !isProtocolError(unknown));
  assert.equal((unknown as pg.DatabaseError).code, '22P02');
  assert.ok(!all(unknown).includes(CANARY), all(unknown));
  await administer(url, 'alter table note alter column title type text using null');
  await administer(url, "create unique index elsewhere on note (coalesce(visibility, 'none'), title)");
  await administer(url, `insert into note (id, title) values ('x', '${CANARY}')`);
  const taken = await write();
  assert.ok(isProtocolError(taken));
  assert.ok(!all(taken).includes(CANARY), all(taken));
  assert.equal(await outcomeOf(Promise.reject(taken)), 'duplicate_record');
});
