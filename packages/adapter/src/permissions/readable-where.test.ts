import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVERYTHING, eq, type Filter, NOTHING, or } from '@portico/protocol';
import type { Grant } from '../plan/plan.ts';
import { coveredBy, covers, readableSomewhere, readableWhere } from './readable-where.ts';

const open = eq('status', 'open');
const own = eq('contact', 'ann');

function grant(filter: Filter, ...columns: string[]): Grant {
  return { permission: 'p', filter, columns: new Set(columns) };
}

describe('records covered by grants', () => {
  test('are those of any of them', () => {
    assert.deepEqual(coveredBy([grant(open), grant(own)]), or(open, own));
  });

  test('are none without grants', () => {
    assert.equal(coveredBy([]), NOTHING);
  });

  test('are all when one covers all', () => {
    assert.equal(coveredBy([grant(open), grant(EVERYTHING)]), EVERYTHING);
  });

  test('are said once when grants say the same', () => {
    assert.deepEqual(coveredBy([grant(open), grant(open)]), open);
  });
});

describe('where a column is readable', () => {
  test('needs no condition when every grant covers it', () => {
    assert.equal(readableWhere([grant(open, 'title'), grant(own, 'title')], 'title'), EVERYTHING);
  });

  test('is where a grant that covers it holds', () => {
    assert.deepEqual(readableWhere([grant(open, 'title'), grant(own)], 'title'), open);
  });

  test('is nowhere when none covers it, or there is none', () => {
    assert.equal(readableWhere([grant(open), grant(own)], 'title'), NOTHING);
    assert.equal(readableWhere([], 'title'), NOTHING);
    assert.equal(readableWhere([], 'id'), NOTHING);
  });

  test('is everywhere for the id', () => {
    assert.equal(readableWhere([grant(open), grant(own)], 'id'), EVERYTHING);
  });
});

describe('whether a column is readable at all', () => {
  test('asks for one grant that covers it', () => {
    assert.equal(readableSomewhere([grant(open), grant(own, 'title')], 'title'), true);
    assert.equal(readableSomewhere([grant(open), grant(own)], 'title'), false);
    assert.equal(readableSomewhere([], 'id'), false);
  });

  test('is no for names that every object answers to', () => {
    assert.equal(covers(grant(EVERYTHING), 'constructor'), false);
    assert.equal(covers(grant(EVERYTHING), 'has'), false);
  });
});
