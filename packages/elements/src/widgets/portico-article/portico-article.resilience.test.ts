import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, settled, textOf, unmountAll, within } from '../../testing/fixtures.ts';
import { makeWorld, recordId } from '../../testing/worlds.ts';
import type { PorticoArticleElement } from './portico-article.ts';
import './portico-article.ts';

const FIRST = recordId(3);
const SECOND = recordId(4);

function world(): FakeClient {
  const client = makeWorld();
  client.put('article', { id: FIRST, title: 'The first', body: '<p>First body.</p>' });
  client.put('article', { id: SECOND, title: 'The second', body: '<p>Second body.</p>' });
  return client;
}

const open = (client: FakeClient, record = FIRST, session = new FakeSession({ status: 'signed_in' })) =>
  mount<PorticoArticleElement>('portico-article', { client, session, attributes: { record } });

const shows = (element: Element, text: string) => waitUntil(() => textOf(element).includes(text), text);
const buttons = (element: Element) => [...(element.shadowRoot?.querySelectorAll('button') ?? [])];

async function press(element: PorticoArticleElement, label: string): Promise<void> {
  buttons(element)
    .find((button) => button.textContent?.trim() === label)
    ?.click();
  await settled(element);
}

const rates = (client: FakeClient) => client.callsOf('act').map(({ args }) => [args[1], args[3]]);

describe('portico-article when another one is chosen', () => {
  afterEach(unmountAll);

  it('drops an answer that comes after the reader went on', async () => {
    const client = world();
    const release = client.hold('get');
    const element = await open(client);
    element.record = SECOND;
    await element.updateComplete;
    release();
    await shows(element, 'Second body.');
    await aTimeout(10);
    expect(textOf(element)).not.to.contain('First body.');
  });

  it('never shows the body of one under the title of the other', async () => {
    const client = world();
    const element = await open(client);
    await shows(element, 'First body.');
    for (const [record, title] of [
      [SECOND, 'The second'],
      [FIRST, 'The first'],
    ] as const) {
      element.record = record;
      await shows(element, title);
      await waitUntil(() => within(element, '.prose').textContent?.includes('body.'));
      expect(within(element, '.prose').textContent).to.equal(
        `${title.slice(4, 5).toUpperCase()}${title.slice(5)} body.`,
      );
    }
  });

  it('thanks for the answer to the first only there', async () => {
    const client = world();
    const element = await open(client);
    const release = client.hold('act');
    await press(element, 'Yes');
    element.record = SECOND;
    await shows(element, 'The second');
    release();
    await settled(element);
    expect(textOf(element)).to.contain('Was this helpful?');
    expect(rates(client)).to.deep.equal([[FIRST, { helpful: true }]]);
  });

  it('takes one answer for many presses', async () => {
    const client = world();
    const element = await open(client);
    const release = client.hold('act');
    await press(element, 'Yes');
    await press(element, 'Yes');
    await press(element, 'Yes');
    release();
    await settled(element);
    expect(rates(client)).to.have.length(1);
  });
});

describe('portico-article by keyboard', () => {
  afterEach(unmountAll);

  it('says no, says why, and has the focus on the thanks', async () => {
    const client = world();
    const element = await open(client);
    buttons(element)
      .find((button) => button.textContent?.trim() === 'No')
      ?.focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(element.shadowRoot?.activeElement?.localName).to.equal('textarea');
    await sendKeys({ type: 'Too short.' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(rates(client)).to.deep.equal([[FIRST, { helpful: false, comment: 'Too short.' }]]);
    expect(element.shadowRoot?.activeElement?.textContent).to.contain('Thank you');
  });

  it('keeps the focus on the button when sending fails, and says why', async () => {
    const client = world();
    client.failNext('act', 'offline');
    const element = await open(client);
    const yes = buttons(element).find((button) => button.textContent?.trim() === 'Yes');
    yes?.focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(within(element, '[role="alert"]').textContent).to.contain('You are offline.');
    expect(element.shadowRoot?.activeElement === yes).to.equal(true);
  });

  it('can be scrolled sideways where a table or a program is wide', async () => {
    const client = world();
    const cells = Array.from({ length: 40 }, (_, index) => `<td>Cell_${index}</td>`).join('');
    client.put('article', {
      id: FIRST,
      title: 'Wide',
      body: `<table><tr>${cells}</tr></table><pre>${'x'.repeat(400)}</pre>`,
    });
    const column = document.body.appendChild(document.createElement('div'));
    column.style.inlineSize = '320px';
    const element = await open(client);
    column.append(element);
    await waitUntil(() => element.shadowRoot?.querySelector('.prose pre'));
    expect(column.scrollWidth).to.be.at.most(320);
    for (const wide of element.shadowRoot?.querySelectorAll('.prose [tabindex="0"]') ?? []) {
      (wide as HTMLElement).focus();
      expect(element.shadowRoot?.activeElement === wide).to.equal(true);
    }
  });
});

describe('portico-article and what is missing', () => {
  afterEach(unmountAll);

  it('shows an article of which little is known without a word of nothing', async () => {
    const client = world();
    client.put('article', {
      id: FIRST,
      title: null,
      summary: null,
      body: null,
      category: null,
      product: 7,
      updated_at: 'soon',
    });
    const element = await open(client);
    expect(textOf(element)).not.to.match(/null|undefined|NaN|Invalid|\[object/);
    expect(textOf(element)).to.contain('Was this helpful?');
  });

  it('goes from an article that is not there to one that is', async () => {
    const element = await open(world(), recordId(5));
    expect(textOf(element)).to.contain('This article is not available');
    element.record = FIRST;
    await shows(element, 'First body.');
  });

  it('writes its date in the language around it', async () => {
    const client = world();
    client.put('article', { id: FIRST, title: 'Dated', body: '', updated_at: '2026-03-09T12:00:00.000Z' });
    const section = document.body.appendChild(document.createElement('section'));
    section.lang = 'de';
    const element = await open(client);
    section.append(element);
    element.requestUpdate();
    await settled(element);
    expect(textOf(element)).to.contain('09.03.2026');
  });
});
