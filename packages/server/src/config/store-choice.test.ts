import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import customer from '../starters/customer.ts';
import type { StoreConfig } from './define-config.ts';
import { chooseStore, dataFolder, describeStore } from './store-choice.ts';
import { storeFaults } from './store-faults.ts';

const FILE = '/etc/portico/portico.config.ts';
const SECRET = 'postgres://portico:s3cret@db.example.com:5433/help?sslmode=require';

const DATAVERSE = 'https://contoso.crm.dynamics.com';
const CREDENTIALS = {
  DATAVERSE_TENANT_ID: 'tenant',
  DATAVERSE_CLIENT_ID: 'client',
  DATAVERSE_CLIENT_SECRET: 's3cret',
};

const chosen = (store: StoreConfig | undefined, env: NodeJS.ProcessEnv = {}) =>
  chooseStore({ config: store ? { ...customer, store } : customer, file: FILE }, env, '/srv');

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return assert.fail('nothing was refused');
}

describe('chooseStore', () => {
  it('takes a file in the data folder by default', () => {
    assert.deepEqual(chosen(undefined), { kind: 'sqlite', file: '/srv/data/portico.db' });
    assert.deepEqual(chosen({ sqlite: {} }, { PORTICO_DATA: '/var/p' }), {
      kind: 'sqlite',
      file: '/var/p/portico.db',
    });
    assert.equal(dataFolder({ PORTICO_DATA: 'p' }, '/srv'), '/srv/p');
  });

  it('takes a file relative to the configuration', () => {
    const store = { sqlite: { file: 'records.db' } };
    assert.deepEqual(chosen(store, { PORTICO_DATA: '/var/p' }), {
      kind: 'sqlite',
      file: '/etc/portico/records.db',
    });
  });

  it('takes a database by its URL, or by the variable that holds it', () => {
    assert.deepEqual(chosen({ postgres: { url: SECRET } }), { kind: 'postgres', url: SECRET });
    assert.deepEqual(chosen({ postgres: { url: { env: 'DATABASE' }, poolSize: 4 } }, { DATABASE: SECRET }), {
      kind: 'postgres',
      url: SECRET,
      poolSize: 4,
    });
  });

  it('lets PORTICO_STORE override the configuration', () => {
    const store = { sqlite: { file: 'records.db' } };
    assert.deepEqual(chosen(store, { PORTICO_STORE: SECRET }), { kind: 'postgres', url: SECRET });
    assert.equal(chosen(store, { PORTICO_STORE: 'postgresql://h/d' }).kind, 'postgres');
    for (const path of ['other.db', 'sqlite:other.db', 'sqlite:/srv/other.db']) {
      assert.deepEqual(chosen({ postgres: { url: SECRET } }, { PORTICO_STORE: path }), {
        kind: 'sqlite',
        file: '/srv/other.db',
      });
    }
    assert.deepEqual(chosen(store, { PORTICO_STORE: '' }), {
      kind: 'sqlite',
      file: '/etc/portico/records.db',
    });
  });

  it('takes a Dataverse by its address, with credentials of the environment', () => {
    const client = {
      url: DATAVERSE,
      tenantId: 'tenant',
      clientId: 'client',
      clientSecret: 's3cret',
    };
    const kind = 'dataverse';
    const indexFile = '/srv/data/dataverse-contoso.crm.dynamics.com.db';
    assert.deepEqual(chosen(undefined, { PORTICO_STORE: DATAVERSE, ...CREDENTIALS }), {
      kind,
      url: DATAVERSE,
      client,
      store: {},
      indexFile,
    });
    const settings = { url: DATAVERSE, provision: true, prefix: 'contoso', pollSeconds: 5 };
    const env = {
      ...CREDENTIALS,
      DATAVERSE_AUTHORITY: 'https://login.microsoftonline.us',
      DATAVERSE_PROVISION: 'false',
      PORTICO_DATA: '/var/p',
    };
    assert.deepEqual(chosen({ dataverse: settings }, env), {
      kind,
      url: DATAVERSE,
      client: { ...client, authority: 'https://login.microsoftonline.us' },
      store: { provision: false, prefix: 'contoso', pollInterval: 5000 },
      indexFile: '/var/p/dataverse-contoso.crm.dynamics.com.db',
    });
  });

  it('maps another environment as the configuration says', () => {
    const mappings = { work_order: { custom: true } } as const;
    const env = { ...CREDENTIALS, PORTICO_STORE: 'http://127.0.0.1:8090' };
    const choice = chosen({ dataverse: { url: DATAVERSE, mappings } }, env);
    assert.ok(choice.kind === 'dataverse');
    assert.equal(choice.url, 'http://127.0.0.1:8090');
    assert.deepEqual(choice.store.mappings, mappings);
    assert.equal(choice.indexFile, '/srv/data/dataverse-127.0.0.1-8090.db');
  });

  it('refuses a Dataverse without credentials, naming each', () => {
    const { DATAVERSE_CLIENT_ID: _, ...some } = CREDENTIALS;
    assert.match(
      messageOf(() => chosen(undefined, { PORTICO_STORE: DATAVERSE, ...some })),
      /DATAVERSE_CLIENT_ID/,
    );
    assert.match(
      messageOf(() => chosen({ dataverse: { url: 'contoso' } }, CREDENTIALS)),
      /store\.dataverse\.url/,
    );
  });

  it('refuses to guess what DATAVERSE_PROVISION means', () => {
    for (const value of ['True', '1', 'no'])
      assert.match(
        messageOf(() =>
          chosen(undefined, { PORTICO_STORE: DATAVERSE, ...CREDENTIALS, DATAVERSE_PROVISION: value }),
        ),
        /DATAVERSE_PROVISION must be true or false/,
      );
  });

  it('refuses what is no store, and never quotes it', () => {
    const refused = [
      () => chosen(undefined, { PORTICO_STORE: 'mysql://u:s3cret@h/d' }),
      () => chosen(undefined, { PORTICO_STORE: 'sqlite:' }),
      () => chosen(undefined, { PORTICO_STORE: 'host=h user=u password=s3cret dbname=d' }),
      () => chosen(undefined, { PORTICO_STORE: 'Server=h;User Id=u;Pwd=s3cret' }),
      () => chosen(undefined, { PORTICO_STORE: 'postgres:s3cret' }),
      () => chosen({ postgres: { url: 'http://u:s3cret@h/d' } }),
      () => chosen({ postgres: { url: { env: 'DATABASE' } } }, { DATABASE: 's3cret' }),
      () => chosen({ postgres: { url: { env: 'DATABASE' } } }),
    ];
    for (const run of refused) {
      const message = messageOf(run);
      assert.match(message, /PORTICO_STORE|store\.postgres\.url|DATABASE/);
      assert.doesNotMatch(message, /s3cret/);
    }
  });

  it('is described without secrets', () => {
    assert.equal(describeStore({ kind: 'postgres', url: SECRET }), 'postgres://db.example.com:5433/help');
    assert.equal(describeStore({ kind: 'sqlite', file: '/a.db' }), '/a.db');
    const choice = chosen(undefined, { PORTICO_STORE: DATAVERSE, ...CREDENTIALS });
    assert.equal(describeStore(choice), `${DATAVERSE}/`);
  });
});

