import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minifyCss, minifyMarkup, minifyTemplates } from './minify-templates.mjs';

test('CSS keeps its meaning without its white space', () => {
  assert.equal(
    minifyCss(`/* why */
      :host([hidden]) , a:hover > .b :is(c, d) {
        color: light-dark( #fff, #000 );
        inset: calc(1em + 0.5px) 10.5em !important ;
      }
      @container portico (inline-size > 32em) {
        p { margin: 0 }
      }`),
    ' :host([hidden]),a:hover > .b :is(c,d){color:light-dark( #fff,#000 );inset:calc(1em + .5px) 10.5em!important}@container portico (inline-size > 32em){p{margin:0}}',
  );
});

test('markup keeps one space where it had any, for between words it shows', () => {
  assert.equal(
    minifyMarkup('\n  <p>\n    one\n    two <b>three</b>\n  </p>\n'),
    ' <p> one two <b>three</b> </p> ',
  );
  assert.equal(minifyMarkup(' <span>'), ' <span>');
});

test('markup where white space is content is left alone', () => {
  const text = '<pre>\n  two\n</pre>';
  assert.equal(minifyMarkup(text), text);
});

test('only templates change, and what stands in them is found', () => {
  const parse = () => ({
    type: 'Program',
    body: [
      {
        type: 'TaggedTemplateExpression',
        tag: { type: 'Identifier', name: 'html' },
        quasi: { quasis: [{ start: 7, end: 14, value: { raw: '  <p>  ' } }] },
      },
    ],
  });
  const { code } = minifyTemplates().transform.call({ parse }, 'a(html`  <p>  `, "  b  ")', '/src/a.js');
  assert.equal(code, 'a(html` <p> `, "  b  ")');
});
