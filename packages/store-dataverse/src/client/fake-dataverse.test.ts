import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type FakeDataverse, startFakeDataverse } from '../testing/fake-dataverse/index.ts';
import { watchQueries } from '../testing/watch-queries.ts';
import { createDataverseClient, type DataverseClientOptions } from './create-dataverse-client.ts';
import type { RowChange } from './dataverse-client.ts';

/** The client over real connections, against a Dataverse that was written without it. */
let fake: FakeDataverse;
const watch = watchQueries();
before(async () => {
  fake = await startFakeDataverse();
});
after(async () => {
  await fake.stop();
  watch.assertGrammar();
});
beforeEach(() => fake.reset());

const ID = { one: '11111111-1111-4111-8111-111111111111', two: '22222222-2222-4222-8222-222222222222' };
/** Longer than an attempt of the client's. */
const PATIENCE = { seconds: 3 };
const LIMITS = { attempt: 700, pause: 1 };
const connect = (rest: Partial<DataverseClientOptions> = {}) =>
  createDataverseClient({ ...fake, limits: LIMITS, fetch: watch.fetch, ...rest });
const contact = (id: string, lastname: string): RowChange => ({
  type: 'create',
  set: 'contacts',
  id,
  values: { lastname },
});
const names = (rows: readonly unknown[]) => rows.map((row) => (row as { lastname: string }).lastname);

