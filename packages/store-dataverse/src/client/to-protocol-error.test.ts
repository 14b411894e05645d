import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PROBLEMS, ProtocolError } from '@portico/protocol';
import { DataverseError, type DataverseErrorKind } from './dataverse-error.ts';
import { toProtocolError } from './to-protocol-error.ts';

const EXPECTED: Readonly<Record<DataverseErrorKind, keyof typeof PROBLEMS>> = {
  missing: 'not_found',
  exists: 'duplicate_record',
  duplicate: 'duplicate_record',
  version: 'etag_mismatch',
  denied: 'store_unavailable',
  throttled: 'store_unavailable',
  expired: 'store_unavailable',
  unavailable: 'store_unavailable',
  refused: 'internal_error',
};

test('each kind of failure is a problem of the closed list, without a word of Dataverse', () => {
  for (const [kind, code] of Object.entries(EXPECTED)) {
    const error = new DataverseError(kind as DataverseErrorKind, { status: 500, code: '0x80040217' });
    const problem = toProtocolError(error);
    assert.ok(problem instanceof ProtocolError);
    assert.equal(problem.code, code);
    assert.equal(problem.message, '');
    assert.equal(problem.cause, error, 'kept for the log');
    assert.ok(problem.code in PROBLEMS);
  }
});

test('the time to wait goes along', () => {
  const busy = toProtocolError(new DataverseError('throttled', { status: 429, retryAfter: 12 }));
  assert.ok(busy instanceof ProtocolError);
  assert.equal(busy.retryAfter, 12);
  const down = toProtocolError(new DataverseError('unavailable'));
  assert.ok(down instanceof ProtocolError);
  assert.equal(down.retryAfter, null);
});

test('what is no failure of Dataverse stays as it is', () => {
  for (const error of [new TypeError('x'), new ProtocolError('not_found'), 'text', null])
    assert.equal(toProtocolError(error), error);
});