describe('storeFaults', () => {
  it('finds none in what may be said', () => {
    for (const store of [
      { sqlite: {} },
      { sqlite: { file: 'a.db' } },
      { postgres: { url: SECRET, poolSize: 3 } },
      { postgres: { url: { env: 'DATABASE' } } },
      { dataverse: { url: DATAVERSE, provision: true, prefix: 'contoso', mappings: {}, pollSeconds: 30 } },
    ]) {
      assert.deepEqual(storeFaults(store), []);
    }
  });

  it('names every fault by its place', () => {
    const cases: readonly (readonly [unknown, RegExp])[] = [
      [null, /^store: must be \{ sqlite: \{ … \} \} or \{ postgres: \{ … \} \}/],
      [{}, /^store: must be/],
      [{ sqlite: {}, postgres: {} }, /^store: must be/],
      [{ constructor: {} }, /^store: must be/],
      [{ postgres: 'postgres://h/d' }, /^store\.postgres: must be an object/],
      [{ postgres: {} }, /^store\.postgres\.url/],
      [{ postgres: { url: { env: '' } } }, /^store\.postgres\.url/],
      [{ postgres: { url: { env: 'A', value: SECRET } } }, /^store\.postgres\.url/],
      [{ dataverse: {} }, /^store\.dataverse\.url/],
      [{ dataverse: { url: DATAVERSE, provision: 'yes' } }, /^store\.dataverse\.provision/],
      [{ dataverse: { url: DATAVERSE, pollSeconds: 0 } }, /^store\.dataverse\.pollSeconds/],
      [{ dataverse: { url: DATAVERSE, secret: 's' } }, /^store\.dataverse\.secret: unknown key/],
      [{ postgres: { url: SECRET, poolSize: 0 } }, /^store\.postgres\.poolSize/],
      [{ postgres: { url: SECRET, password: 's3cret' } }, /^store\.postgres\.password: unknown key/],
    ];
    for (const [store, pattern] of cases) {
      const faults = storeFaults(store);
      assert.equal(faults.length, 1, faults.join());
      assert.match(faults[0] ?? '', pattern);
      assert.doesNotMatch(faults[0] ?? '', /s3cret/);
    }
  });
});
