import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatRecordQuery, isProtocolError, parseNames, parseSort, type Sort } from './index.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
const sort = fc.record(
  { column: name, direction: fc.constantFrom<'asc' | 'desc'>('asc', 'desc') },
  { noNullPrototype: true },
);
const sorts = fc.uniqueArray(sort, { selector: ({ column }) => column, minLength: 1, maxLength: 5 });

test('a sort survives being written into a URL and read again', () => {
  fc.assert(
    fc.property(sorts, (sort: Sort[]) => {
      const text = new URLSearchParams(formatRecordQuery({ sort }).toString()).get('sort');
      assert.deepEqual(parseSort(text ?? ''), sort);
    }),
  );
});

test('names survive being written into a URL and read again', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 6 }), (select) => {
      const text = new URLSearchParams(formatRecordQuery({ select }).toString()).get('select');
      assert.deepEqual(parseNames(text ?? ''), select);
    }),
  );
});

test('a filter is carried as JSON whatever its text holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (value) => {
      const filter = {
        type: 'condition',
        column: 'title',
        operator: 'eq',
        value,
      } as const;
      const text = new URLSearchParams(formatRecordQuery({ filter }).toString()).get('filter');
      assert.deepEqual(JSON.parse(text ?? ''), filter);
    }),
  );
});

test('what was not asked for is not in the URL', () => {
  assert.equal(formatRecordQuery({}).toString(), '');
  assert.equal(formatRecordQuery({ count: false, sort: [], expand: [] }).toString(), '');
  assert.equal(
    formatRecordQuery({ limit: 0 }).toString(),
    'limit=0',
    'a limit is sent as given: the adapter refuses it',
  );
});

test('empty and repeated names are refused by code', () => {
  for (const text of ['', ',', 'a,', ',a', 'a,,b', 'a,a']) {
    assert.throws(
      () => parseNames(text),
      (error) => isProtocolError(error) && error.code === 'invalid_parameter',
      text,
    );
  }
});

test('a list of sort columns reads direction from the sign alone', () => {
  assert.deepEqual(parseSort('-created_at, title'), [
    { column: 'created_at', direction: 'desc' },
    { column: 'title', direction: 'asc' },
  ]);
});
