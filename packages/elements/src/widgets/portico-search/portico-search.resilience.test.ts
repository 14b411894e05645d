import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, settled, textOf, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoSearchElement } from './portico-search.ts';
import { SearchClient } from './testing/search-client.ts';
import './portico-search.ts';
import './answer-view.ts';

const open = (
  client = new SearchClient(),
  attributes: Record<string, string | true> = {},
  session = new FakeSession({ status: 'signed_in' }),
) => mount<PorticoSearchElement>('portico-search', { client, session, attributes });

const has = (element: Element, selector: string) => Boolean(element.shadowRoot?.querySelector(selector));
const field = (element: Element) => within<HTMLInputElement>(element, 'input[name=q]');
const active = (element: Element) => element.shadowRoot?.activeElement ?? null;
const hits = (element: Element) => element.shadowRoot?.querySelectorAll('[part="hit"]').length ?? 0;
const found = (element: Element) => waitUntil(() => has(element, '[part="results"]'), 'results come');

async function press(element: PorticoSearchElement, key: string): Promise<void> {
  await sendKeys({ press: key });
  await settled(element);
}

describe('portico-search by keyboard alone', () => {
  afterEach(() => {
    unmountAll();
    history.replaceState(null, '', location.pathname + location.search.replace(/[?&](q|article)=[^&]*/g, ''));
  });

  it('goes from the field to a hit, into the article and back to the hit', async () => {
    const element = await open();
    field(element).focus();
    await sendKeys({ type: 'battery' });
    await press(element, 'Enter');
    await found(element);
    for (let step = 0; step < 30 && !active(element)?.closest('[part="hit"]'); step += 1)
      await press(element, 'Tab');
    const hit = active(element);
    expect(hit?.closest('[part="hit"]') !== null).to.equal(true);
    await press(element, 'Enter');
    await waitUntil(() => has(element, 'portico-article'));
    await settled(element);
    expect(active(element)?.closest('.reader') !== null, 'the focus is in the article').to.equal(true);
    within(element, '.back').focus();
    await press(element, 'Enter');
    await waitUntil(() => !has(element, '.reader'));
    await settled(element);
    expect(active(element)?.textContent).to.equal(hit?.textContent);
  });

  it('closes the list by the first Escape and empties the field by the second', async () => {
    const element = await open();
    field(element).focus();
    await sendKeys({ type: 'battery' });
    await waitUntil(() => field(element).getAttribute('aria-expanded') === 'true');
    await press(element, 'Escape');
    expect(field(element).getAttribute('aria-expanded')).to.equal('false');
    expect(field(element).value).to.equal('battery');
    await press(element, 'Escape');
    expect(field(element).value).to.equal('');
    expect(active(element) === field(element), 'the focus stays').to.equal(true);
  });

  it('leaves Escape to the page when there is nothing to close', async () => {
    const element = await open();
    const escaped: boolean[] = [];
    const note = (event: KeyboardEvent) => escaped.push(event.defaultPrevented);
    document.addEventListener('keydown', note);
    field(element).focus();
    await press(element, 'Escape');
    document.removeEventListener('keydown', note);
    expect(escaped).to.deep.equal([false]);
  });

  it('loses no letter that is typed while answers come in', async () => {
    const client = new SearchClient();
    const element = await open(client, { query: 'battery' });
    await found(element);
    field(element).focus();
    field(element).setSelectionRange(7, 7);
    for (const letter of ' charge') {
      await sendKeys(letter === ' ' ? { press: 'Space' } : { type: letter });
      await settled(element);
    }
    expect(field(element).value).to.equal('battery charge');
  });

  it('searches for nothing but space not at all', async () => {
    const client = new SearchClient();
    const element = await open(client);
    field(element).focus();
    await press(element, 'Space');
    await press(element, 'Enter');
    expect(client.requests).to.have.length(0);
  });
});

describe('portico-search on a bad line', () => {
  afterEach(unmountAll);

  it('shows only the answer to the last query, however the answers come', async () => {
    const client = new SearchClient();
    const element = await open(client);
    const release = client.hold('search');
    element.query = 'winter';
    await element.updateComplete;
    element.query = 'battery';
    await element.updateComplete;
    release();
    await found(element);
    await settled(element);
    expect(textOf(element)).to.contain('for “battery”');
    expect(hits(element)).to.be.greaterThan(1);
  });

  it('asks again by itself when the line is back', async () => {
    const client = new SearchClient();
    client.failNext('search', 'offline');
    const element = await open(client, { query: 'battery' });
    await waitUntil(() => textOf(element).includes('You are offline.'));
    window.dispatchEvent(new Event('online'));
    await found(element);
  });

  it('does not ask again for another trouble than that', async () => {
    const client = new SearchClient();
    client.failNext('search', 'permission_denied');
    const element = await open(client, { query: 'battery' });
    await settled(element);
    const before = client.requests.length;
    window.dispatchEvent(new Event('online'));
    await settled(element);
    expect(client.requests.length).to.equal(before);
  });

  it('searches although the suggestions fail', async () => {
    const client = new SearchClient();
    client.failNext('suggest', 'unreachable');
    const element = await open(client);
    field(element).focus();
    await sendKeys({ type: 'battery' });
    await waitUntil(() => client.callsOf('suggest').length > 0);
    expect(field(element).getAttribute('aria-expanded')).to.equal('false');
    await press(element, 'Enter');
    await found(element);
  });

  it('keeps the way to a person open where the search fails', async () => {
    const client = new SearchClient();
    client.failNext('search', 'unreachable');
    const element = await open(client, { query: 'battery', 'case-url': '/ask?about={query}' });
    await waitUntil(() => has(element, '.state[role="alert"]'));
    expect(within(element, '.hand-over a').getAttribute('href')).to.equal('/ask?about=battery');
  });

  it('encodes the query in the address of the case form', async () => {
    const query = 'a&b=c #1 "x" <y>';
    const element = await open(new SearchClient(), { query, 'case-url': '/ask?about={query}' });
    await waitUntil(() => has(element, '.hand-over a'));
    const href = within(element, '.hand-over a').getAttribute('href') ?? '';
    expect(new URL(href, location.href).searchParams.get('about')).to.equal(query);
  });
});

describe('portico-search between two people', () => {
  afterEach(unmountAll);

  it('closes the list of suggestions, and asks anew for who comes next', async () => {
    const client = new SearchClient();
    const session = new FakeSession({ status: 'signed_in' });
    const element = await open(client, { query: 'battery' }, session);
    await found(element);
    const before = client.requests.length;
    await session.signOut();
    await found(element);
    await waitUntil(() => client.requests.length === before + 1);
  });

  it('shows nothing of an answer for the first while the second one’s fails', async () => {
    const client = new SearchClient();
    const session = new FakeSession({ status: 'signed_in' });
    const element = await open(client, { query: 'battery' }, session);
    await found(element);
    client.failNext('search', 'unreachable');
    await session.signOut();
    await waitUntil(() => has(element, '.state[role="alert"]'));
    expect(hits(element)).to.equal(0);
  });
});
