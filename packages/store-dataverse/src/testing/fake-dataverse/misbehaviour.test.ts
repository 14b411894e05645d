import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeDataverse, startFakeDataverse } from './start-fake-dataverse.ts';
import { buyToken, type Call, connect, requestToken } from './testing-connection.ts';

describe('asked to misbehave', () => {
  let fake: FakeDataverse;
  let call: Call;

  before(async () => {
    fake = await startFakeDataverse();
    call = await connect(fake);
  });
  beforeEach(() => {
    fake.reset();
    fake.limit({});
    fake.seed('account', [{ name: 'Acme' }]);
  });
  after(() => fake.stop());

  it('it throttles as often as told, and does nothing meanwhile', async () => {
    fake.misbehave('throttle', { times: 2, seconds: 3 });
    for (const _ of [1, 2]) {
      const answer = await call('POST', 'accounts', { name: 'x' });
      assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '3']);
    }
    assert.equal(fake.rows('account').length, 1);
    assert.equal((await call('POST', 'accounts', { name: 'x' })).status, 204);
  });

  it('it cuts JSON off as if that were all', async () => {
    fake.misbehave('cut-off-json');
    const answer = await call('GET', 'accounts?$select=name');
    assert.equal(answer.status, 200);
    assert.throws(() => answer.json, SyntaxError);
  });

  it('it breaks the connection in the middle of the body', async () => {
    fake.misbehave('reset');
    await assert.rejects(call('GET', 'accounts'));
  });

  it('it sends a sign-in page with 200', async () => {
    fake.misbehave('sign-in-page');
    const answer = await call('GET', 'accounts');
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type')!, /text\/html/);
    assert.match(answer.text, /Sign in/);
  });

  it('it is unavailable in HTML', async () => {
    fake.misbehave('unavailable');
    const answer = await call('GET', 'accounts');
    assert.equal(answer.status, 503);
    assert.match(answer.headers.get('content-type')!, /text\/html/);
  });

  it('it redirects to a sign-in page', async () => {
    fake.misbehave('redirect');
    const answer = await call('GET', 'accounts');
    assert.equal(answer.status, 302);
    assert.ok(answer.headers.get('location'));
  });

  it('it takes its time over the body, which is whole in the end', async () => {
    fake.misbehave('slow-body', { seconds: 0.05 });
    const answer = await call('GET', 'accounts?$select=name');
    assert.equal(answer.json.value[0].name, 'Acme');
  });

  it('it loses the reply after everything was done', async () => {
    fake.misbehave('reply-lost');
    await assert.rejects(call('POST', 'accounts', { name: 'written' }));
    assert.ok(fake.rows('account').some(({ name }) => name === 'written'));
  });

  it('it fails with words that nobody should see', async () => {
    fake.misbehave('server-error');
    const answer = await call('GET', 'accounts');
    assert.equal(answer.status, 500);
    assert.match(answer.json.error['@Microsoft.PowerApps.CDS.TraceText'], /Secret/);
  });

  it('it says 401 once more', async () => {
    fake.misbehave('unauthorized');
    assert.equal((await call('GET', 'accounts')).status, 401);
    assert.equal((await call('GET', 'accounts')).status, 200);
  });

  it('it sells tokens that have run out', async () => {
    fake.misbehave('clock-skew');
    const stale = await buyToken(fake);
    const answer = await call('GET', 'accounts', undefined, { Authorization: `Bearer ${stale}` });
    assert.equal(answer.status, 401);
    const good = await buyToken(fake);
    assert.equal((await call('GET', 'accounts', undefined, { Authorization: `Bearer ${good}` })).status, 200);
  });

  it('it spares what it was not told of, and the first few', async () => {
    fake.misbehave('unavailable', { method: 'POST', path: 'accounts', after: 1 });
    assert.equal((await call('GET', 'accounts')).status, 200);
    assert.equal((await call('POST', 'contacts', { firstname: 'x' })).status, 204);
    assert.equal((await call('POST', 'accounts', { name: 'a' })).status, 204);
    assert.equal((await call('POST', 'accounts', { name: 'b' })).status, 503);
    fake.misbehave('unavailable');
    fake.behave();
    assert.equal((await call('GET', 'accounts')).status, 200);
  });

  it('it does so for other processes too', async () => {
    const control = (path: string, body: unknown) =>
      fetch(`${fake.url}/fake/${path}`, { method: 'POST', body: JSON.stringify(body) });
    assert.equal((await control('misbehave', { kind: 'unavailable', times: 2 })).status, 200);
    assert.equal((await call('GET', 'accounts')).status, 503);
    await control('behave', {});
    assert.equal((await call('GET', 'accounts')).status, 200);
    assert.equal((await control('misbehave', { kind: 'nonsense' })).status, 400);
    assert.equal((await control('nonsense', {})).status, 404);
    const rows = await (await fetch(`${fake.url}/fake/rows/account`)).json();
    assert.equal((rows as { name: string }[])[0]?.name, 'Acme');
    await control('limits', { requests: { most: 0, seconds: 1 } });
    assert.equal((await call('GET', 'accounts')).status, 429);
    await control('limits', {});
    await control('reset', {});
    assert.equal(fake.rows('account').length, 0);
  });
});

