import { expect, waitUntil } from '@open-wc/testing';
import { mount, nextEvent, settled, textOf, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoSearchElement } from './portico-search.ts';
import { SearchClient } from './testing/search-client.ts';
import './portico-search.ts';
import './answer-view.ts';

async function open(
  attributes: Record<string, string | true> = { 'url-state': true },
): Promise<PorticoSearchElement> {
  return mount<PorticoSearchElement>('portico-search', { client: new SearchClient(), attributes });
}

async function search(element: PorticoSearchElement, text: string): Promise<void> {
  const input = within<HTMLInputElement>(element, 'input[name=q]');
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  within<HTMLFormElement>(element, 'form').requestSubmit();
  await settled(element);
}

function parameter(name: string): string | null {
  return new URLSearchParams(location.search).get(name);
}

describe('address of the page with portico-search', () => {
  const address = location.href;

  afterEach(() => {
    unmountAll();
    history.replaceState(null, '', address);
  });

  it('is left alone unless the page wants it', async () => {
    history.replaceState(null, '', '?q=battery');
    const element = await open({});
    expect(textOf(element)).to.not.contain('results');
    await search(element, 'note');
    expect(parameter('q')).to.equal('battery');
  });

  it('holds the query, beside what was there, without a new history entry', async () => {
    history.replaceState(null, '', '?lang=de');
    const entries = history.length;
    const element = await open();
    await search(element, 'battery');
    expect([parameter('q'), parameter('lang')]).to.deep.equal(['battery', 'de']);
    expect(history.length).to.equal(entries);
    await search(element, '');
    expect(location.search).to.equal('?lang=de');
  });

  it('brings query and article back, without taking the focus', async () => {
    history.replaceState(null, '', '?q=battery&article=a1');
    const element = await open();
    expect(textOf(element)).to.contain('15 results');
    await waitUntil(() => textOf(within(element, 'portico-article')).includes('Store the battery'));
    expect(document.activeElement).to.equal(document.body);
    within(element, '.back').click();
    await settled(element);
    expect(parameter('article')).to.equal(null);
    expect(element.shadowRoot?.querySelector('portico-article')).to.equal(null);
  });

  it('lets the back button of the browser close an article', async () => {
    history.replaceState(null, '', '?');
    const element = await open();
    await search(element, 'battery');
    within(element, '#hit-2').click();
    await settled(element);
    expect(parameter('article')).to.equal('a2');
    const left = nextEvent(window, 'popstate');
    history.back();
    await left;
    await settled(element);
    expect([parameter('q'), parameter('article')]).to.deep.equal(['battery', null]);
    expect(element.shadowRoot?.querySelector('portico-article')).to.equal(null);
    expect(element.shadowRoot?.activeElement?.id).to.equal('hit-2');
  });

  it('goes back with the button of the widget, too', async () => {
    history.replaceState(null, '', '?');
    const element = await open();
    await search(element, 'battery');
    within(element, '#hit-2').click();
    await settled(element);
    const left = nextEvent(window, 'popstate');
    within(element, '.back').click();
    await left;
    await settled(element);
    expect(parameter('article')).to.equal(null);
    expect(element.shadowRoot?.activeElement?.id).to.equal('hit-2');
  });
});
