import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { normalizeDate, normalizeDatetime } from './normalize-date.ts';

function datetime(value: unknown): unknown {
  const normalized = normalizeDatetime(value);
  return normalized.ok ? normalized.value : null;
}

function date(value: unknown): unknown {
  const normalized = normalizeDate(value);
  return normalized.ok ? normalized.value : null;
}

describe('a point in time', () => {
  test('is kept in UTC with milliseconds', () => {
    assert.equal(datetime('2026-01-31T08:00:00Z'), '2026-01-31T08:00:00.000Z');
    assert.equal(datetime('2026-01-31T08:00:00.5Z'), '2026-01-31T08:00:00.500Z');
    assert.equal(datetime('2026-01-31T08:00:00.123456789Z'), '2026-01-31T08:00:00.123Z');
  });

  test('is moved from its offset', () => {
    assert.equal(datetime('2026-01-31T08:00:00+02:00'), '2026-01-31T06:00:00.000Z');
    assert.equal(datetime('2026-01-31T23:30:00-05:30'), '2026-02-01T05:00:00.000Z');
  });

  test('may leave out its seconds and be written in lower case', () => {
    assert.equal(datetime('2026-01-31T08:00Z'), '2026-01-31T08:00:00.000Z');
    assert.equal(datetime('2026-01-31t08:00:00z'), '2026-01-31T08:00:00.000Z');
  });

  test('needs its offset: a local time means another moment to everyone', () => {
    assert.equal(datetime('2026-01-31T08:00:00'), null);
    assert.equal(datetime('2026-01-31'), null);
  });

  test('is a moment of the calendar', () => {
    assert.equal(datetime('2026-02-29T00:00:00Z'), null);
    assert.equal(datetime('2024-02-29T00:00:00Z'), '2024-02-29T00:00:00.000Z');
    assert.equal(datetime('2026-04-31T00:00:00Z'), null);
    assert.equal(datetime('2026-13-01T00:00:00Z'), null);
    assert.equal(datetime('2026-01-01T24:00:00Z'), null);
    assert.equal(datetime('2026-01-01T10:60:00Z'), null);
    assert.equal(datetime('2026-01-01T10:00:60Z'), null);
    assert.equal(datetime('2026-01-01T10:00:00+24:00'), null);
  });

  test('lies in the years 1 to 9999, also after it is moved to UTC', () => {
    assert.equal(datetime('0001-01-01T00:00:00Z'), '0001-01-01T00:00:00.000Z');
    assert.equal(datetime('9999-12-31T23:59:59.999Z'), '9999-12-31T23:59:59.999Z');
    assert.equal(datetime('0000-06-01T00:00:00Z'), null);
    assert.equal(datetime('0001-01-01T00:00:00+01:00'), null);
    assert.equal(datetime('9999-12-31T23:59:59-01:00'), null);
    assert.equal(datetime('+010000-01-01T00:00:00Z'), null);
  });

  test('is nothing else', () => {
    for (const value of ['', 'now', 'Sat, 31 Jan 2026', 1769846400000, true, {}, [], '2026-01-31 08:00:00Z'])
      assert.equal(datetime(value), null);
    assert.equal(datetime(' 2026-01-31T08:00:00Z'), null);
    assert.equal(datetime('2026-01-31T08:00:00Z\n'), null);
  });

  test('stays as it is once it is normalized', () => {
    const moments = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (moment) => {
        assert.equal(datetime(moment.toISOString()), moment.toISOString());
      }),
    );
  });

  test('never throws on text', () => {
    fc.assert(fc.property(fc.string(), (text) => void datetime(text)));
  });
});

describe('a calendar day', () => {
  test('is kept as written', () => {
    for (const day of ['0001-01-01', '1582-10-15', '2024-02-29', '9999-12-31']) assert.equal(date(day), day);
  });

  test('is one of the calendar', () => {
    for (const day of ['2026-02-29', '2026-00-10', '2026-01-00', '2026-01-32', '0000-01-01', '2026-06-31'])
      assert.equal(date(day), null);
  });

  test('is nothing else', () => {
    for (const value of [
      '',
      '2026-1-1',
      '26-01-01',
      '2026-01-01T00:00:00Z',
      '01/02/2026',
      20260101,
      null,
      {},
    ])
      assert.equal(date(value), null);
  });

  test('is every day of every year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_652_058 }), (days) => {
        const day = new Date(Date.parse('0001-01-01T00:00:00Z') + days * 86_400_000)
          .toISOString()
          .slice(0, 10);
        assert.equal(date(day), day);
      }),
    );
  });
});
