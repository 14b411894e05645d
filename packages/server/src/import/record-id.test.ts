import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RECORD_ID } from '@portico/protocol';
import { recordIdOf } from './record-id.ts';

describe('recordIdOf', () => {
  it('is a UUID of version 8, as record ids are', () => {
    const id = recordIdOf('article', 'a');
    assert.match(id, RECORD_ID);
    assert.match(id, /^.{14}8.{4}[89ab]/);
  });

  it('never changes, so that records imported long ago are recognised', () => {
    assert.equal(recordIdOf('article', 'battery/range.md'), recordIdOf('article', 'battery/range.md'));
    assert.equal(recordIdOf('article', 'a'), '63a277c1-942f-8ebb-9ed5-a7997e7ecf5c');
  });

  it('differs by table and by source, wherever one ends and the other begins', () => {
    const ids = [
      recordIdOf('article', 'a'),
      recordIdOf('thread', 'a'),
      recordIdOf('article', 'b'),
      recordIdOf('articlea', ''),
    ];
    assert.equal(new Set(ids).size, ids.length);
  });
});
