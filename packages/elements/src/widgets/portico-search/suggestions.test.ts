import { expect, waitUntil } from '@open-wc/testing';
import { mount, nextEvent, settled, textOf, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoSearchElement } from './portico-search.ts';
import { SearchClient } from './testing/search-client.ts';
import './portico-search.ts';
import './answer-view.ts';

async function open(client = new SearchClient()): Promise<PorticoSearchElement> {
  return mount<PorticoSearchElement>('portico-search', { client });
}

function input(element: PorticoSearchElement): HTMLInputElement {
  return within<HTMLInputElement>(element, 'input[name=q]');
}

function write(element: PorticoSearchElement, text: string): void {
  input(element).focus();
  input(element).value = text;
  input(element).dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function isOpen(element: PorticoSearchElement): boolean {
  return (
    input(element).getAttribute('aria-expanded') === 'true' && within(element, '.popup').checkVisibility()
  );
}

/** Opened, with suggestions to "battery". */
async function suggest(client = new SearchClient()): Promise<PorticoSearchElement> {
  const element = await open(client);
  write(element, 'battery');
  await waitUntil(() => isOpen(element));
  return element;
}

/** True unless the widget kept the key from the browser. */
async function key(
  element: PorticoSearchElement,
  name: string,
  options: KeyboardEventInit = {},
): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...options });
  const left = input(element).dispatchEvent(event);
  await settled(element);
  return left;
}

function active(element: PorticoSearchElement): string | null {
  const id = input(element).getAttribute('aria-activedescendant');
  if (id === null) return null;
  const option = within(element, `#${id}`);
  expect(option.getAttribute('aria-selected')).to.equal('true');
  return option.querySelector('.option-title')?.textContent ?? null;
}

