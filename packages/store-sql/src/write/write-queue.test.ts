import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { Kysely, sql } from 'kysely';
import { NodeSqliteDialect } from '../dialect/node-sqlite-dialect.ts';
import type { Database, Tables, WriteTransaction } from '../dialect/tables.ts';
import type { WriteTransactions } from '../dialect/write-transactions.ts';
import { WriteQueue } from './write-queue.ts';

function openNumbers(): { database: Database; executed: string[] } {
  const executed: string[] = [];
  const database = new Kysely<Tables>({
    dialect: new NodeSqliteDialect(() => {
      const opened = new DatabaseSync(':memory:');
      opened.exec('create table number (value integer); pragma max_page_count = 20;');
      const exec = opened.exec.bind(opened);
      opened.exec = (text) => {
        executed.push(text);
        exec(text);
      };
      return opened;
    }),
  });
  return { database, executed };
}

const on = (database: Database): WriteTransactions => ({
  begin: () => database.startTransaction().execute(),
  isConflict: () => false,
});

const put = (value: number) => async (transaction: WriteTransaction) => {
  await sql`insert into number values (${value})`.execute(transaction);
  return value;
};

async function numbers(database: Database): Promise<number[]> {
  const { rows } = await sql<{ value: number }>`select value from number order by value`.execute(database);
  return rows.map(({ value }) => value);
}

test('writes that arrive together share one commit', async () => {
  const { database, executed } = openNumbers();
  const queue = new WriteQueue(on(database));
  assert.deepEqual(await Promise.all([1, 2, 3].map((value) => queue.add(put(value)))), [1, 2, 3]);
  assert.equal(executed.filter((text) => text === 'commit').length, 1);
  assert.deepEqual(await numbers(database), [1, 2, 3]);
});

test('a write that fails takes back what it did and leaves the others', async () => {
  const { database } = openNumbers();
  const queue = new WriteQueue(on(database));
  const refusal = new Error('refused');
  const outcomes = await Promise.allSettled([
    queue.add(put(1)),
    queue.add(async (transaction) => {
      await put(2)(transaction);
      throw refusal;
    }),
    queue.add(put(3)),
  ]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.equal((outcomes[1] as PromiseRejectedResult).reason, refusal);
  assert.deepEqual(await numbers(database), [1, 3]);
});

test('more writes than fit one transaction are all done, in order', async () => {
  const { database, executed } = openNumbers();
  const queue = new WriteQueue(on(database));
  const values = Array.from({ length: 150 }, (_, at) => at);
  await Promise.all(values.map((value) => queue.add(put(value))));
  assert.deepEqual(await numbers(database), values);
  assert.equal(executed.filter((text) => text === 'commit').length, 3);
});

test('a queue goes on after a transaction that failed as a whole', async () => {
  const { database } = openNumbers();
  const queue = new WriteQueue(on(database));
  const full = queue.add((transaction) =>
    sql`insert into number select zeroblob(1000000)`.execute(transaction),
  );
  await assert.rejects(full, /full/);
  await queue.add(put(7));
  assert.deepEqual(await numbers(database), [7]);
});
