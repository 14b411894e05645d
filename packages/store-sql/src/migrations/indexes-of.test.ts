import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STANDARD_TABLES } from '@portico/protocol';
import { NOTE } from '../testing/notes.ts';
import { indexesOf } from './indexes-of.ts';

test('lookups and visibility are indexed newest first, unique sets as they are', () => {
  const indexes = indexesOf(NOTE).map(({ name, unique, columns }) => [
    name,
    unique,
    columns.map(({ column, descending }) => (descending ? `-${column}` : column)).join(),
  ]);
  assert.deepEqual(indexes, [
    ['_by__note__parent', false, 'parent,-created_at,id'],
    ['_by__note__visibility', false, 'visibility,-created_at,id'],
    ['_by__note__created_at', false, '-created_at,id'],
    ['_by__note__unique__title', true, 'title'],
  ]);
});

test('a table without a date of creation is indexed by its lookups alone', () => {
  const { created_at: _, ...columns } = NOTE.columns;
  const names = indexesOf({ ...NOTE, columns }).map(({ columns: indexed }) => indexed.length);
  assert.deepEqual(names, [1, 1, 1]);
});

test('no two indexes of the standard tables have one name', () => {
  const names = STANDARD_TABLES.flatMap(indexesOf).map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
});