describe('suggestions of portico-search', () => {
  afterEach(unmountAll);

  it('are completions, best hits and the way to all results, with what was typed marked', async () => {
    const element = await suggest();
    const options = [...(element.shadowRoot?.querySelectorAll('[role=option]') ?? [])];
    const titles = options.map((option) => option.querySelector('.option-title')?.textContent);
    expect(titles).to.deep.equal([
      'battery charger',
      'battery range',
      'The battery does not charge',
      'Store the battery in winter',
      'Fly with a battery',
      'Battery note 3',
      'Battery note 4',
      'See all results for “battery”',
    ]);
    expect(options[2]?.querySelector('mark')?.textContent).to.equal('battery');
    expect(options[2]?.textContent).to.contain('Article · Care · Keel 500');
    await expect(element).to.be.accessible();
    await key(element, 'ArrowDown');
    await expect(element).to.be.accessible();
  });

  it('are asked for once typing pauses, and announced', async () => {
    const client = new SearchClient();
    const element = await open(client);
    for (const text of ['b', 'ba', 'bat', 'battery']) write(element, text);
    await waitUntil(() => isOpen(element));
    expect(client.callsOf('suggest').map(({ args }) => args[0])).to.deep.equal(['battery']);
    const region = within(element, '[role=status]');
    await waitUntil(() => region.textContent?.startsWith('8 suggestions'));
    expect(region.getAttribute('role')).to.equal('status');
  });

  it('to earlier text are aborted and never shown later', async () => {
    const client = new SearchClient();
    const element = await open(client);
    const release = client.hold('suggest');
    write(element, 'battery');
    await waitUntil(() => client.callsOf('suggest').length === 1);
    const first = client.callsOf('suggest')[0]?.args[1] as { signal: AbortSignal };
    write(element, 'cold');
    expect(first.signal.aborted).to.equal(true);
    release();
    await waitUntil(() => isOpen(element));
    expect(textOf(element)).to.contain('in the cold').and.not.contain('does not charge');
  });

  it('go with the text', async () => {
    const element = await suggest();
    write(element, '');
    await settled(element);
    expect(isOpen(element)).to.equal(false);
    expect(await key(element, 'ArrowDown')).to.equal(true);
  });

  it('stay away when there are none, or they fail', async () => {
    const client = new SearchClient();
    const element = await open(client);
    client.failNext('suggest', 'unreachable');
    write(element, 'battery');
    await waitUntil(() => client.callsOf('suggest').length === 1);
    await settled(element);
    expect(isOpen(element)).to.equal(false);
    write(element, 'quantum');
    await waitUntil(() => client.callsOf('suggest').length === 2);
    await settled(element);
    expect(isOpen(element)).to.equal(false);
    await expect(element).to.be.accessible();
  });

  it('are walked through with the arrow keys, by way of the text itself', async () => {
    const element = await suggest();
    expect(active(element)).to.equal(null);
    expect(await key(element, 'ArrowDown')).to.equal(false);
    expect(active(element)).to.equal('battery charger');
    await key(element, 'ArrowUp');
    expect(active(element)).to.equal(null);
    await key(element, 'ArrowUp');
    expect(active(element)).to.equal('See all results for “battery”');
    await key(element, 'ArrowDown');
    expect(active(element)).to.equal(null);
  });

  it('let Home, End and the sideways arrows go back to the text', async () => {
    for (const name of ['Home', 'End', 'ArrowLeft', 'ArrowRight']) {
      const element = await suggest();
      await key(element, 'ArrowDown');
      expect(await key(element, name), name).to.equal(true);
      expect(active(element), name).to.equal(null);
      expect(isOpen(element), name).to.equal(true);
      element.remove();
    }
  });

  it('close with Escape and open again with the down arrow; another Escape empties the field', async () => {
    const element = await suggest();
    await key(element, 'Escape');
    expect(isOpen(element)).to.equal(false);
    expect(input(element).value).to.equal('battery');
    await key(element, 'ArrowDown', { altKey: true });
    expect(isOpen(element)).to.equal(true);
    expect(active(element)).to.equal(null);
    await key(element, 'ArrowUp', { altKey: true });
    expect(isOpen(element)).to.equal(false);
    await key(element, 'Escape');
    expect(input(element).value).to.equal('');
    expect(await key(element, 'Escape')).to.equal(true);
  });

  it('close when the focus leaves, and Tab chooses nothing', async () => {
    const element = await suggest();
    await key(element, 'ArrowDown');
    expect(await key(element, 'Tab')).to.equal(true);
    input(element).blur();
    await settled(element);
    expect(isOpen(element)).to.equal(false);
    expect(input(element).value).to.equal('battery');
    expect(element.shadowRoot?.querySelector('.answer')).to.equal(null);
  });

  it('search for a completion that is chosen', async () => {
    const element = await suggest();
    await key(element, 'ArrowDown');
    expect(await key(element, 'Enter')).to.equal(false);
    expect(input(element).value).to.equal('battery charger');
    expect(isOpen(element)).to.equal(false);
    expect(textOf(element)).to.contain('for “battery charger”');
  });

  it('open an article that is chosen, and the way back leads to the field', async () => {
    const element = await suggest();
    for (let step = 0; step < 3; step += 1) await key(element, 'ArrowDown');
    await key(element, 'Enter');
    await settled(element);
    const article = within(element, 'portico-article');
    await waitUntil(() => textOf(article).includes('Work through these'));
    expect(isOpen(element)).to.equal(false);
    within(element, '.back').click();
    await settled(element);
    expect(element.shadowRoot?.activeElement).to.equal(input(element));
  });

  it('can be clicked', async () => {
    const element = await suggest();
    const all = within(element, '[data-type=all] [role=option]');
    expect(all.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }))).to.equal(
      false,
    );
    all.click();
    await settled(element);
    expect(textOf(element)).to.contain('15 results');
  });

  it('tell the page of a thread that is chosen', async () => {
    const element = await open();
    write(element, 'range in the cold');
    await waitUntil(() => isOpen(element));
    const opened = nextEvent(document.body, 'portico-thread-opened');
    await key(element, 'ArrowDown');
    await key(element, 'Enter');
    await opened;
    expect(isOpen(element)).to.equal(false);
  });

  it('do not come after the search itself', async () => {
    const client = new SearchClient();
    const element = await open(client);
    write(element, 'battery');
    within<HTMLFormElement>(element, 'form').requestSubmit();
    await waitUntil(() => textOf(element).includes('15 results'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(client.callsOf('suggest')).to.have.length(0);
    expect(isOpen(element)).to.equal(false);
  });

  it('leave the keys alone that compose a character', async () => {
    const element = await suggest();
    expect(await key(element, 'ArrowDown', { isComposing: true })).to.equal(true);
    expect(active(element)).to.equal(null);
  });
});
