import { expect, waitUntil as wait } from '@open-wc/testing';
import type { PorticoGlobal } from './loader.ts';
import { VERSION } from './version.ts';

type PageWindow = Window & typeof globalThis & { Portico: PorticoGlobal; warnings: unknown[][] };

const script =
  '<script type="module" src="/packages/elements/src/cdn/loader.ts" data-adapter="/adapter"></script>';
/** Runs before the loader, to keep what it warns of. */
const record = '<script>warnings = []; console.warn = (...words) => warnings.push(words);</script>';
const frames: HTMLIFrameElement[] = [];

/** Pages of their own come slowly where many things run at once. */
const waitUntil = (condition: () => unknown) => wait(condition, 'it never came', { timeout: 8000 });

/** A page of its own, with the loader in it. */
async function open(body: string, path = '/page?'): Promise<PageWindow> {
  const frame = document.createElement('iframe');
  frame.src = `${path}&html=${encodeURIComponent(record + body)}`;
  frames.push(frame);
  document.body.append(frame);
  await new Promise((resolve) => {
    frame.onload = resolve;
  });
  return frame.contentWindow as PageWindow;
}

function shadowText(page: PageWindow, tag: string): string {
  return page.document.querySelector(tag)?.shadowRoot?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

const requested = (page: PageWindow) =>
  page.performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname);

describe('the loader', () => {
  afterEach(() => {
    for (const frame of frames.splice(0)) frame.remove();
  });

  it('defines the tags of the page and gives them the adapter of its script tag', async () => {
    const page = await open(`${script}<portico-sign-in>Call us.</portico-sign-in>`);
    await page.Portico.allDefined();
    expect(page.customElements.get('portico-sign-in')).not.to.equal(undefined);
    await waitUntil(() => shadowText(page, 'portico-sign-in') === 'Sign in');
    expect(page.Portico.version).to.equal(VERSION);
    expect(page.warnings).to.deep.equal([]);
  });

  it('loads nothing for a page without tags', async () => {
    const page = await open(script);
    await page.Portico.allDefined();
    expect(requested(page).filter((path) => /core|widgets\//.test(path))).to.deep.equal([]);
  });

  it('sees a tag that is added later, also deep inside something else', async () => {
    const page = await open(script);
    const section = page.document.createElement('section');
    section.innerHTML = '<div><portico-site></portico-site></div>';
    page.document.body.append(section);
    await page.customElements.whenDefined('portico-site');
    await page.Portico.allDefined();
  });

  it('loads what it cannot see when it is asked to', async () => {
    const page = await open(script);
    await page.Portico.load('portico-site');
    expect(page.customElements.get('portico-site')).not.to.equal(undefined);
  });

  it('leaves one global and no style behind', async () => {
    const page = await open(`${script}<portico-sign-in></portico-sign-in>`);
    const plain = await open('');
    await page.Portico.allDefined();
    const before = new Set(Object.keys(plain));
    const added = Object.keys(page).filter(
      (name) => !before.has(name) && !/^lit|^reactiveElement/.test(name),
    );
    expect(added).to.deep.equal(['Portico']);
    expect(page.document.styleSheets.length).to.equal(0);
    expect(page.document.head.querySelectorAll('style, link').length).to.equal(0);
  });

  it('stays out of the way of one that is there already, and says so once', async () => {
    const page = await open(`${script}<portico-sign-in></portico-sign-in>`);
    const first = page.Portico;
    const second = page.document.createElement('script');
    second.type = 'module';
    second.src = '/packages/elements/src/cdn/loader.ts?again';
    await new Promise((resolve) => {
      second.onload = resolve;
      page.document.head.append(second);
    });
    expect(page.Portico).to.equal(first);
    expect(page.warnings).to.have.length(1);
    expect(String(page.warnings[0])).to.contain('is on this page already');
  });

  it('keeps the fallback in sight when a widget cannot be loaded', async () => {
    const page = await open(`${script}<portico-site></portico-site>`);
    await page.Portico.load('portico-missing');
    expect(String(page.warnings[0])).to.contain('portico-missing could not be loaded');
  });

  it('runs what the page has left for it before it came', async () => {
    const early = '<script>Portico = [(portico) => { seen = portico.version; }];</script>';
    const page = (await open(early + script)) as PageWindow & { seen: string };
    expect(page.seen).to.equal(VERSION);
    page.Portico.push((portico) => {
      page.seen = `again ${portico.version}`;
    });
    expect(page.seen).to.equal(`again ${VERSION}`);
  });

  it('takes the session of the page, before and after it has its own', async () => {
    const early =
      '<script>Portico = [(portico) => portico.session({ getAccessToken: () => "abc" })];</script>';
    const page = await open(`${early}${script}<portico-sign-in></portico-sign-in>`);
    const element = page.document.querySelector('portico-sign-in');
    await waitUntil(() => element?.session?.state.status === 'signed_in');
    const session = await page.Portico.session({ getAccessToken: () => null });
    await waitUntil(() => element?.session === session);
    expect(session.state.status).to.equal('anonymous');
  });

  it('goes back also when a sign-out comes back without a word', async () => {
    const page = await open(`${script}<!-- -->`, '/portico-callback.html?');
    await waitUntil(() => page.location.pathname === '/');
  });

  it('goes back to the start when the callback page gets an answer nobody asked for', async () => {
    const page = await open(script, '/portico-callback.html?code=c&state=s');
    await waitUntil(() => page.location.pathname === '/');
  });
});
