import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { STANDARD_TABLES, type TableSchema } from '@portico/protocol';
import { mapRecord } from './map-record.ts';
import { recordIdOf } from './record-id.ts';

const table = (name: string) => STANDARD_TABLES.find((schema) => schema.name === name) as TableSchema;
const contact = mapRecord(table('contact'));

describe('mapRecord', () => {
  it('derives ids from sources, for the record and for its lookups', () => {
    assert.deepEqual(contact({ source: 'ann', name: 'Ann', account: { source: 'acme' } }, 'here'), [
      {
        table: 'contact',
        id: recordIdOf('contact', 'ann'),
        place: 'here',
        values: { source: 'ann', name: 'Ann', account: recordIdOf('account', 'acme') },
      },
    ]);
  });

  it('takes ids as they are', () => {
    const id = recordIdOf('x', 'y');
    assert.deepEqual(contact({ id, name: 'Ann', account: id }, '')[0], {
      table: 'contact',
      id,
      place: '',
      values: { name: 'Ann', account: id },
    });
  });

  it('uses a source for the id only where the table does not keep it', () => {
    const [draft] = mapRecord(table('vote'))({ source: 'v1', thread: { source: 't1' } }, '');
    assert.deepEqual(draft?.values, { thread: recordIdOf('thread', 't1') });
    assert.equal(draft?.id, recordIdOf('vote', 'v1'));
  });

  it('reads who may see a note out of its text, and out of nothing else', () => {
    const note = (values: object) => mapRecord(table('case_note'))({ source: 'n', ...values }, '')[0]?.values;
    assert.deepEqual(note({ text: '*WEB*Sent.' }), { source: 'n', text: 'Sent.', visibility: 'customer' });
    assert.deepEqual(note({ text: 'Rude.' }), { source: 'n', text: 'Rude.', visibility: 'internal' });
    assert.deepEqual(note({ from_staff: true }), { source: 'n', from_staff: true });
    assert.throws(() => note({ text: '*WEB*Sent.', visibility: 'internal' }), /visibility/);
    assert.equal(contact({ source: 'a', name: '*WEB*Ann' }, '')[0]?.values.name, '*WEB*Ann');
  });

  it('names what is missing or unknown', () => {
    assert.throws(() => contact({ name: 'Ann' }, ''), /id or source/);
    assert.throws(() => contact({ id: '7', name: 'Ann' }, ''), /id: must be a UUID/);
    assert.throws(
      () => contact({ source: 'a', nam: 'Ann' }, ''),
      /nam: the table contact has no such column/,
    );
    assert.throws(
      () => contact({ source: 'a', constructor: 'x' }, ''),
      /constructor: the table contact has no/,
    );
    assert.throws(() => contact({ source: 'a', name: { source: 'x' } }, ''), /name: must be a value/);
    assert.throws(
      () => contact({ source: 'a', account: { source: 'x', y: 1 } }, ''),
      /account: must be a value or/,
    );
  });
});
