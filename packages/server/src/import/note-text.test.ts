import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { noteText } from './note-text.ts';

describe('noteText', () => {
  it('shows a note to the customer where a portal did, without the marker', () => {
    assert.deepEqual(noteText('*WEB*Your fan is sent.'), {
      text: 'Your fan is sent.',
      visibility: 'customer',
    });
    assert.deepEqual(noteText('*WEB*Sent.', 'customer'), { text: 'Sent.', visibility: 'customer' });
  });

  it('keeps every other note with the staff', () => {
    for (const text of [
      'He is rude.',
      '*web*x',
      ' *WEB*x',
      'x *WEB*',
      '*WEB',
      '<p>*WEB*x</p>',
      '\ufeff*WEB*x',
    ])
      assert.deepEqual(noteText(text), { text, visibility: 'internal' });
  });

  it('takes who may see it where that is said, and no marker contradicts', () => {
    assert.deepEqual(noteText('Sent.', 'customer'), { text: 'Sent.', visibility: 'customer' });
    assert.deepEqual(noteText('Sent.', 'internal'), { text: 'Sent.', visibility: 'internal' });
    assert.throws(() => noteText('*WEB*Sent.', 'internal'), /^ItemError: visibility: .*\*WEB\*/);
  });

  it('refuses a marker with nothing behind it', () => {
    assert.throws(() => noteText('*WEB* \n'), /^ItemError: text: /);
  });

  it('takes away one marker, and only one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (words) => {
        fc.pre(words.trim() !== '');
        assert.deepEqual(noteText(`*WEB*${words}`), { text: words, visibility: 'customer' });
      }),
    );
    assert.equal(noteText('*WEB**WEB*x').text, '*WEB*x');
  });
});
