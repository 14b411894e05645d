import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPortal } from '../testing/portal.ts';

const ORIGIN = 'https://www.example';
const STRANGERS = [
  ...[
    'https://www.example.evil',
    'https://evil.example',
    'http://www.example',
    'https://www.example:444',
    'null',
  ],
  ...[
    'https://WWW.example',
    'https://www.example.',
    'https://www.example/',
    'https://a.www.example',
    'https://wwwxexample',
  ],
  ...[
    'https://www.example https://evil.example',
    'https://evil.example#https://www.example',
    '*',
    'https://www.example\u00a0',
    '',
  ],
];

const lead = { topic: 'Hello', last_name: 'Ash' };

test('a preflight of the site is answered with what may be sent', async () => {
  const portal = await openPortal();
  const response = await portal.send('/v1/tables/case/records', {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-anything',
    },
  });
  assert.equal(response.status, 204);
  assert.equal(response.headers.get('access-control-allow-origin'), ORIGIN);
  assert.equal(
    response.headers.get('access-control-allow-headers'),
    'authorization, content-type, idempotency-key, if-match',
  );
  assert.equal(response.headers.get('access-control-max-age'), '600');
  assert.equal(response.headers.get('access-control-allow-credentials'), null);
  assert.match(response.headers.get('vary') ?? '', /Origin/);
});

test('no other origin is answered as if it were', async () => {
  const portal = await openPortal();
  for (const origin of STRANGERS) {
    const preflight = await portal.send('/v1/site', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
    assert.equal(preflight.status, 403, origin);
    for (const response of [preflight, await portal.send('/v1/site', { headers: { origin } })]) {
      assert.equal(response.headers.get('access-control-allow-origin'), null, origin);
      assert.match(response.headers.get('vary') ?? '', /Origin/);
    }
  }
});

test('a page of another website writes nothing without a token', async () => {
  const portal = await openPortal();
  for (const origin of STRANGERS) {
    const response = await portal.send('/v1/tables/lead/records', {
      method: 'POST',
      headers: { origin },
      json: lead,
    });
    assert.equal((await response.json()).code, 'origin_not_allowed', origin);
    const plain = await portal.send('/v1/forms/lead/submissions', {
      method: 'POST',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'last_name=Ash&email=a@b.example',
    });
    assert.equal(plain.status, 403);
  }
});

test('pages of the site and programs write', async () => {
  const portal = await openPortal();
  for (const headers of [{ origin: ORIGIN }, {}]) {
    const response = await portal.send('/v1/tables/lead/records', { method: 'POST', headers, json: lead });
    assert.equal(response.status, 201);
  }
});

test('problems too may be read by pages of the site, and by no others', async () => {
  const portal = await openPortal();
  const ours = await portal.send('/v1/nothing', { headers: { origin: ORIGIN } });
  assert.equal(ours.headers.get('access-control-allow-origin'), ORIGIN);
  const theirs = await portal.send('/v1/nothing', { headers: { origin: 'https://evil.example' } });
  assert.equal(theirs.headers.get('access-control-allow-origin'), null);
});
