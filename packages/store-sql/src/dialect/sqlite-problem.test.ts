import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { isProtocolError } from '@portico/protocol';
import { isBusy, sqliteProblem } from './sqlite-problem.ts';

function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

function codeOf(error: unknown): string | null {
  const problem = sqliteProblem(error);
  return isProtocolError(problem) ? problem.code : null;
}

test('a full disk is storage_full', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('create table t (a text); pragma max_page_count = 4;');
  const error = errorOf(() => database.exec("insert into t values (printf('%100000s', 'x'))"));
  assert.equal(codeOf(error), 'storage_full');
});

test('a second record with a unique value is duplicate_record', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('create table t (a text unique); insert into t values (1);');
  assert.equal(codeOf(errorOf(() => database.exec('insert into t values (1)'))), 'duplicate_record');
});

test('a file that cannot be opened or written is store_unavailable, with the cause kept inside', () => {
  const error = errorOf(() => new DatabaseSync('/nowhere/at/all.db'));
  assert.equal(codeOf(error), 'store_unavailable');
  const problem = sqliteProblem(error);
  assert.ok(isProtocolError(problem));
  assert.equal(problem.message, '');
  assert.equal(problem.cause, error);
});

test('a fault of our own stays a fault', () => {
  const database = new DatabaseSync(':memory:');
  const error = errorOf(() => database.exec('select * from nothing'));
  assert.equal(sqliteProblem(error), error);
  assert.equal(isBusy(error), false);
  const other = new Error('other');
  assert.equal(sqliteProblem(other), other);
  assert.equal(sqliteProblem(null), null);
});
