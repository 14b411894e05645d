import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { foldToken, MAX_QUERY_TOKENS, tokenize, wordsOf } from './tokenize.ts';

test('a query becomes its words, folded, in order', () => {
  assert.deepEqual(tokenize("Can't login: C++ & e-mail 100%"), [
    'can',
    't',
    'login',
    'c',
    'e',
    'mail',
    '100',
  ]);
  assert.deepEqual(tokenize('Café STRASSE Straße ΟΔΟΣ ①'), ['cafe', 'strasse', 'strasse', 'οδοσ', '1']);
  assert.deepEqual(tokenize('自転車 का हिन्दी'), ['自転車', 'का', 'हिन्दी']);
});

test('a query of nothing to search for has no words', () => {
  for (const text of ['', '   ', '"*" ^ - + ( )', '\0', '\ud800', '🚲']) assert.deepEqual(tokenize(text), []);
});

test('a query is cut to 256 characters and 16 words', () => {
  assert.equal(tokenize('a '.repeat(1000)).length, MAX_QUERY_TOKENS);
  assert.equal(tokenize('a'.repeat(1000))[0]?.length, 256);
});

test('words know where they stand', () => {
  const text = 'Größe: 28″ für Räder';
  for (const { start, end, token } of wordsOf(text)) assert.equal(foldToken(text.slice(start, end)), token);
});

test('a token is a fixed point of folding, and holds no syntax of any search engine', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const token of tokenize(text)) {
        assert.equal(foldToken(token), token);
        assert.match(token, /^[\p{L}\p{N}\p{M}]+$/u);
        assert.deepEqual(tokenize(token.slice(0, 256)), [token.slice(0, 256)]);
      }
    }),
  );
});
