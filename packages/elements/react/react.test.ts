import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page as a project's bundler makes it, from the compiled packages. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here('testing/contact-page.tsx')],
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

describe('the React components', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    const script = await bundle();
    server = createServer((request, response) => {
      const [type, body] =
        request.url === '/page.js'
          ? ['text/javascript', script]
          : [
              'text/html',
              '<!doctype html><title>React</title><body><script type="module" src="/page.js"></script>',
            ];
      response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({
      executablePath: process.env.PORTICO_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
    });
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/favicon/.test(message.location().url))
        complaints.push(message.text());
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  it('set properties, class and children of the element', async () => {
    await page.locator('portico-lead-form.contact').getByText('Talk to us').waitFor();
    assert.equal(await page.locator('portico-lead-form').textContent(), 'Call us.');
    const article = page.locator('portico-article').first();
    assert.equal(await article.getByRole('heading', { name: 'Charging' }).getAttribute('aria-level'), '3');
  });

  it('follow a state that changes', async () => {
    await page.getByRole('button', { name: 'Ask for a trial' }).click();
    await page.locator('portico-lead-form').getByText('A trial ride').waitFor();
  });

  it('hand the events of the visitor to their props', async () => {
    await page.getByLabel('Last name').fill('Verhey');
    await page.getByLabel('Email').fill('tomas@example.com');
    await page.getByLabel('Topic').selectOption('price');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('output', { hasText: /^sent$/ }).waitFor();
    const seen = await page.evaluate(() => window.seen);
    assert.equal(seen.filter((what) => what === 'created by trial').length, 1);
  });

  it('are not needed for the tags, whose events React knows by name', async () => {
    const seen = await page.evaluate(() => window.seen);
    assert.ok(seen.includes('opened a1'), seen.join());
  });

  it('make neither React nor the browser complain', () => assert.deepEqual(complaints, []));
});

describe('the React components on a server', () => {
  it('render their tags, for the browser to fill', async () => {
    const { PorticoLeadForm } = await import('@portico/elements/react');
    const html = renderToString(
      createElement(PorticoLeadForm, { form: 'trial', className: 'contact' }, 'Call us.'),
    );
    assert.match(html, /^<portico-lead-form[^>]*>Call us\.<\/portico-lead-form>$/);
  });
});

describe('the types for React', () => {
  it('hold for what is right and refuse what is wrong', () => {
    const tsc = here('../../../node_modules/.bin/tsc');
    try {
      execFileSync(tsc, ['-p', here('testing'), '--pretty', 'false'], { encoding: 'utf8' });
    } catch (error) {
      assert.fail((error as { stdout: string }).stdout);
    }
  });
});
