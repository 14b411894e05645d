import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlToText, renderMarkdown } from '@portico/adapter';
import fc from 'fast-check';
import { htmlToMarkdown } from './html-to-markdown.ts';

const cases: readonly (readonly [what: string, html: string, markdown: string])[] = [
  ['paragraphs', '<p>One.</p><p>Two.</p>', 'One.\n\nTwo.'],
  ['line breaks between words only', '<p>One<br>two<br></p>', 'One\\\ntwo'],
  ['emphasis, with white space outside', '<p>a<strong> b </strong>c <em>d</em></p>', 'a **b** c *d*'],
  ['punctuation outside emphasis', '<p>a <b>b.</b>c</p>', 'a **b**.c'],
  ['empty emphasis goes', '<p>a<b></b>b</p>', 'ab'],
  ['links', '<p><a href="https://a.example/x">here</a></p>', '[here](https://a.example/x)'],
  [
    'links that show their address',
    '<a href="https://a.example/x">https://a.example/x</a>',
    '<https://a.example/x>',
  ],
  ['brackets in addresses', '<a href="https://a.example/(x)">x</a>', '[x](https://a.example/%28x%29)'],
  ['pictures', '<img src="https://a.example/x.png" alt="A [b]">', '![A  b ](https://a.example/x.png)'],
  ['lists', '<ul><li>a</li><li>b</li></ul>', '- a\n\n- b'],
  ['numbered lists', '<ol><li>a</li><li>b</li></ol>', '1. a\n\n2. b'],
  ['quotes', '<blockquote><p>a</p></blockquote><p>b</p>', '> a\n\nb'],
  ['code in words, not escaped', '<p>run <code>a_*b*</code></p>', 'run `a_*b*`'],
  ['code with a backtick', '<code>a`b</code>', '`` a`b ``'],
  [
    'preformatted text as it is',
    '<pre>a  b\n*c* <a href="https://x.example">d</a></pre>',
    '```\na  b\n*c* d\n```',
  ],
  ['headings', '<h2>Title</h2><p>x</p>', '## Title\n\nx'],
  ['rules', '<p>a</p><hr><p>b</p>', 'a\n\n---\n\nb'],
  ['text of tables', '<table><tr><td>a</td><td>b</td></tr></table>', 'a b'],
  ['entities', '<p>a &amp; b &lt;c&gt; &quot;</p>', 'a & b <c> "'],
  ['marks in text', '<p>2 * 3 _x_ `y` [z](w)</p>', '2 \\* 3 \\_x\\_ \\`y\\` [z\\](w)'],
  ['underscores within words stay', '<p>snake_case_name</p>', 'snake_case_name'],
  [
    'marks at the start of a line',
    '<p>1. a</p><p># b</p><p>- c</p><p>&gt;d</p>',
    '1\\. a\n\n\\# b\n\n\\- c\n\n\\>d',
  ],
  ['scripts vanish', '<p>a<script>alert(1)</script></p>', 'a'],
];

describe('htmlToMarkdown', () => {
  for (const [what, html, markdown] of cases) {
    it(what, () => assert.equal(htmlToMarkdown(html), markdown));
  }

  const plain = fc.string({ unit: fc.constantFrom(...'ab1 *_`[]()<>#-+.\\!|~=&;:>\n'), maxLength: 40 });
  const visible = (text: string) => text.replace(/\s+/g, '');

  it('keeps the words of any text, whatever marks are in it', () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 4 }), (paragraphs) => {
        const html = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('');
        const shown = htmlToText(renderMarkdown(htmlToMarkdown(html)));
        assert.equal(visible(shown), visible(paragraphs.join('')));
      }),
      { numRuns: 500 },
    );
  });

  it('makes nothing of hostile HTML that renders as a script or a handler', () => {
    const tags = [
      '<p>',
      '</p>',
      '<a href="',
      'javascript:alert(1)',
      '">',
      '</a>',
      '<b>',
      '<pre>',
      '<img src=x onerror=1>',
      '<svg/onload=1>',
      '<!--',
      '-->',
      '"',
      '`',
      '[x](javascript:1)',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tags), { maxLength: 12 }), (parts) => {
        assert.doesNotMatch(
          renderMarkdown(htmlToMarkdown(parts.join(''))),
          /<script|<svg|<[^>]*\son\w+=|href="javascript:/i,
        );
      }),
    );
  });
});

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
