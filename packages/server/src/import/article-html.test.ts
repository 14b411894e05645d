import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sanitizeHtml } from '@portico/adapter';
import { articleHtml } from './article-html.ts';

const URL_OF = 'https://docs.example.com/guide/admin/roles';

describe('articleHtml', () => {
  it('leaves out a first heading that repeats the title', () => {
    assert.equal(articleHtml('# The  *Title*\n\nText', 'the title', null), '<p>Text</p>\n');
    assert.match(articleHtml('# Another\n\nText', 'Title', null), /<h1>Another<\/h1>/);
    assert.equal(articleHtml('# Title', 'Title', null), '');
  });

  it('lets HTML through, for the sanitizer to judge', () => {
    const html = articleHtml(
      '<table><tr><td>a</td></tr></table>\n\nx <kbd>y</kbd> <script>alert(1)</script>',
      't',
      null,
    );
    assert.match(html, /<td>a<\/td>/);
    assert.equal(sanitizeHtml(html).includes('script'), false);
  });

  it('resolves relative links and pictures against the address of the article', () => {
    const source =
      '[a](../configure/forms.md#top) [b](/x) [c](#part) [d](https://other.example/y.md) [e](mailto:a@example.com)\n' +
      '![p](media/p.png) <img alt="q" src=\'q.png\'> <a href="index.md">f</a>';
    const html = articleHtml(source, 't', URL_OF);
    for (const address of [
      'href="https://docs.example.com/guide/configure/forms#top"',
      'href="https://docs.example.com/x"',
      `href="${URL_OF}#part"`,
      'href="https://other.example/y.md"',
      'href="mailto:a@example.com"',
      'src="https://docs.example.com/guide/admin/media/p.png"',
      'src="https://docs.example.com/guide/admin/q.png"',
      'href="https://docs.example.com/guide/admin"',
    ]) {
      assert.ok(html.includes(address), address);
    }
  });

  it('leaves relative addresses alone without one; the sanitizer drops them', () => {
    const html = sanitizeHtml(articleHtml('[a](x.md) ![p](p.png)', 't', null));
    assert.equal(/href|src/.test(html), false);
    assert.ok(html.includes('a'));
  });

  it('does not touch addresses that are code', () => {
    const html = articleHtml(
      '`<a href="x">`\n\n```\n<img src="y">\n:::image source="z":::\n```',
      't',
      URL_OF,
    );
    assert.equal(html.includes('docs.example.com'), false);
    assert.ok(html.includes(':::image'));
  });

  it('reads the marks of GitHub and Microsoft Learn', () => {
    assert.match(
      articleHtml('> [!NOTE]\n> Mind this.', 't', null),
      /<blockquote>\s*<p><strong>Note<\/strong><\/p>\s*<p>Mind this/,
    );
    const picture = ':::image type="content" source="a b.png" alt-text="A [x] view.":::';
    assert.match(
      articleHtml(picture, 't', URL_OF),
      /src="https:\/\/docs\.example\.com\/guide\/admin\/a%20b\.png" alt="A x view\."/,
    );
    assert.equal(articleHtml(':::row:::\n\n:::image-end:::\n\n[!INCLUDE [x](y.md)]', 't', null), '');
  });
});
