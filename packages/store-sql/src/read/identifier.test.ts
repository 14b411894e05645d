import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identifier } from './identifier.ts';

test('a name that every database can hold stays as it is', () => {
  assert.equal(identifier('_by__note__created_at'), '_by__note__created_at');
  assert.equal(identifier('a'.repeat(63)), 'a'.repeat(63));
});

test('longer names stay apart, however alike they begin', () => {
  const long = ['x', 'y', 'xy'].map((end) => identifier(`${'a'.repeat(80)}${end}`));
  assert.equal(new Set(long).size, 3);
  for (const name of long) assert.ok(name.length <= 63 && name.startsWith('aaaa'), name);
});
