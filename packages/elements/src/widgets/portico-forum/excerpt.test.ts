import { expect } from '@open-wc/testing';
import { excerpt } from './excerpt.ts';

const words = (html: string): string => excerpt(html, 240);

describe('excerpt', () => {
  it('keeps words and leaves their markup', () => {
    expect(
      words('<p>In the morning: <strong>H10</strong>, <em>no</em> motor, kit <code>WK-210</code>.</p>'),
    ).to.equal('In the morning: H10, no motor, kit WK-210.');
    expect(words('<p>See <a href="/a?b=c" title="5 > 4">the manual</a>.</p>')).to.equal('See the manual.');
  });

  it('keeps the words of two lines apart', () => {
    expect(words('<h3>Rain</h3><p>One<br />two</p><ul><li>three</li><li>four</li></ul>')).to.equal(
      'Rain One two three four',
    );
  });

  it('leaves out tables and code blocks', () => {
    expect(words('<p>Before.</p>\n<table><tr><td>9</td></tr></table>\n<p>After.</p>')).to.equal(
      'Before. After.',
    );
    expect(words('<p>Log:</p><pre><code>E10 a &lt; b\n</code></pre><p>Why?</p>')).to.equal('Log: Why?');
  });

  it('shows escaped characters as what they stand for, once', () => {
    expect(words('<p>&lt;b&gt; is &quot;bold&quot; &amp;amp; 3 &lt; 4</p>')).to.equal(
      '<b> is "bold" &amp; 3 < 4',
    );
  });

  it('shows nothing of a tag or table that was cut', () => {
    expect(excerpt(`<p>Some</p><a href="${'x'.repeat(900)}">`, 20)).to.equal('Some');
    expect(excerpt(`<p>Some</p><table>${'<tr><td>9</td></tr>'.repeat(90)}`, 20)).to.equal('Some');
  });

  it('ends within the length, with whole characters', () => {
    expect(excerpt('<p>🚲🚲🚲</p>', 2)).to.equal('🚲🚲');
    expect(words(`<p>${'word '.repeat(1000)}</p>`).length).to.be.at.most(240);
    expect(words('')).to.equal('');
  });
});
