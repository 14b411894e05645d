import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUnspaced } from './index-text.ts';
import { makeTsvectors } from './make-tsvectors.ts';

const entryOf = (...texts: string[]) => makeTsvectors(texts, isUnspaced);

test('a word is there as its stem, with its column and its places', () => {
  const { parts, length, phrases } = entryOf('printing printers', 'the printer');
  assert.deepEqual(parts, ["'0:print':1 '0:printer':2 '1:the':1 '1:printer':2"]);
  assert.deepEqual([length, phrases], [4, null]);
});

test('an empty record has an entry without words', () => {
  assert.deepEqual(entryOf('', ''), { parts: [''], length: 0, phrases: null });
});

test('letters of scripts without spaces are kept as text too, to be found as phrases', () => {
  assert.deepEqual(entryOf('我 们 used', 'plain').phrases, [' 我 们 us ', null]);
});

test('quotes and backslashes mean nothing', () => {
  assert.deepEqual(entryOf("o'brien \\").parts, ["'0:o''brien':1 '0:\\\\':2"]);
});

test('a text with more words than one vector holds is kept in several, each small enough', () => {
  const words = Array.from({ length: 200_000 }, (_, at) => `word${at}`);
  const { parts, length } = entryOf(words.join(' '));
  assert.equal(length, 200_000);
  assert.ok(parts.length > 1);
  for (const part of parts) assert.ok(Buffer.byteLength(part) < 2_000_000);
  assert.equal(parts.join(' ').split(' ').length, 200_000);
});

test('a word that is longer than any word is cut, and still told from others', () => {
  const [one, two] = ['x', 'y'].map((end) => entryOf(`${'ä'.repeat(5000)}${end}`).parts[0] as string);
  assert.notEqual(one, two);
  for (const part of [one, two]) assert.ok(Buffer.byteLength(part as string) < 2046);
});
