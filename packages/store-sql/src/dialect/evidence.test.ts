import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createPostgresStore } from '../create-postgres-store.ts';
import { createSqliteStore } from '../create-sqlite-store.ts';
import { asSuperuser, postgresDatabase } from '../testing/postgres-database.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

describe('a SQLite store', () => {
  it('tells that it waits for the disk, before it is opened', async (test) => {
    const file = join(await temporaryFolder(test), 'portico.db');
    const adapter = createSqliteStore({ file });
    await adapter.open([]);
    await adapter.close();
    const store = createSqliteStore({ file });
    assert.deepEqual(await store.evidence?.([]), { sqlite: { synchronous: 2 } });
    await store.close();
  });

  it('makes no file to tell it of', async (test) => {
    const folder = await temporaryFolder(test);
    const store = createSqliteStore({ file: join(folder, 'portico.db') });
    await assert.rejects(async () => store.evidence?.([]), /portico\.db does not exist/);
    await store.close();
    assert.deepEqual(readdirSync(folder), []);
  });
});

describe('a PostgreSQL store', () => {
  async function evidenceOf(url: string) {
    const store = createPostgresStore({ url, poolSize: 1 });
    try {
      return await store.evidence?.([]);
    } finally {
      await store.close();
    }
  }

  it('tells when it works as a superuser', async (test) => {
    const evidence = await evidenceOf(await asSuperuser(await postgresDatabase(test)));
    assert.equal(evidence?.postgres?.superuser, true);
    assert.equal(evidence?.postgres?.bypassRowSecurity, true);
  });

  it('tells when it works as a role that may do no more than it needs', async (test) => {
    const url = await postgresDatabase(test);
    assert.deepEqual(await evidenceOf(url), {
      postgres: {
        role: new URL(url).username,
        superuser: false,
        bypassRowSecurity: false,
        createsRoles: false,
        onThisMachine: true,
      },
    });
  });

  it('says that it cannot be reached, without the reason of the driver', async () => {
    await assert.rejects(evidenceOf('postgres://nobody@127.0.0.1:1/none'), { code: 'store_unavailable' });
  });
});
