import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INTERNAL_TABLES, type TableSchema } from '@portico/protocol';
import { indexTables } from './index-tables.ts';

const text = { type: 'text', label: 'T', classification: 'public', maxLength: 9 } as const;
const to = (target: string) => ({ type: 'lookup', label: 'L', classification: 'public', target }) as const;
const search = { weights: { title: 1 }, visibility: 'v', excerpt: 'title', facets: [] };

function table(name: string, columns: TableSchema['columns'], rest: Partial<TableSchema> = {}): TableSchema {
  return {
    name,
    label: name,
    pluralLabel: name,
    title: 'title',
    columns: { title: text, ...columns },
    ...rest,
  };
}
const names = (tables: readonly TableSchema[]) => indexTables(tables).map(({ name }) => name);

test('takes what has search, and what lookups reach from there, however far', () => {
  const tables = [
    table('page', { owner: to('person') }, { search }),
    table('person', { firm: to('firm') }),
    table('firm', { parent: to('firm'), town: to('town') }),
    table('town', {}),
    table('order', { person: to('person') }),
  ];
  assert.deepEqual(names(tables), ['page', 'person', 'firm', 'town']);
});

test('takes nothing that is only pointed from, and no table twice', () => {
  const tables = [
    table('a', { b: to('b') }, { search }),
    table('b', { a: to('a') }, { search }),
    table('c', { a: to('a') }),
  ];
  assert.deepEqual(names(tables), ['a', 'b']);
  assert.deepEqual(names([table('c', {})]), []);
});

test('passes over a lookup to a table that there is not', () => {
  assert.deepEqual(names([table('a', { b: to('nowhere') }, { search })]), ['a']);
});

test('takes no table of the adapter itself for a searchable one', () => {
  assert.deepEqual(names(INTERNAL_TABLES.map((one) => ({ ...one, search }))), []);
});

test('keeps no values unique and counts no numbers', () => {
  const numbered = { ...text, numbering: 'N-' };
  const [copied] = indexTables([table('a', { number: numbered }, { search, unique: [['title']] })]);
  assert.equal(copied?.unique, undefined);
  assert.deepEqual(copied?.columns.number, text);
  assert.deepEqual(copied?.search, search);
});
