import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfterOf } from './retry-after.ts';

const of = (value: string) => retryAfterOf(new Headers({ 'retry-after': value }));

test('seconds are seconds', () => {
  assert.deepEqual(['0', '7', '120'].map(of), [0, 7, 120]);
});

test('a date is the seconds until then', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
  assert.equal(of('Thu, 01 Jan 2026 00:01:30 GMT'), 90);
  assert.equal(of('Wed, 31 Dec 2025 23:00:00 GMT'), 0);
});

test('nobody is told to come back in more than two minutes', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
  assert.deepEqual(['121', '999999999999', 'Thu, 01 Jan 2037 00:00:00 GMT'].map(of), [120, 120, 120]);
});

test('what cannot be read says nothing', () => {
  assert.equal(retryAfterOf(new Headers()), null);
  assert.deepEqual(['', 'soon', '-', 'Infinity', 'NaN'].map(of), [null, null, null, null, null]);
});
