import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sdkFolder } from '../serve/sdk-files.ts';
import { snippetOf } from '../snippet/snippet-of.ts';
import { runPortico } from '../testing/run-portico.ts';
import { integrityOf, sdkFolderWith } from '../testing/sdk-folder.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const SOURCES = {
  'portico.js': 'export const loader = 1;',
  'core.js': 'export const core = 1;',
  'portico-search.js': 'export const search = 1;',
  'portico-case-form.js': 'export const form = 1;',
  'chunk-portico-x.js': 'export {};',
};
const ENV = { PORTICO_SDK: 'sdk' };
const BUILT = existsSync(join(sdkFolder({}), 'sri.json'));
const skip = BUILT ? false : 'needs the built browser files: npm run build';

describe('portico snippet', () => {
  it('lists tags as lines and as JSON, without what is no widget', async (test) => {
    const folder = temporaryFolder(test, sdkFolderWith(SOURCES));
    const tags = ['portico-search', 'portico-case-form'];
    const plain = await runPortico(['snippet'], folder, ENV);
    assert.deepEqual([plain.code, plain.stdout.trim().split('\n').sort()], [0, tags.toSorted()]);
    const json = await runPortico(['snippet', '--json'], folder, ENV);
    assert.deepEqual((JSON.parse(json.stdout) as string[]).sort(), tags.toSorted());
  });

  it('takes the name with and without its prefix, and prints the same', async (test) => {
    const folder = temporaryFolder(test, sdkFolderWith(SOURCES));
    const short = await runPortico(['snippet', 'case-form'], folder, ENV);
    const whole = await runPortico(['snippet', 'portico-case-form'], folder, ENV);
    assert.deepEqual(short, whole);
    assert.ok(short.stdout.includes(`integrity="${integrityOf(SOURCES['portico.js'])}"`));
    assert.match(short.stdout, /data-adapter="http:\/\/localhost:8081"/);
  });

  it('writes nothing that is not HTML around the CSP: it can be pasted whole', async (test) => {
    const folder = temporaryFolder(test, sdkFolderWith(SOURCES));
    const { stdout } = await runPortico(['snippet', 'search'], folder, ENV);
    const outside = stdout.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>[^<]*/g, '');
    assert.equal(outside.trim(), '');
    assert.equal(stdout.match(/<!--/g)?.length, 1);
  });

  it('refuses what is no widget, and names those there are', async (test) => {
    const folder = temporaryFolder(test, sdkFolderWith(SOURCES));
    for (const name of [
      'core',
      'portico',
      'chunk-portico-x',
      '../search',
      '__proto__',
      'SEARCH',
      '<script>',
    ]) {
      const { code, stdout, stderr } = await runPortico(['snippet', name], folder, ENV);
      assert.deepEqual([code, stdout], [2, ''], name);
      assert.match(stderr, /Known: .*portico-search/);
    }
  });

  it('prints each built widget with the integrity of the built loader', { skip }, async (test) => {
    const folder = temporaryFolder(test);
    const loader = readFileSync(join(sdkFolder({}), 'portico.js'));
    const tags = JSON.parse((await runPortico(['snippet', '--json'], folder)).stdout) as string[];
    assert.ok(tags.length >= 9, tags.join());
    for (const tag of tags.slice(0, 2)) {
      const { html } = JSON.parse((await runPortico(['snippet', tag, '--json'], folder)).stdout);
      assert.ok(html.includes(`integrity="${integrityOf(loader)}"`), tag);
    }
  });

  it('can rely on sri.json: it is the integrity of every file it names', { skip }, () => {
    const sri = JSON.parse(readFileSync(join(sdkFolder({}), 'sri.json'), 'utf8')) as Record<string, string>;
    for (const [name, integrity] of Object.entries(sri)) {
      assert.equal(integrityOf(readFileSync(join(sdkFolder({}), name))), integrity, name);
    }
  });
});

describe('the snippet of each widget', () => {
  const TAGS = [
    'portico-search',
    'portico-article',
    'portico-case-form',
    'portico-case-list',
    'portico-case',
    'portico-lead-form',
    'portico-forum',
    'portico-thread',
    'portico-sign-in',
  ];
  for (const tag of TAGS) {
    it(`${tag} is one script and one tag, closed, from one origin`, () => {
      const { html, csp } = snippetOf({
        tag,
        adapter: 'https://help.example.com',
        version: '1.2.3',
        integrity: 'sha384-abc',
      });
      assert.equal(html.match(/<script\b/g)?.length, 1);
      assert.equal(html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length, 1);
      assert.ok(html.endsWith(`</${tag}>`));
      const addresses = [...html.matchAll(/https?:\/\/[^/"]+/g)].map(([origin]) => origin);
      assert.deepEqual([...new Set(addresses)], ['https://help.example.com']);
      // Nothing in it needs 'unsafe-inline': no inline script, handler or style.
      assert.doesNotMatch(html, /\son\w+=|style=|<script[^>]*>[^<]/);
      assert.doesNotMatch(csp.join(), /unsafe|\*|data:|blob:/);
      assert.deepEqual(
        csp.map((line) => line.split(' ')[0]),
        ['script-src', 'connect-src', 'img-src', 'trusted-types'],
      );
    });
  }
});
