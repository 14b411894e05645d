import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { and, EVERYTHING, eq, type Filter, foldText, NOTHING, not, oneOf, or, related } from './index.ts';

const leaf = fc.constantFrom<Filter>(
  EVERYTHING,
  NOTHING,
  eq('status', 'open'),
  oneOf('status', ['open', 'waiting']),
);

test('a conjunction with nothing is nothing, and everything adds nothing to it', () => {
  fc.assert(
    fc.property(fc.array(leaf), (filters) => {
      assert.deepEqual(and(...filters, NOTHING), NOTHING);
      assert.deepEqual(and(...filters, EVERYTHING), and(...filters));
    }),
  );
});

test('a disjunction with everything is everything, and nothing adds nothing to it', () => {
  fc.assert(
    fc.property(fc.array(leaf), (filters) => {
      assert.deepEqual(or(...filters, EVERYTHING), EVERYTHING);
      assert.deepEqual(or(...filters, NOTHING), or(...filters));
    }),
  );
});

test('no permission at all is nothing, never everything', () => {
  assert.deepEqual(or(), NOTHING);
  assert.deepEqual(and(), EVERYTHING);
});

test('negation swaps the constants and wraps the rest', () => {
  assert.deepEqual(not(EVERYTHING), NOTHING);
  assert.deepEqual(not(NOTHING), EVERYTHING);
  assert.deepEqual(not(eq('a', 1)), { type: 'not', filter: eq('a', 1) });
});

test('a single filter is not wrapped', () => {
  assert.deepEqual(and(eq('a', 1)), eq('a', 1));
  assert.deepEqual(or(eq('a', 1), NOTHING), eq('a', 1));
});

test('a related filter keeps even the constants: the target must exist', () => {
  assert.deepEqual(related('case', EVERYTHING), {
    type: 'related',
    lookup: 'case',
    filter: EVERYTHING,
  });
});

test('the constants cannot be changed by a careless caller', () => {
  assert.throws(() => {
    (EVERYTHING as { type: string }).type = 'nothing';
  }, TypeError);
});

test('text is folded by one rule: canonical composition, then lower case', () => {
  assert.equal(foldText('Cafe\u0301'), 'caf\u00e9');
  assert.equal(foldText('STRASSE'), 'strasse');
  assert.notEqual(foldText('Straße'), foldText('STRASSE'), 'no expansion: ß stays ß');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)),
  );
});
