import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROBLEMS, type ProblemCode, ProtocolError } from '@portico/protocol';
import { problem as problemSchema } from './openapi/answer-schemas.ts';
import { problemResponse } from './problem-response.ts';

function answerTo(error: unknown) {
  const logged: { readonly details: Readonly<Record<string, unknown>>; readonly message: string }[] = [];
  const log = (details: Readonly<Record<string, unknown>>, message: string) =>
    logged.push({ details, message });
  const response = problemResponse(error, {
    requestId: 'request-1',
    logger: { error: log, warn: log },
    allow: ['GET', 'HEAD'],
  });
  return { response, logged };
}

test('every code of the list leaves with its status, in the documented shape', async () => {
  for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
    const { response } = answerTo(
      new ProtocolError(code, 'More of it.', { issues: [{ path: 'a', message: 'b' }] }),
    );
    assert.equal(response.status, PROBLEMS[code].status);
    const body = problemSchema.parse(await response.json());
    assert.equal(body.code, code);
    assert.equal(body.type, `/problems/${code}`);
    assert.equal(body.detail, 'More of it.');
    assert.deepEqual(body.issues, [{ path: 'a', message: 'b' }]);
  }
});

test('without detail or issues, there are none', async () => {
  const body = await answerTo(new ProtocolError('not_found')).response.json();
  assert.deepEqual(Object.keys(body).sort(), ['code', 'status', 'title', 'type']);
});

test('the cause of a problem stays inside, and is logged when it is ours', async () => {
  const cause = new Error('password=hunter2');
  const ours = answerTo(new ProtocolError('store_unavailable', '', { cause }));
  assert.doesNotMatch(await ours.response.text(), /hunter2/);
  assert.deepEqual(ours.logged[0]?.details, {
    requestId: 'request-1',
    code: 'store_unavailable',
    err: cause,
  });
  assert.equal(answerTo(new ProtocolError('invalid_values', '', { cause })).logged.length, 0);
});

test('why a token was refused is logged in words, and not told to its bearer', async () => {
  const cause = new TypeError('It is no access token: it has a nonce.');
  const { response, logged } = answerTo(new ProtocolError('invalid_token', '', { cause }));
  assert.doesNotMatch(await response.text(), /nonce/);
  assert.deepEqual(logged, [
    {
      details: { requestId: 'request-1', code: 'invalid_token', reason: cause.message },
      message: 'A token was refused.',
    },
  ]);
});

test('anything else that is thrown is an internal error, logged whole', async () => {
  const forged = Object.assign(new Error('secret'), { name: 'ProtocolError', code: 'toString', issues: [] });
  for (const error of [
    new Error('secret'),
    forged,
    'secret',
    null,
    undefined,
    { code: 'not_found', message: 'secret' },
  ]) {
    const { response, logged } = answerTo(error);
    const text = await response.text();
    assert.equal(JSON.parse(text).code, 'internal_error');
    assert.doesNotMatch(text, /secret/);
    assert.deepEqual(logged[0]?.details, { requestId: 'request-1', err: error });
  }
});

test('headers say when to come back, how to sign in, and which methods there are', () => {
  assert.ok(Number(answerTo(new ProtocolError('rate_limited')).response.headers.get('retry-after')) > 0);
  assert.equal(answerTo(new ProtocolError('not_found')).response.headers.get('retry-after'), null);
  assert.match(
    answerTo(new ProtocolError('invalid_token')).response.headers.get('www-authenticate') ?? '',
    /^Bearer/,
  );
  assert.equal(answerTo(new ProtocolError('method_not_allowed')).response.headers.get('allow'), 'GET, HEAD');
  assert.equal(answerTo(new ProtocolError('not_found')).response.headers.get('allow'), null);
});

test('a time to come back that is known is told, up to two minutes', () => {
  const retryAfter = (code: ProblemCode, seconds: number | null) =>
    answerTo(new ProtocolError(code, '', { retryAfter: seconds })).response.headers.get('retry-after');
  assert.equal(retryAfter('store_unavailable', 12), '12');
  assert.equal(retryAfter('store_unavailable', 0.2), '1');
  assert.equal(retryAfter('store_unavailable', 86_400), '120');
  assert.equal(retryAfter('store_unavailable', null), retryAfter('store_unavailable', 0));
  assert.equal(retryAfter('not_found', 12), null);
});
