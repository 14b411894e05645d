import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { htmlToText } from './html-to-text.ts';
import { MAX_MARKDOWN, renderMarkdown } from './render-markdown.ts';

const spec = fileURLToPath(
  new URL('../../../../../shared/data/dev/hostile/commonmark/spec.jsonl.gz', import.meta.url),
);

test('headings, lists, tables, code and links are rendered', () => {
  assert.equal(
    renderMarkdown('# A\n\n- b\n\n`c` [d](https://e.example)'),
    '<h1>A</h1>\n<ul>\n<li>b</li>\n</ul>\n<p><code>c</code> ' +
      '<a href="https://e.example/" target="_blank" rel="noopener noreferrer ugc">d</a></p>\n',
  );
  assert.match(renderMarkdown('|a|\n|-|\n|b|'), /<table>[\s\S]*<th>a<\/th>[\s\S]*<td>b<\/td>/);
  assert.equal(renderMarkdown('```js\n<b>\n```'), '<pre><code>&lt;b&gt;\n</code></pre>\n');
});

test('tags in the source are text', () => {
  assert.equal(
    renderMarkdown('<b>x</b><script>y</script>'),
    '<p>&lt;b&gt;x&lt;/b&gt;&lt;script&gt;y&lt;/script&gt;</p>\n',
  );
});

test('whole addresses become links, words with dots do not', () => {
  assert.match(renderMarkdown('see https://a.example/b.'), /<a href="https:\/\/a\.example\/b"/);
  assert.equal(
    renderMarkdown('run setup.py or write a@b.example'),
    '<p>run setup.py or write a@b.example</p>\n',
  );
});

test('no Markdown makes a script', () => {
  for (const source of [
    '[a](javascript:alert(1))',
    '[a](JAVASCRIPT:alert(1))',
    '[a](data:text/html;base64,x)',
    '[a]: javascript:x\n\n[a]',
    '<javascript:alert(1)>',
    '![a](javascript:x)',
    '![a"onerror="x](https://b.example/c.png)',
    '[a](https://b.example "x\\" onclick=\\"y")',
  ]) {
    assert.doesNotMatch(
      renderMarkdown(source),
      /href="javascript|src="javascript|<[^>]* on[a-z]+="/i,
      source,
    );
  }
});

test('more than the limit is refused', () => {
  assert.throws(() => renderMarkdown('a'.repeat(MAX_MARKDOWN + 1)), RangeError);
});

test('sources that cost other parsers their time are rendered', () => {
  const long = 20_000;
  for (const source of [
    '*a_ '.repeat(long),
    '> '.repeat(long),
    '['.repeat(long),
    '![]('.repeat(long),
    '`'.repeat(long),
    'a**b'.repeat(long),
    '- '.repeat(long),
    '<'.repeat(long),
    '&'.repeat(long),
    'http://'.repeat(10_000),
    '\\'.repeat(long),
    '[a]: '.repeat(long),
  ]) {
    assert.equal(typeof renderMarkdown(source), 'string');
  }
});

test('examples of CommonMark without raw HTML read as they should', {
  skip: existsSync(spec) ? false : 'needs ../shared/data/dev/hostile',
}, () => {
  const examples = gunzipSync(readFileSync(spec))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { section: string; markdown: string; html: string });
  const plain = examples.filter(({ section }) =>
    ['Emphasis and strong emphasis', 'ATX headings', 'Lists', 'Code spans'].includes(section),
  );
  assert.ok(plain.length > 100);
  const differing = plain.filter(
    ({ markdown, html }) =>
      !markdown.includes('<') && htmlToText(renderMarkdown(markdown)) !== htmlToText(html),
  );
  assert.deepEqual(
    differing.map(({ markdown }) => markdown),
    [],
  );
  for (const { markdown } of examples) assert.equal(typeof renderMarkdown(markdown), 'string');
});