describe('the client and a Dataverse', () => {
  test('agree on queries with every option', async () => {
    const client = connect();
    const [account] = fake.seed('account', [{ name: "O'Neil & Söhne 100%" }]) as [string];
    await client.write([
      {
        ...contact(ID.one, "D'Arc"),
        values: { lastname: "D'Arc", 'parentcustomerid_account@odata.bind': `/accounts(${account})` },
      } as RowChange,
      contact(ID.two, 'b'),
    ]);
    const page = await client.list('contacts', {
      select: ['lastname', '_parentcustomerid_value'],
      filter: "lastname eq 'D''Arc' and _parentcustomerid_value ne null",
      orderBy: ['createdon desc', 'contactid'],
      expand: ['parentcustomerid_account($select=name)'],
      count: true,
      pageSize: 10,
    });
    assert.equal(page.count, 1);
    assert.equal(page.next, null);
    const [row] = page.rows;
    assert.deepEqual(
      [row?.lastname, row?.['_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname']],
      ["D'Arc", 'account'],
    );
    assert.partialDeepStrictEqual(row?.parentcustomerid_account, { name: "O'Neil & Söhne 100%" });
  });

  test('page through a list', async () => {
    fake.seed(
      'contact',
      Array.from({ length: 7 }, (_, n) => ({ lastname: `c${n}` })),
    );
    const client = connect();
    const query = { select: ['lastname'], orderBy: ['lastname', 'contactid'], pageSize: 3 };
    const found: string[] = [];
    let page = await client.list('contacts', query);
    found.push(...names(page.rows));
    while (page.next !== null) {
      page = await client.follow(page.next, query);
      found.push(...names(page.rows));
    }
    assert.deepEqual(found, ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
  });

  test('take a query that is too long for an address', async () => {
    const [id] = fake.seed('contact', [{ lastname: 'x' }]) as [string];
    const others = Array.from({ length: 700 }, () => `contactid eq ${crypto.randomUUID()}`);
    const filter = [...others, `contactid eq ${id}`].join(' or ');
    const { rows } = await connect().list('contacts', { select: ['lastname'], filter });
    assert.deepEqual(names(rows), ['x']);
    assert.ok(fake.requests.at(-1)?.url.endsWith('$batch'));
  });

  test('tell apart what can be wrong with a write', async () => {
    const client = connect();
    await client.write([contact(ID.one, 'a')]);
    const etag = String((await client.get('contacts', ID.one, { select: ['lastname'] }))?.['@odata.etag']);
    const update = (values: object, tag = etag): RowChange => ({
      type: 'update',
      set: 'contacts',
      id: ID.one,
      values: { ...values },
      etag: tag,
    });
    await assert.rejects(client.write([contact(ID.one, 'b')]), { kind: 'exists' });
    await client.write([update({ lastname: 'c' })]);
    await assert.rejects(client.write([update({ lastname: 'd' })]), { kind: 'version', code: '0x80060882' });
    await assert.rejects(
      client.write([{ type: 'update', set: 'contacts', id: ID.two, values: { lastname: 'x' }, etag: '*' }]),
      { kind: 'missing' },
    );
    await assert.rejects(client.write([update({ nope: 1 }, '*')]), { kind: 'refused' });
    await assert.rejects(client.list('contact', { select: ['lastname'] }), { kind: 'refused' });
    await assert.rejects(client.list('contacts', { select: ['nope'] }), { kind: 'refused' });
    await assert.rejects(client.get('contact', ID.one, { select: ['lastname'] }), { kind: 'refused' });
    assert.equal(await client.get('contacts', ID.two, { select: ['lastname'] }), null);
  });

  test('do a change set whole or not at all', async () => {
    const client = connect();
    await client.write([contact(ID.one, 'a')]);
    const stale: RowChange = {
      type: 'update',
      set: 'contacts',
      id: ID.one,
      values: { lastname: 'z' },
      etag: 'W/"1"',
    };
    await assert.rejects(client.write([contact(ID.two, 'b'), stale]), { kind: 'version' });
    await assert.rejects(client.write([contact(ID.two, 'b'), contact(ID.one, 'c')]), { kind: 'exists' });
    assert.deepEqual(
      fake.rows('contact').map(({ lastname }) => lastname),
      ['a'],
    );
    await client.write([
      contact(ID.two, 'b'),
      { ...stale, etag: '*' },
      { type: 'delete', set: 'contacts', id: ID.one, etag: '*' },
    ]);
    assert.deepEqual(
      fake.rows('contact').map(({ lastname }) => lastname),
      ['b'],
    );
  });

  test('tell of changes since a moment', async () => {
    fake.seed('account', [
      { name: 'a', accountid: ID.one },
      { name: 'b', accountid: ID.two },
    ]);
    const client = connect();
    let page = await client.changes('accounts', { select: ['name'], since: null, pageSize: 1 });
    assert.deepEqual([page.rows.length, page.more], [1, true]);
    page = await client.changes('accounts', { select: ['name'], since: page.since, pageSize: 1 });
    assert.deepEqual([page.rows.length, page.more], [1, false]);
    await client.write([{ type: 'delete', set: 'accounts', id: ID.one, etag: '*' }]);
    page = await client.changes('accounts', { select: ['name'], since: page.since });
    assert.deepEqual([page.rows.length, page.removed], [0, [ID.one]]);
  });
});

describe('when Dataverse misbehaves', () => {
  const faults = [
    'cut-off-json',
    'reset',
    'sign-in-page',
    'unavailable',
    'slow-body',
    'unauthorized',
    'server-error',
    'reply-lost',
  ] as const;

  for (const kind of faults) {
    test(`a read gets its answer after ${kind}`, async () => {
      fake.seed('contact', [{ lastname: 'x' }]);
      fake.misbehave(kind, { path: 'contacts', ...PATIENCE });
      const { rows } = await connect().list('contacts', { select: ['lastname'] });
      assert.deepEqual(names(rows), ['x']);
    });

    test(`a read fails when it is ${kind} every time`, async () => {
      fake.seed('contact', [{ lastname: 'x' }]);
      fake.misbehave(kind, { path: 'contacts', times: 100, ...PATIENCE });
      const client = connect({ limits: { ...LIMITS, retries: 1 } });
      for (const read of [
        () => client.list('contacts', { select: ['lastname'] }),
        () => client.get('contacts', ID.one, { select: ['lastname'] }),
      ])
        await assert.rejects(read, {
          name: 'DataverseError',
          kind: kind === 'unauthorized' ? 'denied' : 'unavailable',
        });
    });

    test(`a write is done once after ${kind}`, async () => {
      const client = connect();
      fake.misbehave(kind, { method: 'PATCH', ...PATIENCE });
      await client.write([contact(ID.one, 'a')]);
      fake.misbehave(kind, { path: '$batch', ...PATIENCE });
      await client.write([
        contact(ID.two, 'b'),
        { type: 'update', set: 'contacts', id: ID.one, values: { lastname: 'c' }, etag: '*' },
      ]);
      assert.deepEqual(
        fake
          .rows('contact')
          .map(({ lastname }) => lastname)
          .sort(),
        ['b', 'c'],
      );
    });
  }

  test('a redirect is an error at once', async () => {
    fake.misbehave('redirect');
    await assert.rejects(connect().list('contacts', { select: ['lastname'] }), {
      kind: 'unavailable',
      status: 302,
    });
  });

  test('a throttled read waits as told, or says how long to wait', async () => {
    const client = connect();
    fake.misbehave('throttle', { seconds: 0 });
    assert.deepEqual((await client.list('contacts', { select: ['lastname'] })).rows, []);
    fake.misbehave('throttle', { seconds: 60 });
    await assert.rejects(client.list('contacts', { select: ['lastname'] }), {
      kind: 'throttled',
      retryAfter: 60,
    });
  });

  test('tokens that ran out unnoticed are renewed', async () => {
    const client = connect();
    fake.misbehave('clock-skew');
    assert.deepEqual((await client.list('contacts', { select: ['lastname'] })).rows, []);
    fake.revokeTokens();
    assert.deepEqual((await client.list('contacts', { select: ['lastname'] })).rows, []);
  });

  test('wrong credentials are told as such, without them', async () => {
    const client = connect({ clientSecret: 'wrong-secret' });
    const error = await client.list('contacts', { select: ['lastname'] }).catch((e: unknown) => e);
    assert.ok(error instanceof Error);
    assert.equal((error as Error & { kind?: string }).kind, 'denied');
    assert.doesNotMatch(String(error.stack), /wrong-secret/);
  });
});

test('a table or a row that is not there is an answer, and none to warn of', async () => {
  const warnings: unknown[] = [];
  const client = connect({ log: { warn: (details) => warnings.push(details) } });
  assert.equal(await client.read("EntityDefinitions(LogicalName='portico_nonesuch')"), null);
  assert.equal(await client.get('contacts', ID.one, { select: ['lastname'] }), null);
  assert.deepEqual(warnings, []);
  await assert.rejects(client.list('nonesuches', { select: ['name'] }), { kind: 'refused' });
  assert.equal(warnings.length, 1);
});
