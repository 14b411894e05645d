import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TableSchema } from '@portico/protocol';
import { lookupPaths } from './lookup-paths.ts';

function table(name: string, lookups: Readonly<Record<string, string>>): [string, TableSchema] {
  const columns = Object.fromEntries(
    Object.entries(lookups).map(([column, target]) => [
      column,
      { type: 'lookup', label: column, target, classification: 'public' } as const,
    ]),
  );
  return [name, { name, label: name, pluralLabel: name, title: 'name', columns }];
}

const TABLES = new Map([
  table('contact', { mentor: 'contact' }),
  table('case', { owner: 'contact', main: 'case' }),
  table('note', { case: 'case', source: 'elsewhere' }),
]);

test('paths go through every lookup, as far as they may', () => {
  assert.deepEqual(lookupPaths(TABLES, 'case', 'contact', 1), ['owner']);
  assert.deepEqual(lookupPaths(TABLES, 'note', 'contact', 2), ['case.owner']);
  assert.deepEqual(lookupPaths(TABLES, 'note', 'contact', 3), [
    'case.owner',
    'case.owner.mentor',
    'case.main.owner',
  ]);
});

test('paths leave out tables that the world does not have', () => {
  assert.deepEqual(lookupPaths(TABLES, 'note', 'elsewhere', 3), []);
});
