import { expect, waitUntil as wait } from '@open-wc/testing';
import type { PorticoGlobal } from './loader.ts';

type PageWindow = Window & typeof globalThis & { Portico: PorticoGlobal; warnings: unknown[][] };

const script =
  '<script type="module" src="/packages/elements/src/cdn/loader.ts" data-adapter="/adapter"></script>';
const record = '<script>warnings = []; console.warn = (...words) => warnings.push(words);</script>';
const frames: HTMLIFrameElement[] = [];
const waitUntil = (condition: () => unknown) => wait(condition, 'it never came', { timeout: 8000 });

/** A page of its own, with this body. */
async function open(body: string): Promise<PageWindow> {
  const frame = document.createElement('iframe');
  frame.src = `/page?html=${encodeURIComponent(record + body)}`;
  frames.push(frame);
  document.body.append(frame);
  await new Promise((resolve) => {
    frame.onload = resolve;
  });
  return frame.contentWindow as PageWindow;
}

const defined = (page: PageWindow, tag: string) => page.customElements.get(tag) !== undefined;

describe('the loader on the pages there are', () => {
  afterEach(() => {
    for (const frame of frames.splice(0)) frame.remove();
  });

  it('lets tags alone that it does not know, however like its own they look', async () => {
    const page = await open(
      `${script}<portico-unknown>Mine.</portico-unknown><portico-search-box></portico-search-box><my-portico-site></my-portico-site>`,
    );
    await page.Portico.allDefined();
    expect(page.document.body.textContent).to.contain('Mine.');
    for (const tag of ['portico-unknown', 'portico-search-box', 'portico-search', 'portico-site'])
      expect(defined(page, tag), tag).to.equal(false);
    expect(page.warnings).to.deep.equal([]);
  });

  it('loads nothing for a tag in a template, and all of it once a copy stands in the page', async () => {
    const page = await open(`${script}<template><portico-site><p>Copy.</p></portico-site></template>`);
    await page.Portico.allDefined();
    expect(defined(page, 'portico-site')).to.equal(false);
    const template = page.document.querySelector('template') as HTMLTemplateElement;
    page.document.body.append(template.content.cloneNode(true));
    await page.customElements.whenDefined('portico-site');
    expect(page.document.querySelector('body > portico-site')?.shadowRoot !== null).to.equal(true);
  });

  it('sees a tag that a program writes as text', async () => {
    const page = await open(`${script}<main></main>`);
    await page.Portico.allDefined();
    const main = page.document.querySelector('main') as HTMLElement;
    main.innerHTML = '<ul><li><portico-site></portico-site></li></ul>';
    await page.customElements.whenDefined('portico-site');
  });

  it('loads a widget once for a hundred of its tags', async () => {
    const page = await open(`${script}${'<portico-site></portico-site>'.repeat(100)}`);
    await page.Portico.allDefined();
    const files = page.performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => path.endsWith('/portico-site.js'));
    expect(files).to.have.length(1);
  });

  it('runs once although the page has its script twice', async () => {
    const page = await open(`${script}${script}<portico-site></portico-site>`);
    await page.Portico.allDefined();
    expect(defined(page, 'portico-site')).to.equal(true);
    expect(page.warnings).to.deep.equal([]);
  });

  it('shows what is in a tag until it is defined, and when it never will be', async () => {
    const page = await open(`${script}<portico-site><a href="tel:1">Call us.</a></portico-site>`);
    const link = page.document.querySelector('a') as HTMLElement;
    expect(link.checkVisibility()).to.equal(true);
    await page.Portico.allDefined();
    expect(link.checkVisibility()).to.equal(true);
  });

  it('says which tag it cannot load, and still loads the others', async () => {
    const page = await open(`${script}<portico-site></portico-site>`);
    await page.Portico.load('portico-nowhere');
    await page.Portico.allDefined();
    expect(page.warnings).to.have.length(1);
    expect(String(page.warnings[0]?.[1])).to.contain('portico-nowhere');
    expect(defined(page, 'portico-site')).to.equal(true);
  });

  it('leaves an element alone that the page has defined under its name', async () => {
    const mine = `<script>customElements.define('portico-site', class extends HTMLElement { mine = true })</script>`;
    const page = await open(`${mine}${script}<portico-site></portico-site>`);
    await page.Portico.allDefined();
    expect(page.document.querySelector('portico-site')).to.have.property('mine', true);
  });

  it('works where the page has a program of its own that throws', async () => {
    const page = await open(
      `<script>onerror = () => true; Portico = [() => { throw new Error('mine') }]</script>${script}<portico-site></portico-site>`,
    );
    await waitUntil(() => page.Portico);
    // What the page has left for the loader is the page's business; the global is there for what comes later.
    expect(page.Portico).not.to.equal(undefined);
  });

  it('keeps its one global as it is for all who come later', async () => {
    const page = await open(script);
    const { Portico } = page;
    let seen: unknown;
    Portico.push((portico) => {
      seen = portico;
    });
    expect(seen).to.equal(Portico);
    expect(Portico.adapter).to.contain('/adapter');
    expect(Object.keys(page.Portico).sort()).to.deep.equal([
      'adapter',
      'allDefined',
      'load',
      'push',
      'session',
      'version',
    ]);
  });
});
