import { expect, waitUntil } from '@open-wc/testing';
import type { ArticleOpenedEvent, ArticleRatedEvent } from '../../base/events.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, nextEvent, settled, textOf, type, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoArticleElement } from './portico-article.ts';
import './portico-article.ts';

const article = {
  id: 'a1',
  title: 'The battery does not charge',
  summary: 'Find out in five minutes.',
  body: '<h1>The battery does not charge</h1><p>Work through these.</p><h2>Ring</h2><table><tr><th>Ring</th><td>Amber</td></tr></table><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" alt="Ring" onerror="alert(1)">',
  category: { id: 'c1', table: 'category', label: 'Battery' },
  product: 'Keel 500',
  updated_at: '2026-04-08T08:00:00.000Z',
};

function makeClient(): FakeClient {
  return new FakeClient({
    records: { article: [article, { id: 'a2', title: 'Second', body: '<p>Two</p>' }] },
  });
}

async function open(client = makeClient(), attributes: Record<string, string | true> = { record: 'a1' }) {
  return mount<PorticoArticleElement>('portico-article', { client, attributes });
}

async function press(element: PorticoArticleElement, label: string): Promise<void> {
  const buttons = [...(element.shadowRoot?.querySelectorAll('button') ?? [])];
  buttons.find((button) => button.textContent?.trim() === label)?.click();
  await settled(element);
}

