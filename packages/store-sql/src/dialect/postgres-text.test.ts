import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldText } from '@portico/protocol';
import fc from 'fast-check';
import { fromPostgresText, shadowText, toPostgresText } from './postgres-text.ts';

const anyText = fc.oneof(
  fc.string({ unit: fc.constantFrom('\0', '\u0001', '\u0002', 'A', 'B', 'a', '\u{1f600}') }),
  fc.string({ unit: 'binary' }),
);
const byCodePoints = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

test('every text comes back, and none has a character that PostgreSQL refuses', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const stored = toPostgresText(text);
      return !stored.includes('\0') && fromPostgresText(stored) === text;
    }),
  );
});

test('stored texts are in the order of the texts', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      const order = Math.sign(byCodePoints(toPostgresText(a), toPostgresText(b)));
      assert.equal(order, Math.sign(byCodePoints(a, b)));
    }),
  );
});

test('a shadow is there exactly where the lower case of ASCII is not the folded text, or might not be', () => {
  assert.equal(shadowText('Plain TEXT, 100%\n'), null);
  assert.equal(shadowText('CAFÉ'), 'café');
  assert.equal(shadowText('e\u0301'), '\u00e9');
  assert.equal(shadowText('\u212a'), 'k', 'the sign for Kelvin');
  assert.equal(shadowText('a\0\u0001'), 'aAB');
  fc.assert(
    fc.property(anyText, (text) => {
      const shadow = shadowText(text);
      const folded = foldText(text).replaceAll('\0', 'A').replaceAll('\u0001', 'B');
      assert.equal(shadow ?? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()), folded);
    }),
  );
});
