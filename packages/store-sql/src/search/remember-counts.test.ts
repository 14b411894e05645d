import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stem } from '@portico/adapter/store';
import type { Database } from '../dialect/tables.ts';
import { NOTE } from '../testing/notes.ts';
import { ftsClass } from './fts-tables.ts';
import type { FullText } from './full-text.ts';
import { rememberCounts } from './remember-counts.ts';

const database = {} as Database;
const open = ftsClass(NOTE, 'public');
const closed = ftsClass(NOTE, 'staff');

/** Knows how many records have a word by the length of its stem, and writes down what it was asked. */
function counting(known: readonly string[]) {
  const asked: string[] = [];
  const fullText: Pick<FullText, 'recordCounts'> = {
    recordCounts: async (_, entry, words) => {
      asked.push(`${entry.visibility}: ${words.join(' ')}`);
      const counted = words.filter((word) => known.includes(stem(word)));
      return new Map(counted.map((word) => [stem(word), stem(word).length]));
    },
  };
  return { asked, fullText: rememberCounts(fullText as FullText) };
}

test('a word is counted once, found or not', async () => {
  const { asked, fullText } = counting(['oak', 'birch']);
  const first = await fullText.recordCounts(database, open, ['oak', 'elm']);
  assert.deepEqual([...first], [['oak', 3]]);
  const second = await fullText.recordCounts(database, open, ['elm', 'birch', 'oak']);
  assert.deepEqual([...second].sort(), [
    ['birch', 5],
    ['oak', 3],
  ]);
  await fullText.recordCounts(database, open, ['oaks', 'elm']);
  assert.deepEqual(asked, ['public: oak elm', 'public: birch']);
});

test('a count holds for its own class only', async () => {
  const { asked, fullText } = counting(['oak']);
  await fullText.recordCounts(database, open, ['oak']);
  await fullText.recordCounts(database, closed, ['oak']);
  assert.deepEqual(asked, ['public: oak', 'staff: oak']);
});

test('only what is asked for is told', async () => {
  const { fullText } = counting(['oak', 'elm']);
  await fullText.recordCounts(database, open, ['oak', 'elm']);
  assert.deepEqual([...(await fullText.recordCounts(database, open, ['elm']))], [['elm', 3]]);
  assert.deepEqual([...(await fullText.recordCounts(database, open, []))], []);
});
