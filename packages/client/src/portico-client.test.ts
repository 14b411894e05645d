import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from '@portico/protocol';
import { HostSession } from './host-session.ts';
import { createClient } from './portico-client.ts';
import { FakeAdapter, json, problem, unreachable } from './testing/fake-adapter.ts';

const adapter = 'https://help.example.com';
const id = '6c1b0f5e-1f0e-4d5a-9d0a-3a1f6b1f9a11';

function clientOf(fake: FakeAdapter, token: string | null = null) {
  const session = new HostSession({ getAccessToken: () => token });
  return createClient({ adapter, session, fetch: fake.fetch });
}

test('a list asks with the parameters of the protocol', async () => {
  const fake = new FakeAdapter(json({ records: [], cursor: null, count: 0 }));
  const page = await clientOf(fake).list('case', {
    select: ['number', 'title'],
    filter: eq('status', 'open'),
    sort: [{ column: 'created_at', direction: 'desc' }],
    limit: 5,
    count: true,
  });
  assert.deepEqual(page, { records: [], cursor: null, count: 0 });
  const [request] = fake.requests;
  assert.equal(request?.method, 'GET');
  assert.equal(request?.path, '/v1/tables/case/records');
  assert.equal(request?.search.get('select'), 'number,title');
  assert.equal(request?.search.get('sort'), '-created_at');
  assert.deepEqual(JSON.parse(request?.search.get('filter') ?? ''), eq('status', 'open'));
  assert.equal(request?.headers.get('authorization'), null);
});

test('an adapter below a path keeps its path', async () => {
  const fake = new FakeAdapter(json({}));
  await createClient({ adapter: 'https://example.com/portico/', fetch: fake.fetch }).site();
  assert.equal(fake.requests[0]?.path, '/portico/v1/site');
});

test('names and ids cannot leave their place in the path', async () => {
  const fake = new FakeAdapter(json({}));
  await clientOf(fake).get('case', '../../site?x=1');
  assert.equal(fake.requests[0]?.path, '/v1/tables/case/records/..%2F..%2Fsite%3Fx%3D1');
});

test('search leaves out what was not asked for', async () => {
  const fake = new FakeAdapter(json({ hits: [] }));
  await clientOf(fake).search({ q: 'flat tyre & tube', tables: ['article', 'thread'], facets: true });
  assert.deepEqual(Object.fromEntries(fake.requests[0]?.search ?? []), {
    q: 'flat tyre & tube',
    tables: 'article,thread',
    facets: 'true',
  });
});

test('the access token goes with every call', async () => {
  const fake = new FakeAdapter(json({ id, etag: '"1"' }));
  await clientOf(fake, 'abc').get('case', id, { select: ['title'], expand: ['account'] });
  assert.equal(fake.requests[0]?.headers.get('authorization'), 'Bearer abc');
  assert.equal(fake.requests[0]?.search.get('expand'), 'account');
});

test('changes carry the etag, creates and submissions their key', async () => {
  const fake = new FakeAdapter(json({ id, etag: '"2"' }));
  const client = clientOf(fake);
  await client.update('case', id, { title: 'New' }, { etag: '"1"' });
  await client.create('post', { body: 'Hi' }, { idempotencyKey: 'key-1' });
  await client.submit('contact', { values: { last_name: 'Byron' } }, { idempotencyKey: 'key-2' });
  const [update, create, submit] = fake.requests;
  assert.deepEqual([update?.method, update?.headers.get('if-match')], ['PATCH', '"1"']);
  assert.deepEqual([create?.method, create?.headers.get('idempotency-key')], ['POST', 'key-1']);
  assert.equal(submit?.path, '/v1/forms/contact/submissions');
  assert.deepEqual(submit?.body, { values: { last_name: 'Byron' } });
  assert.equal(submit?.headers.get('content-type'), 'application/json');
});

test('a record that its writer may not read is known by its id', async () => {
  const client = clientOf(new FakeAdapter(json({ id, record: null }, 201)));
  const created = await client.create('lead', { last_name: 'Byron' });
  assert.deepEqual([created.id, created.record], [id, null]);
});

test('an action is posted with its input', async () => {
  const fake = new FakeAdapter(json({ record: null }));
  const result = await clientOf(fake).act('thread', id, 'accept-answer', { post: null });
  assert.deepEqual(result, { record: null });
  assert.equal(fake.requests[0]?.path, `/v1/tables/thread/records/${id}/accept-answer`);
  assert.deepEqual(fake.requests[0]?.body, { post: null });
});

test('a delete has no answer', async () => {
  const fake = new FakeAdapter(() => new Response(null, { status: 204 }));
  assert.equal(await clientOf(fake).delete('post', id), undefined);
});

test('the site is asked for once, and again after a failure', async () => {
  const fake = new FakeAdapter(problem(400, 'malformed_request'), json({ name: 'Velo' }));
  const client = clientOf(fake);
  await assert.rejects(client.site(), { code: 'malformed_request' });
  const [first, second] = await Promise.all([client.site(), client.site()]);
  assert.deepEqual([first.name, second.name, fake.requests.length], ['Velo', 'Velo', 2]);
});

test('who the visitor is is asked again when someone else has signed in', async () => {
  const fake = new FakeAdapter(json({ displayName: 'Ada' }), json({ displayName: 'Grace' }));
  const session = new HostSession({ getAccessToken: () => 'abc' });
  const client = createClient({ adapter, session, fetch: fake.fetch });
  await session.accessToken();
  assert.equal((await client.session()).displayName, 'Ada');
  assert.equal((await client.session()).displayName, 'Ada');
  await session.changed();
  assert.equal((await client.session()).displayName, 'Grace');
});

test('a problem becomes an error with its code, issues and delay', async () => {
  const issues = [{ path: 'title', message: 'Is required.' }];
  const fake = new FakeAdapter(problem(422, 'invalid_values', { issues, detail: 'Look again.' }));
  await assert.rejects(clientOf(fake).create('case', {}), {
    name: 'PorticoError',
    code: 'invalid_values',
    message: 'Look again.',
    status: 422,
    issues,
    retryAfter: null,
  });
});

test('what a proxy answers in its own words still has a code', async () => {
  const answer = (status: number) => () => new Response('<h1>no</h1>', { status });
  for (const [status, code] of [
    [403, 'permission_denied'],
    [404, 'not_found'],
    [413, 'payload_too_large'],
    [418, 'malformed_request'],
  ] as const)
    await assert.rejects(clientOf(new FakeAdapter(answer(status))).table('case'), { code, status });
});

test('an answer that is no JSON is an error, not a value', async () => {
  const fake = new FakeAdapter(() => new Response('<html>captive portal</html>'));
  await assert.rejects(clientOf(fake).table('case'), { code: 'unreachable' });
});

test('aborting rejects with an AbortError', async () => {
  const controller = new AbortController();
  const fake = new FakeAdapter(() => {
    controller.abort();
    throw controller.signal.reason;
  });
  await assert.rejects(clientOf(fake).suggest('ty', { signal: controller.signal }), { name: 'AbortError' });
});

test('a lost connection is unreachable', async () => {
  const fake = new FakeAdapter(unreachable);
  await assert.rejects(clientOf(fake).create('post', {}), { code: 'unreachable', status: 0 });
  assert.equal(fake.requests.length, 1);
});
