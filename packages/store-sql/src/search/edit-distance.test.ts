import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editDistance } from './edit-distance.ts';

test('counts letters changed, added, dropped and swapped', () => {
  assert.equal(editDistance('password', 'password', 2), 0);
  assert.equal(editDistance('passward', 'password', 2), 1);
  assert.equal(editDistance('pasword', 'password', 2), 1);
  assert.equal(editDistance('passswords', 'passwords', 2), 1);
  assert.equal(editDistance('passwrod', 'password', 2), 1);
  assert.equal(editDistance('pasowrd', 'password', 2), 2);
});

test('says so when words are further apart than asked about', () => {
  assert.equal(editDistance('printer', 'password', 2), Number.POSITIVE_INFINITY);
  assert.equal(editDistance('a', 'abcd', 2), Number.POSITIVE_INFINITY);
});

test('is the same in both directions, and zero only between equal words', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
  fc.assert(
    fc.property(word, word, (one, other) => {
      const distance = editDistance(one, other, 6);
      assert.equal(distance, editDistance(other, one, 6));
      assert.equal(distance === 0, one === other);
      assert.ok(distance <= Math.max(one.length, other.length));
    }),
  );
});
