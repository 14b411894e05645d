import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { asSuperuser, postgresDatabase } from '@portico/store-sql/testing/postgres-database';
import { administer } from '@portico/store-sql/testing/postgres-server';
import { CommandError, EXIT } from '../command-error.ts';
import customer from '../starters/customer.ts';
import { startDataverse } from '../testing/dataverse-process.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createStore } from './create-store.ts';
import { readSite } from './read-site.ts';
import { chooseStore } from './store-choice.ts';
import { whyNotOpened } from './why-not-opened.ts';

/** What a person reads when this store is opened. */
async function refusal(env: NodeJS.ProcessEnv): Promise<string> {
  const loaded = { config: customer, file: null };
  const store = createStore(loaded, env);
  try {
    await store.open(readSite(loaded).storeTables);
  } catch (error) {
    const trouble = whyNotOpened(error, chooseStore(loaded, env));
    assert.ok(trouble instanceof CommandError);
    assert.equal(trouble.exitCode, EXIT.failed);
    assert.equal(trouble.cause, error);
    assert.match(trouble.message, /^The records in \S+ cannot be opened: \S/);
    return trouble.message;
  } finally {
    await store.close();
  }
  return assert.fail('it opened');
}

/** The same URL, changed. */
function changed(url: string, parts: Partial<Record<'username' | 'password' | 'pathname', string>>): string {
  return Object.assign(new URL(url), parts).href;
}

/** Where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a PostgreSQL store that does not open', () => {
  const cases: readonly (readonly [string, (test: TestContext) => Promise<string>, RegExp])[] = [
    [
      'where nobody listens',
      async () => `postgres://u:s3cret@127.0.0.1:${await closedPort()}/help`,
      /^The records in postgres:\/\/127\.0\.0\.1:\d+\/help .* Nothing answers there/,
    ],
    [
      'at a host that does not exist',
      async () => 'postgres://u:s3cret@nonesuch.invalid/help',
      /Nothing answers there/,
    ],
    [
      'with a wrong password',
      async (test) => changed(await postgresDatabase(test), { password: 's3cret' }),
      /does not take this user with this password/,
    ],
    [
      'without its database',
      async (test) => changed(await postgresDatabase(test), { pathname: '/nonesuch' }),
      /nonesuch cannot be opened: There is no such database/,
    ],
    [
      'of a user who may make no tables',
      async (test) => {
        const url = await postgresDatabase(test);
        const username = `guest_${new URL(url).pathname.slice(6)}`;
        await administer(await asSuperuser(url), `create role ${username} login password 's3cret'`);
        test.after(async () => {
          const server = changed(await asSuperuser(url), { pathname: '/postgres' });
          await administer(server, `drop role ${username}`);
        });
        return changed(url, { username, password: 's3cret' });
      },
      /must own the schema, or be allowed to create tables/,
    ],
  ];
  for (const [name, urlFor, words] of cases) {
    it(`says so ${name}, and no secret`, async (test) => {
      const message = await refusal({ PORTICO_STORE: await urlFor(test) });
      assert.match(message, words);
      assert.doesNotMatch(message, /s3cret|postgres@|guest_/);
    });
  }
});

describe('a Dataverse that does not open', () => {
  it('says what is wrong, and no secret', async (test) => {
    const folder = temporaryFolder(test, {});
    const env = { ...(await startDataverse(test)), PORTICO_DATA: folder };
    const nobody = `http://127.0.0.1:${await closedPort()}`;
    const cases: readonly (readonly [NodeJS.ProcessEnv, RegExp])[] = [
      [{ DATAVERSE_CLIENT_SECRET: 's3cret' }, /gave no token. Look at DATAVERSE_TENANT_ID/],
      [{ DATAVERSE_AUTHORITY: nobody }, /sign-in service does not answer. Look at DATAVERSE_AUTHORITY/],
      [{ DATAVERSE_PROVISION: 'false' }, /- account: the column portico_country is missing/],
      [{ DATAVERSE_PROVISION: 'false' }, /\nWith DATAVERSE_PROVISION=true .*docs\/dataverse\.md/],
    ];
    for (const [wrong, words] of cases) {
      const message = await refusal({ ...env, ...wrong });
      assert.match(message, words);
      assert.doesNotMatch(message, /s3cret|fake-secret/);
    }
  });

  it('says that nothing answers, or another kind of server', async (test) => {
    const page = createServer((request, response) => {
      const token = { token_type: 'Bearer', access_token: 'token', expires_in: 3600 };
      const isToken = request.url?.endsWith('/token');
      response
        .setHeader('content-type', isToken ? 'application/json' : 'text/html')
        .end(isToken ? JSON.stringify(token) : '<p>Sign in</p>');
    });
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    test.after(() => page.close());
    const address = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    const env = {
      DATAVERSE_TENANT_ID: 'tenant',
      DATAVERSE_CLIENT_ID: 'client',
      DATAVERSE_CLIENT_SECRET: 's3cret',
      DATAVERSE_AUTHORITY: address,
      PORTICO_DATA: temporaryFolder(test, {}),
    };
    assert.match(
      await refusal({ ...env, PORTICO_STORE: address }),
      /answers, but not as a Dataverse does \(status 200\)/,
    );
    const nobody = `http://127.0.0.1:${await closedPort()}`;
    assert.match(await refusal({ ...env, PORTICO_STORE: nobody }), /Nothing answers there/);
  });
});

describe('a SQLite store that does not open', () => {
  it('repeats what SQLite says of the file', async (test) => {
    const folder = temporaryFolder(test, { 'notes.txt': 'No database at all.\n'.repeat(100) });
    const message = await refusal({ PORTICO_STORE: join(folder, 'notes.txt') });
    assert.match(message, /notes\.txt cannot be opened: file is not a database/);
  });
});
