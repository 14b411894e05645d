import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loggingRequests } from './request-log.ts';
import { routeName } from './route-name.ts';

const ID = '63a277c1-942f-8ebb-9ed5-a7997e7ecf5c';

describe('routeName', () => {
  it('names routes without what a visitor put into them', () => {
    assert.equal(routeName('/v1/search'), '/v1/search');
    assert.equal(routeName(`/v1/tables/case/records/${ID}`), '/v1/tables/{table}/records/{id}');
    assert.equal(
      routeName(`/v1/tables/case/records/${ID}/close`),
      '/v1/tables/{table}/records/{id}/{action}',
    );
    assert.equal(routeName('/v1/forms/contact/submissions'), '/v1/forms/{form}/submissions');
    assert.equal(routeName('/sdk/1.0.0/core.js'), '/sdk/{file}');
    assert.equal(routeName('/openapi.json'), '/openapi.json');
  });

  it('tells nothing of paths it does not know', () => {
    for (const path of ['/', '/ann@example.com', '/openapiXjson', '/v1/tables', `/v1/x/${ID}`]) {
      assert.equal(routeName(path), 'unknown', path);
    }
  });
});

describe('loggingRequests', () => {
  it('logs fields that name nobody', async () => {
    const lines: object[] = [];
    const logger = { info: (fields: object) => void lines.push(fields) };
    const handle = loggingRequests(
      async () => new Response('a body', { status: 201, headers: { 'x-request-id': 'r1' } }),
      logger as never,
    );
    const request = new Request(`http://a.example/v1/tables/case/records/${ID}?q=ann@example.com`, {
      method: 'POST',
      body: 'secret',
      headers: { authorization: 'Bearer token' },
    });
    assert.equal((await handle(request)).status, 201);
    const [{ duration, ...fields } = { duration: -1 }] = lines as { duration: number }[];
    assert.ok(duration >= 0);
    assert.deepEqual(fields, {
      method: 'POST',
      route: '/v1/tables/{table}/records/{id}',
      status: 201,
      requestId: 'r1',
    });
  });
});
