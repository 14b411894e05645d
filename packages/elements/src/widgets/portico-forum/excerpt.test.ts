import { expect } from '@open-wc/testing';
import { excerpt } from './excerpt.ts';

const words = (markdown: string): string => excerpt(markdown, 240);

describe('excerpt', () => {
  it('takes bold, italics and strike-through off their words', () => {
    expect(words('In the morning: **H10**, *no* motor, __wet__ and _cold_, ~~dead~~.')).to.equal(
      'In the morning: H10, no motor, wet and cold, dead.',
    );
    expect(words('***very*** and **bold with *italics* in it**')).to.equal(
      'very and bold with italics in it',
    );
  });

  it('keeps stars and underscores that mark nothing', () => {
    expect(words('2 * 3 is 6, file_name_here, __init__.py, a * b')).to.equal(
      '2 * 3 is 6, file_name_here, init.py, a * b',
    );
    expect(words('It costs 5 * more **and')).to.equal('It costs 5 * more **and');
  });

  it('keeps what code and escaped characters say', () => {
    expect(words('Kit `WK-210`, `a*b*c` and \\*not italic\\*')).to.equal(
      'Kit WK-210, a*b*c and *not italic*',
    );
  });

  it('keeps the words of links and pictures, not their addresses', () => {
    expect(words('See [the *manual*](https://example.com/a_b_c "Title") or ![a bell](bell.png)')).to.equal(
      'See the manual or a bell',
    );
    expect(words('[![picture](a.png)](https://example.com) and [by name][ref]')).to.equal(
      'picture and by name',
    );
    expect(words('Write to <ada@example.com> or <https://example.com/a_b_c>')).to.equal(
      'Write to ada@example.com or https://example.com/a_b_c',
    );
  });

  it('takes off the marks of headings, lists and quotations', () => {
    expect(words('# Rain\n\n> > Quoted\n\n- one\n* two\n3. three\n- [x] done\n\n---\nEnd\n===')).to.equal(
      'Rain Quoted one two three done End',
    );
  });

  it('leaves out tables and code blocks', () => {
    expect(
      words('Some numbers.\n\n| | Van | Barge |\n| --- | ---: | --- |\n| Stops | 9 | 9 |\n\nAfter.'),
    ).to.equal('Some numbers. After.');
    expect(words('Before\n```log\nE10 | **x**\n```\nbetween\n~~~\nrest')).to.equal('Before between');
  });

  it('shows HTML as the text it is and keeps words in any script', () => {
    expect(words('<b>x</b> & 3 < 4')).to.equal('<b>x</b> & 3 < 4');
    expect(words('**Grüße** из _Москвы_')).to.equal('Grüße из Москвы');
  });

  it('ends within the length, with whole characters', () => {
    expect(excerpt('🚲🚲🚲', 2)).to.equal('🚲🚲');
    expect(excerpt('word '.repeat(1000), 240).length).to.be.at.most(240);
    expect(words('')).to.equal('');
  });
});
