import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { comparable, comparerFor, foldText } from './compare.ts';
import { guidRank } from './guid.ts';

describe('the order of values', () => {
  it('of GUIDs is that of SQL Server: the last group first', () => {
    // The sample of Microsoft Learn, "Comparing GUID and uniqueidentifier values".
    const sample = [
      '3AAAAAAA-BBBB-CCCC-DDDD-2EEEEEEEEEEE',
      '2AAAAAAA-BBBB-CCCC-DDDD-1EEEEEEEEEEE',
      '1AAAAAAA-BBBB-CCCC-DDDD-3EEEEEEEEEEE',
    ];
    const compare = comparerFor('Edm.Guid', 'Edm.Guid', true);
    assert.deepEqual(
      sample.toSorted((a, b) => compare(a, b)).map((guid) => guid[0]),
      ['2', '3', '1'],
    );
  });

  it('of GUIDs goes by bytes as they lie in memory in the first three groups', () => {
    const rank = (group: string): string => guidRank(`${group}-0000-0000-0000-000000000000`);
    assert.ok(rank('00000001') > rank('10000000'));
    assert.ok(rank('01000000') > rank('00ff0000') === false);
  });

  it('of text passes over case and blanks at the end', () => {
    const compare = comparerFor('Edm.String', 'Edm.String', true);
    assert.equal(compare('Abc  ', 'aBC'), 0);
    assert.notEqual(compare(' abc', 'abc'), 0);
    assert.ok(compare('a', 'B') < 0);
    assert.notEqual(compare('é', 'e'), 0);
    assert.equal(comparerFor('Edm.String', 'Edm.String', false)('É', 'e'), 0);
  });

  it('of text tells apart what a collation passes over', () => {
    const compare = comparerFor('Edm.String', 'Edm.String', true);
    assert.notEqual(compare('a\u0001', 'a'), 0);
    assert.equal(Math.sign(compare('a\u0001', 'a')), -Math.sign(compare('a', 'a\u0001')));
  });

  it('of moments goes by the moment, not by how it is written', () => {
    const compare = comparerFor('Edm.DateTimeOffset', 'Edm.Date', true);
    assert.equal(compare('2024-01-01T02:00:00+02:00', '2024-01-01'), 0);
  });

  it('is there for numbers of any kind, and not between kinds of values', () => {
    assert.ok(comparable('Edm.Int32', 'Edm.Decimal'));
    assert.ok(comparable('Edm.String', 'Null'));
    assert.equal(comparable('Edm.Guid', 'Edm.String'), false);
    assert.equal(comparable('Edm.Int32', 'Edm.String'), false);
    assert.equal(foldText('A  ', true), 'a');
  });
});
