import { expect } from '@open-wc/testing';
import { articleHtml, startsWith } from './article-html.ts';

describe('articleHtml', () => {
  it('puts the headings of the body under the title, without a gap', () => {
    expect(articleHtml('<h2>Two</h2><h3>Three</h3>', 'T', 2)).to.equal('<h3>Two</h3><h4>Three</h4>');
    expect(articleHtml('<h1>One</h1><h2>Two</h2>', 'T', 2)).to.equal('<h3>One</h3><h4>Two</h4>');
    expect(articleHtml('<h4 dir="rtl">Four</h4>', 'T', 1)).to.equal('<h2 dir="rtl">Four</h2>');
  });

  it('stops at the sixth level', () => {
    expect(articleHtml('<h1>One</h1><h2>Two</h2><h3>Three</h3>', 'T', 4)).to.equal(
      '<h5>One</h5><h6>Two</h6><h6>Three</h6>',
    );
  });

  it('drops a first heading that repeats the title, and no other', () => {
    expect(articleHtml('\n<h1 id="a">Lost &amp; <b>Found</b></h1><p>x</p>', 'lost & found', 2)).to.equal(
      '<p>x</p>',
    );
    expect(articleHtml('<h1>Recall</h1><p>x</p>', 'Brakes', 2)).to.equal('<h3>Recall</h3><p>x</p>');
    expect(articleHtml('<p>x</p><h1>Brakes</h1>', 'Brakes', 2)).to.equal('<p>x</p><h3>Brakes</h3>');
  });

  it('leaves tags alone that only begin like a heading', () => {
    expect(articleHtml('<hr><header>x</header><p>x</p>', 'T', 2)).to.equal('<hr><header>x</header><p>x</p>');
  });

  it('loads pictures lazily and makes wide things scroll', () => {
    expect(articleHtml('<img src="a.png">', 'T', 2)).to.equal(
      '<img loading="lazy" decoding="async" src="a.png">',
    );
    expect(articleHtml('<table><tr></tr></table><pre>x</pre>', 'T', 2)).to.equal(
      '<div tabindex="0"><table><tr></tr></table></div><pre tabindex="0">x</pre>',
    );
  });
});

describe('startsWith', () => {
  it('compares words, not markup, case or punctuation', () => {
    expect(startsWith('<p>Find <b>out</b>: in five&nbsp;minutes.</p>', 'Find out in five minutes')).to.equal(
      true,
    );
    expect(startsWith('<p>Work through these.</p>', 'Find out')).to.equal(false);
  });
});
