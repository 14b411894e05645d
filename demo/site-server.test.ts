import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { originAt, type Ports } from './config/ports.ts';
import { freePorts } from './free-ports.ts';
import type { RunningServer } from './listen.ts';
import { recordIdOf } from './record-id.ts';
import { contentSecurityPolicy, sitePaths, startSite } from './site-server.ts';

const pages = [...sitePaths()]
  .filter(([path]) => path.endsWith('.html'))
  .map(([path, file]) => ({ path, html: readFileSync(file, 'utf8') }));

/** Every tag Portico has; a page may use no other. */
const TAGS = [
  'portico-site',
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

function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');
}

describe('the pages', () => {
  it('are those a company has', () => {
    const names = pages.map(({ path }) => basename(path, '.html'));
    for (const name of ['index', 'bikes', 'support', 'contact', 'community', 'partner', 'employee', '404'])
      assert.ok(names.includes(name), name);
  });

  for (const { path, html } of pages) {
    describe(path, () => {
      it('links only to pages, places and pictures there are', () => {
        for (const link of [...attributes(html, 'href'), ...attributes(html, 'src')]) {
          if (/^(https?:|mailto:|tel:)/.test(link)) continue;
          const [target = '', place] = link.split('#');
          const file = target === '' ? path : target;
          assert.ok(sitePaths().has(file), `${link} leads nowhere`);
          const there = pages.find((page) => page.path === file)?.html ?? '';
          if (place) assert.ok(there.includes(` id="${place}"`), `${link}: no such place`);
        }
      });

      it('sends widgets only to pages and places there are', () => {
        for (const name of ['case-url', 'thread-url', 'article-url', 'case-form']) {
          for (const link of attributes(html, name)) {
            const [target = '', place] = link.replace(/\?.*?(?=#|$)/, '').split('#');
            const file = target === '' ? path : target;
            assert.ok(sitePaths().has(file), `${name}="${link}"`);
            if (place)
              assert.ok(pages.find((page) => page.path === file)?.html.includes(` id="${place}"`), link);
          }
        }
      });

      it('runs under the strictest policy: no inline script, style or handler', () => {
        assert.doesNotMatch(html, /\sstyle\s*=/i);
        assert.doesNotMatch(html, /<style/i);
        assert.doesNotMatch(html, /\son[a-z]+\s*=/i);
        for (const [, opening] of html.matchAll(/<script([^>]*)>/g)) assert.match(opening ?? '', /\ssrc="/);
      });

      it('knows of Portico nothing but one script tag and tags that exist', () => {
        assert.equal([...html.matchAll(/<script/g)].length, 1);
        for (const [, tag] of html.matchAll(/<(portico-[a-z-]+)/g)) assert.ok(TAGS.includes(tag ?? ''), tag);
      });

      it('offers something in place of every widget that shows content', () => {
        for (const [, tag, inner] of html.matchAll(/<(portico-[a-z-]+)[^>]*>([\s\S]*?)<\/\1>/g))
          if (tag !== 'portico-sign-in') assert.match(inner ?? '', /<(p|form)\b/, tag);
      });

      it('has a title, a language, one first heading and words for every picture', () => {
        assert.match(html, /<html lang="en">/);
        assert.match(html, /<title>[^<]+<\/title>/);
        if (path !== '/portico-callback.html') assert.equal([...html.matchAll(/<h1\b/g)].length, 1);
        for (const [image] of html.matchAll(/<img[^>]*>/g)) assert.match(image, /\salt="/);
      });

      it('names every place once', () => {
        const ids = attributes(html, 'id');
        assert.equal(new Set(ids).size, ids.length);
      });
    });
  }

  it('show the article of the first ride in place', () => {
    const { html } = pages.find((page) => page.path === '/new-bike.html') ?? { html: '' };
    assert.ok(html.includes(recordIdOf('article', 'getting-started/first-ride.md')));
  });
});

describe('pictures', () => {
  for (const [path, file] of [...sitePaths()].filter(([name]) => extname(name) === '.svg')) {
    it(`${path} carries no script, style or foreign address`, () => {
      const svg = readFileSync(file, 'utf8').replace('http://www.w3.org/2000/svg', '');
      assert.doesNotMatch(svg, /<script|\sstyle=|<style|\son[a-z]+=|https?:|href=/i);
    });
  }
});

describe('startSite', () => {
  let ports: Ports;
  let site: RunningServer;

  before(async () => {
    ports = await freePorts();
    site = await startSite(ports);
  });
  after(() => site.close());

  it('puts the ports in use in place of the standard ones', async () => {
    const html = await (await fetch(`${site.origin}/`)).text();
    assert.ok(html.includes(`data-adapter="${originAt(ports.adapter)}"`));
    assert.doesNotMatch(html, /localhost:808[012]/);
  });

  it('sends a policy that names the adapter and the identity provider and nobody else', async () => {
    const policy = (await fetch(`${site.origin}/`)).headers.get('content-security-policy') ?? '';
    assert.equal(policy, contentSecurityPolicy(ports));
    assert.ok(policy.includes("require-trusted-types-for 'script'"));
    assert.ok(!policy.includes('unsafe') && !policy.includes('*'));
    const origins = new Set(policy.match(/https?:[^ ;]+/g));
    assert.deepEqual(origins, new Set([originAt(ports.adapter), originAt(ports.identity)]));
  });

  it('answers the start page, a page with a query, a picture and the style sheet', async () => {
    for (const [path, type] of [
      ['/', 'text/html'],
      ['/case.html?id=1', 'text/html'],
      ['/art/punt.svg', 'image/svg+xml'],
      ['/site.css', 'text/css'],
    ] as const) {
      const response = await fetch(site.origin + path);
      assert.equal(response.status, 200);
      assert.ok(response.headers.get('content-type')?.startsWith(type));
    }
  });

  it('answers everything else with its own page for what is not there', async () => {
    for (const path of [
      '/nothing',
      '/..%2fportico.config.ts',
      '/%2e%2e/package.json',
      '/art',
      '//etc/passwd',
      '/%00',
    ]) {
      const response = await fetch(site.origin + path);
      assert.equal(response.status, 404, path);
      assert.match(await response.text(), /run aground/);
    }
  });

  it('only reads', async () => {
    assert.equal((await fetch(site.origin, { method: 'POST' })).status, 405);
    const head = await fetch(`${site.origin}/site.css`, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(await head.text(), '');
  });
});
