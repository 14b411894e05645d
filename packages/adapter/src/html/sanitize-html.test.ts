import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { renderMarkdown } from './render-markdown.ts';
import { sanitizeHtml } from './sanitize-html.ts';

const hostile = fileURLToPath(new URL('../../../../../shared/data/dev/hostile', import.meta.url));
const without = existsSync(hostile) ? false : 'needs ../shared/data/dev/hostile';

const TAGS = new Set(
  (
    'h1 h2 h3 h4 h5 h6 p br hr div span ul ol li dl dt dd blockquote pre figure figcaption details summary ' +
    'table caption colgroup col thead tbody tfoot tr th td a img abbr b bdi cite code del dfn em i ins kbd ' +
    'mark q s samp small strong sub sup time u var wbr'
  ).split(' '),
);
const ATTRIBUTES = new Set(
  (
    'dir lang title href rel target span src alt width height loading start reversed type colspan rowspan ' +
    'scope datetime'
  ).split(' '),
);

/**
 * Reads sanitized HTML by a grammar far stricter than any browser's: only whole tags of the vocabulary, only
 * double-quoted attributes, no `<` or `>` anywhere else. What fits it has one reading, in every parser.
 */
function assertStrict(html: string, context: string): void {
  const rest = html.replace(
    /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+(?:="[^"<>]*")?)*)( \/)?>/g,
    (_tag, _end, name, attributes) => {
      assert.ok(TAGS.has(name), `${context}: <${name}>`);
      for (const [, attribute, value = ''] of attributes.matchAll(/ ([a-z]+)(?:="([^"]*)")?/g)) {
        assert.ok(ATTRIBUTES.has(attribute), `${context}: ${attribute}`);
        if (attribute === 'href') assert.match(value, /^(?:https?|mailto|tel):/i, context);
        if (attribute === 'src') assert.match(value, /^https?:/i, context);
      }
      return '';
    },
  );
  assert.doesNotMatch(rest, /[<>]/, `${context}: ${html}`);
}

test('what articles need stays', () => {
  const html =
    '<h2>Title</h2><p>A <strong>bold</strong> <code>word</code><br />next</p><ul><li>one</li></ul>' +
    '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>' +
    '<pre>x</pre><blockquote>q</blockquote>';
  assert.equal(sanitizeHtml(html), html);
});

test('links open elsewhere and pass nothing on', () => {
  assert.equal(
    sanitizeHtml('<a href="https://a.example/?x=1&amp;y" rel="opener" target="_self">a</a>'),
    '<a href="https://a.example/?x=1&amp;y" target="_blank" rel="noopener noreferrer ugc">a</a>',
  );
  for (const href of ['mailto:a@b.example', 'tel:+15550100']) {
    assert.match(sanitizeHtml(`<a href="${href}">a</a>`), /^<a href="/);
  }
});

test('a link that leads nowhere safe keeps its words', () => {
  for (const href of [
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/relative',
    'relative',
    '',
  ]) {
    assert.equal(sanitizeHtml(`<a href="${href}">words</a>`), '<span>words</span>', href);
  }
});

test('images come from the web or not at all', () => {
  assert.equal(
    sanitizeHtml('<img src="https://a.example/b.png" alt="B" onerror="x">'),
    '<img alt="B" src="https://a.example/b.png" loading="lazy" />',
  );
  assert.match(sanitizeHtml('<img src="https://a.example/b.png">'), / alt="" /, 'no text means decoration');
  for (const src of ['data:image/svg+xml,<svg>', '/b.png', 'javascript:x', '']) {
    assert.equal(sanitizeHtml(`<img src="${src}">`), '', src);
  }
});

test('what scripts, styles, clobbers or asks for input goes, with its content where that is not for reading', () => {
  const cases: Readonly<Record<string, string>> = {
    '<script>x</script>a': 'a',
    '<style>x</style>a': 'a',
    '<svg><script>x</script><text>y</text></svg>a': 'a',
    '<math><mtext>x</mtext></math>a': 'a',
    '<iframe src="https://x">y</iframe>a': 'a',
    '<template><b>x</b></template>a': 'a',
    '<form><input name=a><textarea>x</textarea><button>b</button></form>a': 'ba',
    '<p id=a class=b name=c style="x" data-x=1 onclick=y hx-get=z>a</p>': '<p>a</p>',
    '<custom-element><b>a</b></custom-element>': '<b>a</b>',
    '<base href="https://evil"><meta http-equiv=refresh><link rel=stylesheet>a': 'a',
  };
  for (const [html, expected] of Object.entries(cases)) assert.equal(sanitizeHtml(html), expected, html);
});

test('whatever tags are cut into pieces, what is left is whole, and stays so', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          '<b>',
          '</b>',
          '<a href="https://x/">',
          '</a>',
          '<p',
          '>',
          '"',
          '&lt;',
          '<!--',
          '-->',
          'x',
        ),
      ),
      (parts) => {
        const once = sanitizeHtml(parts.join(''));
        assertStrict(once, parts.join(''));
        assertStrict(sanitizeHtml(once), once);
      },
    ),
  );
});

test('HTML nested deeper than anyone writes is reduced to its text', () => {
  assert.equal(sanitizeHtml(`${'<b>'.repeat(300)}a<p>b &lt;i&gt;`), '<p>a</p>\n<p>b &lt;i&gt;</p>');
  const wide = '<p>a</p>'.repeat(2000);
  assert.equal(sanitizeHtml(wide), wide);
  const unclosed = sanitizeHtml('<li>a'.repeat(2000));
  assert.equal(unclosed, '<li>a</li>'.repeat(2000));
});

test('open tags followed by end tags cost no more than their length', () => {
  // With time by the square of the length this would not end within the time limit of a test run.
  assert.equal(sanitizeHtml('<b>'.repeat(165_000) + '</i>'.repeat(125_000)), '<p></p>');
});

test('no payload of the hostile collection leaves anything but the vocabulary', { skip: without }, () => {
  const lines = gunzipSync(readFileSync(`${hostile}/payloads.jsonl.gz`))
    .toString()
    .trim()
    .split('\n');
  assert.ok(lines.length > 11_000);
  for (const line of lines) {
    const { id, payload } = JSON.parse(line) as { readonly id: string; readonly payload: string };
    assertStrict(sanitizeHtml(payload), id);
    assertStrict(renderMarkdown(payload), `${id} as Markdown`);
  }
});

test('no payload of the DOMPurify collection does', { skip: without }, () => {
  const cases = JSON.parse(readFileSync(`${hostile}/dompurify/expect.json`, 'utf8')) as { payload: string }[];
  assert.ok(cases.length > 100);
  for (const { payload } of cases) {
    assertStrict(sanitizeHtml(payload), payload);
    assertStrict(renderMarkdown(payload), payload);
  }
});

test('no tree of the html5lib collection does', { skip: without }, () => {
  const file = readFileSync(`${hostile}/html5lib/tree-construction/tests1.dat`, 'utf8');
  const trees = file
    .split('#data\n')
    .slice(1)
    .map((part) => part.split('\n#errors')[0] as string);
  assert.ok(trees.length > 50);
  for (const tree of trees) assertStrict(sanitizeHtml(tree), tree);
});
