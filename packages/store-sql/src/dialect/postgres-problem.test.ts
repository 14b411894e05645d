import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProtocolError } from '@portico/protocol';
import pg from 'pg';
import { postgresDatabase } from '../testing/postgres-database.ts';
import { isConflict, postgresProblem } from './postgres-problem.ts';

function coded(code: string): Error {
  return Object.assign(new Error('value "secret" of table note'), { code });
}

function codeOf(error: unknown): string | null {
  const problem = postgresProblem(error);
  if (!isProtocolError(problem)) return null;
  assert.equal(problem.message, '', 'the words of the database stay inside');
  if (!(error instanceof pg.DatabaseError)) assert.equal(problem.cause, error);
  return problem.code;
}

test('what the database cannot do now is told from what it refuses', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['23505', 'duplicate_record'],
    ['53100', 'storage_full'],
    ['53300', 'store_unavailable'],
    ['57P01', 'store_unavailable'],
    ['57014', 'store_unavailable'],
    ['08006', 'store_unavailable'],
    ['28P01', 'store_unavailable'],
    ['3D000', 'store_unavailable'],
    ['25006', 'store_unavailable'],
    ['40001', 'store_unavailable'],
    ['26000', 'store_unavailable'],
    ['42P05', 'store_unavailable'],
    ['ECONNREFUSED', 'store_unavailable'],
    ['ECONNRESET', 'store_unavailable'],
    ['ENOTFOUND', 'store_unavailable'],
    ['42P01', null],
    ['22P02', null],
    ['ERR_ASSERTION', null],
    ['53', null],
  ];
  for (const [code, problem] of cases) assert.equal(codeOf(coded(code)), problem, code);
});

test('what pg says without a code is known by its words', () => {
  assert.equal(codeOf(new Error('Connection terminated unexpectedly')), 'store_unavailable');
  assert.equal(codeOf(new Error('timeout exceeded when trying to connect')), 'store_unavailable');
  assert.equal(codeOf(new Error('something else')), null);
  assert.equal(codeOf('no error'), null);
});

test('a conflict is what another write can cause; a unique value only while others write', () => {
  assert.deepEqual(
    ['40001', '40P01', '23505', '57014'].map((code) => [
      isConflict(coded(code), false),
      isConflict(coded(code), true),
    ]),
    [
      [true, true],
      [true, true],
      [true, false],
      [false, false],
    ],
  );
});

test('errors of a real server are known', async (t) => {
  const client = new pg.Client({ connectionString: await postgresDatabase(t), statement_timeout: 50 });
  // The database goes before the client does.
  client.on('error', () => {});
  await client.connect();
  t.after(() => client.end());
  await client.query('create table t (a text unique)');
  await client.query("insert into t values ('x')");
  const failing = (statement: string) => client.query(statement).then(String, codeOf);
  assert.equal(await failing("insert into t values ('x')"), 'duplicate_record');
  assert.equal(await failing('select pg_sleep(5)'), 'store_unavailable');
  assert.equal(await failing('select * from nothing'), null);
  await client.query('set default_transaction_read_only = on');
  assert.equal(await failing("insert into t values ('y')"), 'store_unavailable');
});
