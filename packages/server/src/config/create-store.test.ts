import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import customer from '../starters/customer.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createStore } from './create-store.ts';

describe('createStore', () => {
  const CREDENTIALS = {
    PORTICO_STORE: 'http://127.0.0.1:1',
    DATAVERSE_TENANT_ID: 'tenant',
    DATAVERSE_CLIENT_ID: 'client',
    DATAVERSE_CLIENT_SECRET: 's3cret',
  };
  for (const [kind, env] of [
    ['a SQLite file', {}],
    ['the search index of a Dataverse', CREDENTIALS],
  ] as const) {
    it(`makes the folder of ${kind} for nobody else to look into`, async (test) => {
      const folder = join(temporaryFolder(test, {}), 'some', 'data');
      const store = createStore({ config: customer, file: null }, { ...env, PORTICO_DATA: folder });
      test.after(() => store.close());
      assert.equal(statSync(folder).mode & 0o777, 0o700);
    });
  }
});
