import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Fields, readable, shorten } from './read-fields.ts';

describe('Fields', () => {
  const fields = new Fields({
    text: '  a\r\nb\u0000\ud800  ',
    number: 7,
    empty: ' ',
    nothing: null,
    list: ['a ', '', 3],
    commas: 'a, b',
    yes: true,
    date: '2026-01-31',
    yaml: new Date('2026-01-31T00:00:00Z'),
    time: '2026-01-31T10:00:00+02:00',
    wrong: 'yesterday',
    object: {},
  });

  it('reads text without control characters and broken ones', () => {
    assert.equal(fields.text('text'), 'a\nb\ufffd');
    assert.equal(fields.line('text'), 'a b\ufffd');
    assert.equal(fields.text('number'), '7');
    for (const name of ['empty', 'nothing', 'absent', 'toString', '__proto__'])
      assert.equal(fields.text(name), null);
  });

  it('reads lists, flags and times', () => {
    assert.deepEqual(fields.list('list'), ['a', '3']);
    assert.deepEqual(fields.list('commas'), ['a', 'b']);
    assert.deepEqual(fields.list('absent'), []);
    assert.equal(fields.flag('yes'), true);
    assert.equal(fields.flag('absent'), false);
    assert.equal(fields.time('date'), '2026-01-31T00:00:00.000Z');
    assert.equal(fields.time('yaml'), '2026-01-31T00:00:00.000Z');
    assert.equal(fields.time('time'), '2026-01-31T08:00:00.000Z');
    assert.equal(fields.time('nothing'), null);
  });

  it('names the field that is missing or of another type', () => {
    assert.throws(() => fields.required('empty'), { message: 'empty: is missing' });
    assert.throws(() => fields.text('object'), { message: 'object: must be text' });
    assert.throws(() => fields.list('object'), { message: 'object: must be a list' });
    assert.throws(() => fields.objects('text'), { message: 'text: must be a list' });
    assert.throws(() => fields.flag('text'), { message: 'text: must be true or false' });
    assert.throws(() => fields.time('wrong'), { message: 'wrong: is not a date' });
    assert.throws(() => fields.time('number'), { message: 'number: is not a date' });
    for (const value of [null, [], 'text', 3])
      assert.throws(() => new Fields(value), { message: 'must be an object' });
  });
});

describe('shorten', () => {
  it('never exceeds its length nor cuts a character in half', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, length) => {
        const short = shorten(text, length);
        assert.ok(short.length <= length);
        assert.ok(short.isWellFormed());
        if (text.length <= length) assert.equal(short, text);
      }),
    );
  });
});

describe('readable', () => {
  it('makes words of slugs and leaves the rest alone', () => {
    assert.equal(readable('email-and-messaging'), 'Email and messaging');
    assert.equal(readable('thunderbird'), 'Thunderbird');
    for (const text of ['Power Pages', 'iOS', 'a--b', 'É-a']) assert.equal(readable(text), text);
  });
});