describe('portico-article', () => {
  const address = location.href;

  afterEach(() => {
    unmountAll();
    history.replaceState(null, '', address);
  });

  it('shows title, facts, summary and body', async () => {
    const element = await open();
    expect(within(element, '[role=heading]').textContent).to.equal('The battery does not charge');
    expect(within(element, '.meta').textContent).to.match(/Battery\s*Keel 500\s*Updated Apr 8, 2026/);
    expect(within(element, '.lead').textContent).to.equal('Find out in five minutes.');
    await waitUntil(() => element.shadowRoot?.querySelector('.prose p'));
    await expect(element).to.be.accessible();
  });

  it('sanitizes the body, lowers its headings and keeps its table a table', async () => {
    const element = await open();
    await waitUntil(() => element.shadowRoot?.querySelector('.prose p'));
    const prose = within(element, '.prose');
    expect(prose.querySelector('h1')).to.equal(null);
    expect(prose.querySelector('h3')?.textContent).to.equal('Ring');
    expect(prose.querySelector('div[tabindex="0"] > table')).to.not.equal(null);
    expect(prose.querySelector('img')?.getAttribute('loading')).to.equal('lazy');
    expect(prose.innerHTML).to.not.contain('onerror');
  });

  it('takes the level of its title from the page', async () => {
    const element = await open(makeClient(), { record: 'a1', 'heading-level': '3' });
    await waitUntil(() => element.shadowRoot?.querySelector('.prose h4'));
    expect(within(element, '[role=heading]').getAttribute('aria-level')).to.equal('3');
  });

  it('leaves out a summary the body begins with, and facts that are not there', async () => {
    const client = makeClient();
    client.put('article', { id: 'a3', title: 'T', summary: 'Do this.', body: '<p>Do this. Then that.</p>' });
    const element = await open(client, { record: 'a3' });
    expect(element.shadowRoot?.querySelector('.lead')).to.equal(null);
    expect(element.shadowRoot?.querySelector('.meta')).to.equal(null);
  });

  it('reads the id from the address of the page, unless the attribute names another', async () => {
    history.replaceState(null, '', '?id=a2');
    expect(textOf(await open(makeClient(), {}))).to.contain('Second');
    expect(textOf(await open())).to.contain('The battery');
  });

  it('follows the address when the visitor goes back', async () => {
    history.replaceState(null, '', '?id=a2');
    const element = await open(makeClient(), {});
    history.replaceState(null, '', '?id=a1');
    dispatchEvent(new PopStateEvent('popstate'));
    await settled(element);
    expect(textOf(element)).to.contain('The battery');
  });

  it('says that it was opened, once', async () => {
    const opened: string[] = [];
    const note = (event: ArticleOpenedEvent) => opened.push(event.article);
    document.addEventListener('portico-article-opened', note);
    const element = await open();
    element.requestUpdate();
    await settled(element);
    expect(opened).to.deep.equal(['a1']);
    element.record = 'a2';
    await settled(element);
    expect(opened).to.deep.equal(['a1', 'a2']);
    document.removeEventListener('portico-article-opened', note);
  });

  it('shows that it is loading and moves the focus to the title when there is one', async () => {
    const client = makeClient();
    const release = client.hold('get');
    const element = await open(client);
    expect(textOf(element)).to.contain('Loading the article');
    await expect(element).to.be.accessible();
    element.focus();
    expect(element.shadowRoot?.activeElement?.className).to.equal('article');
    release();
    await settled(element);
    expect(element.shadowRoot?.activeElement?.className).to.equal('title');
  });

  it('says when no article is chosen', async () => {
    const element = await open(makeClient(), {});
    expect(textOf(element)).to.contain('No article chosen');
    await expect(element).to.be.accessible();
  });

  it('says when an article does not exist or may not be read, without telling which', async () => {
    const element = await open(makeClient(), { record: 'gone' });
    expect(textOf(element)).to.contain('This article is not available');
    await expect(element).to.be.accessible();
  });

  it('asks an anonymous visitor to sign in for an article that is not readable, and shows it then', async () => {
    const client = makeClient();
    client.failNext('get', 'not_found', { status: 404 });
    const element = await mount<PorticoArticleElement>('portico-article', {
      client,
      session: new FakeSession(),
      attributes: { record: 'a1' },
    });
    expect(textOf(element)).to.contain('Sign in to see this');
    await press(element, 'Sign in');
    expect(textOf(element)).to.contain('The battery');
  });

  it('shows what failed and tries again', async () => {
    const client = makeClient();
    client.failNext('get', 'offline');
    const element = await open(client);
    expect(textOf(element)).to.contain('You are offline');
    await expect(element).to.be.accessible();
    await press(element, 'Try again');
    expect(textOf(element)).to.contain('The battery');
  });

  describe('rating', () => {
    it('sends a yes at once, thanks, and says so to the page', async () => {
      const client = makeClient();
      const element = await open(client);
      const rated = nextEvent<ArticleRatedEvent>(document.body, 'portico-article-rated');
      await press(element, 'Yes');
      const event = await rated;
      expect([event.article, event.helpful]).to.deep.equal(['a1', true]);
      expect(client.callsOf('act')[0]?.args.slice(0, 4)).to.deep.equal([
        'article',
        'a1',
        'rate',
        { helpful: true },
      ]);
      expect(textOf(element)).to.contain('Thank you');
      expect(element.shadowRoot?.activeElement?.className).to.equal('thanks');
      await expect(element).to.be.accessible();
    });

    it('asks after a no what was missing, and sends both in one call', async () => {
      const client = makeClient();
      const element = await open(client);
      await press(element, 'No');
      expect(client.callsOf('act')).to.have.length(0);
      expect(element.shadowRoot?.activeElement?.id).to.equal('comment');
      await expect(element).to.be.accessible();
      type(element, 'comment', '  Which lamp?  ');
      await press(element, 'Send');
      expect(client.callsOf('act')[0]?.args[3]).to.deep.equal({ helpful: false, comment: 'Which lamp?' });
      expect(textOf(element)).to.contain('Thank you');
    });

    it('takes a no without a comment', async () => {
      const client = makeClient();
      const element = await open(client);
      await press(element, 'No');
      await press(element, 'Send');
      expect(client.callsOf('act')[0]?.args[3]).to.deep.equal({ helpful: false });
    });

    it('keeps a comment that was begun, for its own article', async () => {
      const first = await open();
      await press(first, 'No');
      type(first, 'comment', 'Which lamp?');
      first.remove();
      const second = await open();
      expect(within<HTMLTextAreaElement>(second, '#comment').value).to.equal('Which lamp?');
      second.record = 'a2';
      await settled(second);
      expect(second.shadowRoot?.querySelector('#comment')).to.equal(null);
    });

    it('forgets the comment once it is sent', async () => {
      const first = await open();
      await press(first, 'No');
      type(first, 'comment', 'Which lamp?');
      await press(first, 'Send');
      first.remove();
      expect((await open()).shadowRoot?.querySelector('#comment')).to.equal(null);
    });

    it('keeps what was typed when sending fails', async () => {
      const client = makeClient();
      client.failNext('act', 'unreachable');
      const element = await open(client);
      await press(element, 'No');
      type(element, 'comment', 'Which lamp?');
      await press(element, 'Send');
      expect(within(element, '[role=alert]').textContent).to.contain('cannot be reached');
      expect(within<HTMLTextAreaElement>(element, '#comment').value).to.equal('Which lamp?');
      await expect(element).to.be.accessible();
      await press(element, 'Send');
      expect(textOf(element)).to.contain('Thank you');
    });

    it('starts anew with the next article', async () => {
      const element = await open();
      await press(element, 'Yes');
      element.record = 'a2';
      await settled(element);
      expect(textOf(element)).to.contain('Was this helpful?');
    });

    it('is left out when the page says so', async () => {
      const element = await open(makeClient(), { record: 'a1', 'no-rating': true });
      expect(textOf(element)).to.not.contain('Was this helpful?');
    });
  });
});
