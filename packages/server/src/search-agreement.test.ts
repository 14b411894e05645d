import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDataverseClient, createDataverseStore } from '@portico/store-dataverse';
import { startFakeDataverse } from '@portico/store-dataverse/testing/fake-dataverse';
import { createPostgresStore, createSqliteStore } from '@portico/store-sql';
import { postgresDatabase } from '@portico/store-sql/testing/postgres-database';
import { communitySite, hasData, importData } from './testing/import-data.ts';
import { type SearchAnswer, searchAnswers } from './testing/search-answers.ts';

/**
 * Every twentieth article and thread: enough for ties. Feedback takes a class of 500 records, so what it adds is compared over
 * all of them, by `npm run bench agreement`.
 */
const STEP = 20;
const skip = hasData() ? false : 'needs ../shared/data/dev';

describe('search over real articles and threads', { skip }, () => {
  const site = communitySite();
  let expected: Promise<readonly SearchAnswer[]> | undefined;

  async function onSqlite(): Promise<readonly SearchAnswer[]> {
    const store = createSqliteStore({ file: ':memory:' });
    assert.equal(await importData(store, site, STEP), 0, 'records that were refused');
    const answers = await searchAnswers(store, site);
    await store.close();
    assert.ok(answers.filter(({ count }) => count > 25).length > 50, 'queries that find much');
    return answers;
  }

  it('answers on PostgreSQL as on SQLite', async (t) => {
    const store = createPostgresStore({ url: await postgresDatabase(t) });
    t.after(() => store.close());
    assert.equal(await importData(store, site, STEP), 0, 'records that were refused');
    expected ??= onSqlite();
    assert.deepEqual(await searchAnswers(store, site), await expected);
  });

  it('answers on Dataverse as on SQLite', async (t) => {
    const fake = await startFakeDataverse();
    const index = createSqliteStore({ file: ':memory:' });
    const store = createDataverseStore({ client: createDataverseClient(fake), index, provision: true });
    t.after(async () => {
      await store.close();
      await fake.stop();
    });
    assert.equal(await importData(store, site, STEP), 0, 'records that were refused');
    expected ??= onSqlite();
    assert.deepEqual(await searchAnswers(store, site), await expected);
  });
});
