import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatCursor, formatOffset, parseCursor, parseOffset, queryFingerprint } from './cursor.ts';

const value = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0 || 0),
  fc.boolean(),
  fc.constant(null),
);

test('a cursor comes back as the place it was made of', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 3 }), fc.uuid(), (values, id) => {
      const cursor = formatCursor('q', { values, id });
      assert.match(cursor, /^[A-Za-z0-9_-]+$/);
      assert.deepEqual(parseCursor('q', cursor), { values, id });
    }),
  );
  assert.equal(parseOffset('q', formatOffset('q', 40)), 40);
});

test('a cursor is good for its own query only', async () => {
  const one = await queryFingerprint('article', [null, [{ column: 'a', direction: 'asc' }]]);
  const other = await queryFingerprint('article', [null, [{ column: 'a', direction: 'desc' }]]);
  assert.notEqual(one, other);
  assert.notEqual(one, await queryFingerprint('case', [null, [{ column: 'a', direction: 'asc' }]]));
  const cursor = formatCursor(one, { values: [], id: 'x' });
  assert.throws(() => parseCursor(other, cursor), { code: 'invalid_cursor' });
  assert.throws(() => parseOffset(one, cursor), { code: 'invalid_cursor' });
});

test('garbage and forged cursors are refused', () => {
  const forged = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url');
  for (const cursor of [
    ...['', 'x', '!!!', 'a'.repeat(5), '%00', '=', 'e30', 'bnVsbA'],
    forged(null),
    forged([]),
    forged({ query: 'q' }),
    forged({ query: 'q', values: [{}], id: 'x' }),
    forged({ query: 'q', values: [[1]], id: 'x' }),
    forged({ query: 'q', values: Array(17).fill(1), id: 'x' }),
    forged({ query: 'q', values: [], id: 7 }),
    forged({ query: 'q', values: [], id: 'x', more: 1 }),
    Buffer.from([0xff, 0xfe]).toString('base64url'),
  ]) {
    assert.throws(() => parseCursor('q', cursor), { code: 'invalid_cursor' }, cursor);
  }
  for (const offset of [0, -1, 1.5, 1001, '2', null]) {
    assert.throws(
      () => parseOffset('q', forged({ query: 'q', offset })),
      { code: 'invalid_cursor' },
      String(offset),
    );
  }
});

test('whatever is sent as a cursor, it is refused or a place', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.throws(() => parseCursor('q', text), { code: 'invalid_cursor' });
    }),
  );
});