describe('service protection', () => {
  it('turns requests away above its limit, with the time to wait', async (context) => {
    const fake = await startFakeDataverse({ limits: { requests: { most: 2, seconds: 300 } } });
    context.after(() => fake.stop());
    const call = await connect(fake);
    assert.equal(
      (await call('GET', 'accounts')).headers.get('x-ms-ratelimit-burst-remaining-xrm-requests'),
      '1',
    );
    await call('GET', 'accounts');
    const answer = await call('GET', 'accounts');
    assert.deepEqual([answer.status, answer.json.error.code], [429, '0x80072322']);
    assert.ok(Number(answer.headers.get('retry-after')) > 290);
  });

  it('turns concurrent requests away above its limit', async (context) => {
    const fake = await startFakeDataverse({ limits: { concurrent: 2 } });
    context.after(() => fake.stop());
    const call = await connect(fake);
    fake.misbehave('slow-body', { times: 2, seconds: 0.2 });
    const answers = await Promise.all([1, 2, 3].map(() => call('GET', 'accounts')));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 429]);
    assert.equal((await call('GET', 'accounts')).status, 200);
  });
});

describe('tokens', () => {
  let fake: FakeDataverse;
  before(async () => {
    fake = await startFakeDataverse();
  });
  after(() => fake.stop());

  const refusals: readonly (readonly [Record<string, string>, number, string])[] = [
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{ client_id: 'other' }, 400, 'unauthorized_client'],
    [{ client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ scope: 'https://other.crm.dynamics.com/.default' }, 400, 'invalid_scope'],
  ];
  for (const [change, status, error] of refusals) {
    it(`are not sold for ${Object.keys(change).join()} ${Object.values(change).join()}`, async () => {
      const response = await requestToken(fake, change);
      assert.equal(response.status, status);
      assert.equal(((await response.json()) as { error: string }).error, error);
    });
  }

  it('are not sold to another tenant', async () => {
    const response = await fetch(`${fake.url}/other/oauth2/v2.0/token`, { method: 'POST' });
    assert.equal(response.status, 400);
  });

  it('are asked for by every request', async () => {
    const call = await connect(fake);
    for (const Authorization of ['', 'Bearer ', 'Bearer made-up', 'Basic eA==']) {
      const answer = await call('GET', 'accounts', undefined, { Authorization });
      assert.equal(answer.status, 401);
      assert.match(answer.headers.get('www-authenticate')!, /^Bearer authorization_uri=/);
    }
    fake.revokeTokens();
    assert.equal((await call('GET', 'accounts')).status, 401);
  });
});
