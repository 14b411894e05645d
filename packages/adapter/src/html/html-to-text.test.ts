import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { htmlToText } from './html-to-text.ts';
import { sanitizeHtml } from './sanitize-html.ts';

test('blocks stand on lines of their own, white space collapses', () => {
  assert.equal(
    htmlToText('<h1>A</h1>\n\n<p>b <b>c</b>\n  d<br>e</p><ul><li>f</li><li>g</li></ul>'),
    'A\nb c d\ne\nf\ng',
  );
});

test('table cells part words', () => {
  assert.equal(htmlToText('<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>'), 'a b\nc');
});

test('entities are decoded once, unknown ones stay', () => {
  assert.equal(
    htmlToText('&lt;b&gt; &amp;lt; &eacute; &#x1F600; &#65; &nothing; &amp'),
    '<b> &lt; é 😀 A &nothing; &amp',
  );
});

test('text in pre keeps its lines', () => {
  assert.equal(htmlToText('<pre>a\n  b</pre>c\nd'), 'a\nb\nc d');
});

test('what is not for reading is left out', () => {
  for (const name of ['script', 'style', 'template', 'noscript', 'title', 'textarea']) {
    assert.equal(htmlToText(`a<${name} x="1"><b>hidden</b></${name.toUpperCase()} >b`), 'ab', name);
    assert.equal(htmlToText(`a<${name}>hidden</${name}x>hidden`), 'a', name);
  }
  assert.equal(htmlToText('a<!-- hidden > -->b<!doctype html><?php hidden ?>c'), 'abc');
});

test('markup that ends early hides the rest, as in a browser', () => {
  assert.equal(htmlToText('a<b title="never closed>b'), 'a');
  assert.equal(htmlToText('a<!-- b'), 'a');
  assert.equal(htmlToText('a<b'), 'a');
});

test('a quoted > is no end of a tag', () => {
  assert.equal(htmlToText(`a<b title="x > y" data-x='>'>c</b>`), 'ac');
});

test('a less-than sign that begins no tag is text', () => {
  assert.equal(htmlToText('1 < 2 <3 <'), '1 < 2 <3 <');
});

test('inputs made to cost time cost no more than their length', () => {
  const long = 200_000;
  for (const part of [
    '<',
    '<a ',
    '<a "',
    "<a '",
    '<!--',
    '<script>',
    '&',
    '&amp',
    ' \n',
    '<a b="',
    '</',
    '<pre>',
  ]) {
    assert.equal(typeof htmlToText(part.repeat(long)), 'string', part);
  }
});

test('of sanitized HTML no markup is left over', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('<p>', '</p>', '<b>', '</b>', 'a', ' ', '&amp;', '<br>', '"')),
      (parts) => {
        assert.doesNotMatch(htmlToText(sanitizeHtml(parts.join(''))), /[<>]/);
      },
    ),
  );
});
