import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryWords } from './query-words.ts';

test('a question keeps the words that tell what it is about', () => {
  assert.deepEqual(queryWords('How do I reset my password?', false), ['reset', 'password']);
});

test('a query of nothing but stop words keeps them', () => {
  assert.deepEqual(queryWords('To be or not to be', false), ['or', 'not', 'to', 'be']);
});

test('an unfinished last word stays, as it may become anything', () => {
  assert.deepEqual(queryWords('printer do', true), ['printer', 'do']);
  assert.deepEqual(queryWords('printer do', false), ['printer']);
  assert.deepEqual(queryWords('print a print', true), ['print']);
});

test('a single letter after other words is left out until it grows', () => {
  assert.deepEqual(queryWords('printer s', true), ['printer']);
  assert.deepEqual(queryWords('s', true), ['s']);
  assert.deepEqual(queryWords('printer 日', true), ['printer', '日']);
});

test('words are folded, and no more than sixteen are kept', () => {
  assert.deepEqual(queryWords('CAFÉ naïve', false), ['cafe', 'naive']);
  const many = Array.from({ length: 40 }, (_, at) => `w${at}`).join(' ');
  assert.equal(queryWords(many, false).length, 16);
});

test('what has no words has none', () => {
  assert.deepEqual(queryWords('', false), []);
  assert.deepEqual(queryWords('"*^():-\u0000', true), []);
});
