import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { importsOf, packageOf, withoutComments } from './imports.mjs';

describe('importsOf', () => {
  it('finds value, type, side-effect, re-exporting, dynamic and inline type imports', () => {
    const text = `
      import a from 'a';
      import type { B } from "b";
      import './c.ts';
      export { d } from 'd';
      export type * from 'e';
      const f = await import('f');
      type G = import('g').G;
    `;
    assert.deepEqual(importsOf(text).sort(), ['./c.ts', 'a', 'b', 'd', 'e', 'f', 'g']);
  });

  it('finds an import over several lines', () => {
    assert.deepEqual(importsOf("import {\n  type One,\n  two,\n} from '@portico/adapter/store';\n"), [
      '@portico/adapter/store',
    ]);
  });

  it('names each import once', () => {
    assert.deepEqual(importsOf("import { a } from 'x';\nimport type { B } from 'x';\n"), ['x']);
  });

  it('passes over comments and declarations', () => {
    const text = `
      // import { a } from 'line';
      /* import { b } from 'block'; */
      /** Use it so: import { c } from 'example'; */
      export const from = 'nowhere';
      export function d() { return 'd'; }
    `;
    assert.deepEqual(importsOf(text), []);
  });
});

describe('withoutComments', () => {
  it('keeps strings and templates with slashes in them', () => {
    const text = 'const a = "http://x"; const b = `https://${y}/* no comment */`;';
    assert.equal(withoutComments(text), text);
  });

  it('keeps line numbers', () => {
    assert.equal(withoutComments('a\n/* one\ntwo */\nb // three').split('\n').length, 4);
  });
});

describe('packageOf', () => {
  for (const [specifier, name] of [
    ['@portico/adapter/store', '@portico/adapter'],
    ['lit/decorators.js', 'lit'],
    ['ky', 'ky'],
    ['./x.ts', null],
    ['node:fs', null],
  ]) {
    it(`of ${specifier} is ${name}`, () => assert.equal(packageOf(specifier), name));
  }
});
