import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ColumnSchema } from '@portico/protocol';
import fc from 'fast-check';
import { packedCell, packText } from './packed-text.ts';

const base = { label: 'X', classification: 'internal' } as const;
const TEXT: ColumnSchema = { ...base, type: 'text', maxLength: 100 };
const LOOKUP: ColumnSchema = { ...base, type: 'lookup', target: 'contact' };
const CHOICE: ColumnSchema = { ...base, type: 'choice', choices: [{ value: 'a', label: 'A' }] };
const ID = '7f0c3d54-9a0e-4c53-8a7e-0f6f3a1d2b10';

test('cells come back from among each other, whatever is in them', () =>
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
      const text = packText('Portico', [
        ['one', one],
        ['other', other],
      ]);
      assert.equal(packedCell(text, 'one', TEXT), one);
      assert.equal(packedCell(text, 'other', TEXT), other);
    }),
  ));

test('the contact of a note by Power Pages is read', () => {
  const subject = `Note created on 1/31/2026 8:00:00 AM by Ann Li [contact:${ID.toUpperCase()}]`;
  assert.equal(packedCell(subject, 'contact', LOOKUP), ID);
});

const empty: readonly (readonly [string, string | null, ColumnSchema])[] = [
  ['no text', null, TEXT],
  ['words without cells', 'Re: my fan', TEXT],
  ['another key', '[other:x]', TEXT],
  ['an empty cell', '[key:]', TEXT],
  ['an id that is none', '[key:systemuser]', LOOKUP],
  ['a choice that is none', '[key:constructor]', CHOICE],
  ['a number that is none', '[key:]', { ...base, type: 'integer' }],
  ['neither yes nor no', '[key:yes]', { ...base, type: 'boolean' }],
  ['a day that is none', '[key:today]', { ...base, type: 'date' }],
];
for (const [what, text, schema] of empty)
  test(`${what} is an empty cell`, () => assert.equal(packedCell(text, 'key', schema), null));

test('what people wrote before does not stand in for a cell', () => {
  const text = packText('Portico [kind:closed]', [['kind', 'note']]);
  assert.equal(packedCell(text, 'kind', TEXT), 'note');
});

test('a value that looks like a cell is none', () => {
  const text = packText('Portico', [['source', 'x] [contact:y']]);
  assert.equal(packedCell(text, 'contact', TEXT), null);
});

test('text that was encoded by others is read as it is, if it is no encoding', () => {
  assert.equal(packedCell('[key:100%]', 'key', TEXT), '100%');
  assert.equal(packedCell('[key:%ff]', 'key', TEXT), null);
});
