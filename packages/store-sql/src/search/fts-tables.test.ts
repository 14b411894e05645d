import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTE } from '../testing/notes.ts';
import { ftsClass, ftsClasses } from './fts-tables.ts';

test('each visibility class has an index of its own', () => {
  assert.deepEqual(
    ftsClasses(NOTE).map(({ index }) => index),
    ['_fts__note__public', '_fts__note__staff'],
  );
});

test('a table that is not searched, or has no classes, has none', () => {
  const { search: _, ...unsearched } = NOTE;
  assert.deepEqual(ftsClasses(unsearched), []);
  const search = { weights: { title: 1 }, visibility: 'title', excerpt: 'title', facets: [] };
  assert.deepEqual(ftsClasses({ ...NOTE, search }), []);
});

test('values that differ never share an index, whatever letters they are made of', () => {
  const values = ['a b', 'a_b', 'a-b', 'A B', 'a', 'a"; drop table note; --', 'ü', 'u'];
  const names = values.map((value) => ftsClass(NOTE, value).index);
  assert.equal(new Set(names.map((name) => name.toLowerCase())).size, values.length);
  for (const name of names) assert.match(name, /^_fts__note__[a-z0-9_]+$/);
});
