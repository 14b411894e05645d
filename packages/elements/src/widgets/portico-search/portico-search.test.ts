import { expect, waitUntil } from '@open-wc/testing';
import type {
  ArticleOpenedEvent,
  CaseRequestedEvent,
  SearchPerformedEvent,
  ThreadOpenedEvent,
} from '../../base/events.ts';
import { mount, nextEvent, settled, textOf, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoSearchElement } from './portico-search.ts';
import { SearchClient } from './testing/search-client.ts';
import './portico-search.ts';
// Loaded by the widget when it is needed; loaded beforehand here, so that answers come within `settled`.
import './answer-view.ts';

async function open(client = new SearchClient(), attributes: Record<string, string | true> = {}) {
  return mount<PorticoSearchElement>('portico-search', { client, attributes });
}

/** Opened with the answer to `query`, as the visitor would have asked for it. */
async function search(
  query: string,
  client = new SearchClient(),
  attributes: Record<string, string | true> = {},
) {
  const element = await open(client, attributes);
  write(element, query);
  submit(element);
  await settled(element);
  return element;
}

function write(element: PorticoSearchElement, text: string): void {
  const input = within<HTMLInputElement>(element, 'input[name=q]');
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function submit(element: PorticoSearchElement): void {
  within<HTMLFormElement>(element, 'form').requestSubmit();
}

function link(element: PorticoSearchElement, text: string): HTMLElement {
  const found = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('button, a, label') ?? [])];
  const match = found.find((one) => one.textContent?.replace(/\s+/g, ' ').trim().startsWith(text));
  if (!match) throw new Error(`Nothing called ${text}.`);
  return match;
}

async function press(element: PorticoSearchElement, text: string): Promise<void> {
  link(element, text).click();
  await settled(element);
}

function status(element: PorticoSearchElement): string {
  return within(element, '[role=status].visually-hidden').textContent ?? '';
}

describe('portico-search', () => {
  afterEach(unmountAll);

  it('is a search field and nothing else at first', async () => {
    const element = await open();
    expect(within(element, 'input').getAttribute('aria-label')).to.equal('Search for help');
    expect(element.shadowRoot?.querySelector('.answer')).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('takes its words from the page', async () => {
    const element = await open(new SearchClient(), { placeholder: 'What are you looking for?' });
    expect(within<HTMLInputElement>(element, 'input').placeholder).to.equal('What are you looking for?');
  });

  describe('results', () => {
    it('shows hits with their facts and marks, and the exact count', async () => {
      const element = await search('battery');
      expect(within(element, '.count').textContent?.trim()).to.equal('15 results for “battery”');
      const hit = within(element, '.hit');
      expect(hit.querySelector('[role=heading]')?.textContent).to.equal('The battery does not charge');
      expect(hit.querySelector('mark')?.textContent).to.equal('battery');
      expect(hit.querySelector('.row-meta')?.textContent).to.match(/Article\s*Care\s*Keel 500\s*Apr 8, 2026/);
      await expect(element).to.be.accessible();
    });

    it('tells the page once that a search was answered, and screen readers how much was found', async () => {
      const events: SearchPerformedEvent[] = [];
      const note = (event: SearchPerformedEvent) => events.push(event);
      document.addEventListener('portico-search-performed', note);
      const element = await search('battery');
      await press(element, 'Show more');
      expect(events.map(({ query, count }) => [query, count])).to.deep.equal([['battery', 15]]);
      await waitUntil(() => status(element) === '15 results for “battery”');
      document.removeEventListener('portico-search-performed', note);
    });

    it('searches when the page sets the query, without an event', async () => {
      let told = false;
      document.addEventListener(
        'portico-search-performed',
        () => {
          told = true;
        },
        { once: true },
      );
      const element = await open(new SearchClient(), { query: 'battery' });
      expect(textOf(element)).to.contain('15 results');
      expect(within<HTMLInputElement>(element, 'input').value).to.equal('battery');
      expect(told).to.equal(false);
    });

    it('shows more and leads the focus to the first new hit', async () => {
      const client = new SearchClient();
      const element = await search('battery', client);
      expect(element.shadowRoot?.querySelectorAll('.hit')).to.have.length(10);
      await press(element, 'Show more');
      expect(element.shadowRoot?.querySelectorAll('.hit')).to.have.length(15);
      expect(element.shadowRoot?.activeElement?.id).to.equal('hit-10');
      expect(textOf(element)).to.not.contain('Show more');
    });

    it('says when more could not be loaded, and tries again', async () => {
      const client = new SearchClient();
      const element = await search('battery', client);
      client.failNext('search', 'timeout');
      await press(element, 'Show more');
      expect(within(element, '[role=alert]').textContent).to.contain('did not work');
      await press(element, 'Show more');
      expect(element.shadowRoot?.querySelectorAll('.hit')).to.have.length(15);
    });

    it('says which query was answered instead of a misspelt one', async () => {
      const client = new SearchClient();
      client.correctedQuery = 'battery';
      const element = await search('batery', client);
      expect(textOf(element))
        .to.contain('15 results for “battery”')
        .and.contain('Nothing was found for “batery”');
      await expect(element).to.be.accessible();
    });

    it('gives tips when nothing was found', async () => {
      const element = await search('quantum');
      expect(textOf(element)).to.contain('Nothing found for “quantum”').and.contain('Check the spelling');
      await expect(element).to.be.accessible();
    });

    it('shows that it is searching', async () => {
      const client = new SearchClient();
      const release = client.hold('search');
      const element = await search('battery', client);
      expect(textOf(element)).to.contain('Searching…');
      await expect(element).to.be.accessible();
      release();
      await settled(element);
      expect(textOf(element)).to.contain('15 results');
    });

    it('says what failed and tries again', async () => {
      const client = new SearchClient();
      client.failNext('search', 'store_unavailable', { status: 503 });
      const element = await search('battery', client);
      expect(within(element, '[role=alert]').textContent).to.contain('cannot be reached');
      await expect(element).to.be.accessible();
      await press(element, 'Try again');
      expect(textOf(element)).to.contain('15 results');
    });

    it('tries again by itself when the device is online again', async () => {
      const client = new SearchClient();
      client.failNext('search', 'offline');
      const element = await search('battery', client);
      expect(textOf(element)).to.contain('You are offline');
      dispatchEvent(new Event('online'));
      await settled(element);
      expect(textOf(element)).to.contain('15 results');
    });

    it('says when this visitor may not search', async () => {
      const client = new SearchClient();
      client.failNext('search', 'permission_denied', { status: 403 });
      const element = await search('battery', client);
      expect(textOf(element)).to.contain('This is not available to you');
      await expect(element).to.be.accessible();
    });

    it('searches in the tables of the page alone', async () => {
      const client = new SearchClient();
      const element = await search('battery', client, { tables: 'thread' });
      expect(within(element, '.count').textContent?.trim()).to.equal('1 result for “battery”');
      expect(element.shadowRoot?.querySelector('.kinds')).to.equal(null);
    });

    it('searches within the filter of the page', async () => {
      const filter = JSON.stringify({
        type: 'condition',
        column: 'product',
        operator: 'eq',
        value: 'Keel 500',
      });
      const element = await search('battery', new SearchClient(), { tables: 'article', filter });
      expect(within(element, '.count').textContent?.trim()).to.equal('7 results for “battery”');
    });
  });

  describe('filters', () => {
    it('narrows to a kind of record', async () => {
      const element = await search('battery');
      await press(element, 'Threads');
      expect(within(element, '.count').textContent?.trim()).to.equal('1 result for “battery”');
      await press(element, 'All');
      expect(textOf(element)).to.contain('15 results');
    });

    it('narrows by ticked values, keeps counts and focus, and clears', async () => {
      const element = await search('battery');
      const box = link(element, 'Care').querySelector('input') as HTMLInputElement;
      within<HTMLDetailsElement>(element, 'details').open = true;
      box.focus();
      box.click();
      await settled(element);
      expect(textOf(element)).to.contain('5 results').and.contain('Filters (1)');
      expect(link(element, 'Battery and charging').textContent).to.contain('9');
      expect(element.shadowRoot?.activeElement).to.equal(box);
      await expect(element).to.be.accessible();
      await press(element, 'Clear filters');
      expect(textOf(element)).to.contain('15 results');
      expect(box.checked).to.equal(false);
    });

    it('forgets the filters with the next query', async () => {
      const element = await search('battery');
      await press(element, 'Care');
      write(element, 'note');
      submit(element);
      await settled(element);
      expect(textOf(element)).to.contain('11 results for “note”');
    });

    it('keeps showing the last results while narrowed ones are awaited', async () => {
      const client = new SearchClient();
      const element = await search('battery', client);
      const release = client.hold('search');
      await press(element, 'Care');
      expect(within(element, '.list').getAttribute('aria-busy')).to.equal('true');
      expect(element.shadowRoot?.querySelectorAll('.hit')).to.have.length(10);
      release();
      await settled(element);
      expect(element.shadowRoot?.querySelectorAll('.hit')).to.have.length(5);
    });
  });

  describe('an article', () => {
    it('is read in place, and the way back leads to the same hit', async () => {
      const element = await search('battery');
      const opened = nextEvent<ArticleOpenedEvent>(document.body, 'portico-article-opened');
      await press(element, 'Store the battery');
      expect((await opened).article).to.equal('a1');
      const article = within(element, 'portico-article');
      await waitUntil(() => article.shadowRoot?.activeElement?.className === 'title');
      await waitUntil(() => textOf(article).includes('Work through these'));
      expect(within(element, '.answer').checkVisibility()).to.equal(false);
      await expect(element).to.be.accessible();
      await press(element, 'Back to the results');
      expect(element.shadowRoot?.querySelector('portico-article')).to.equal(null);
      expect(element.shadowRoot?.activeElement?.id).to.equal('hit-1');
    });

    it('gives way to the next search', async () => {
      const element = await search('battery');
      await press(element, 'Store the battery');
      write(element, 'note');
      submit(element);
      await settled(element);
      expect(element.shadowRoot?.querySelector('portico-article')).to.equal(null);
      expect(within(element, '.answer').checkVisibility()).to.equal(true);
    });

    it('is a link for another tab where the page has one for articles, and still read in place', async () => {
      const element = await search('battery', new SearchClient(), { 'article-url': '/help?id={id}' });
      const hit = link(element, 'Store the battery') as HTMLAnchorElement;
      expect(hit.getAttribute('href')).to.equal('/help?id=a1');
      hit.click();
      await settled(element);
      within(element, 'portico-article');
    });
  });

  describe('a thread', () => {
    it('is announced to the page', async () => {
      const element = await search('measured');
      const opened = nextEvent<ThreadOpenedEvent>(document.body, 'portico-thread-opened');
      await press(element, 'Battery range in the cold');
      expect((await opened).thread).to.equal('t0');
    });

    it('is a link where the page has one for threads', async () => {
      const element = await search('measured', new SearchClient(), {
        'thread-url': '/community?thread={id}',
      });
      const hit = link(element, 'Battery range');
      expect(hit.getAttribute('href')).to.equal('/community?thread=t0');
      await expect(element).to.be.accessible();
    });
  });

  describe('still need help?', () => {
    it('leads to the case form of the page, with the query as its subject', async () => {
      const form = document.createElement('div') as HTMLDivElement & { subject: string };
      form.id = 'cases';
      form.subject = '';
      document.body.append(form);
      const element = await search('quantum', new SearchClient(), { 'case-form': '#cases' });
      const requested = nextEvent<CaseRequestedEvent>(document.body, 'portico-case-requested');
      await press(element, 'Write to us');
      expect((await requested).query).to.equal('quantum');
      expect(form.subject).to.equal('quantum');
      expect(document.activeElement).to.equal(form);
    });

    it('leads to the page that has one', async () => {
      const element = await search('flat tyre', new SearchClient(), {
        'case-url': '/support?subject={query}',
      });
      expect(link(element, 'Write to us').getAttribute('href')).to.equal('/support?subject=flat%20tyre');
      await expect(element).to.be.accessible();
    });

    it('is offered below results, an article and a failure, but only where there is somebody to ask', async () => {
      const client = new SearchClient();
      const element = await search('battery', client, { 'case-url': '/support' });
      expect(textOf(element)).to.contain('Still need help?');
      client.failNext('search', 'timeout');
      write(element, 'note');
      submit(element);
      await settled(element);
      expect(textOf(element)).to.contain('Still need help?');
      expect(textOf(await search('battery'))).to.not.contain('Still need help?');
    });
  });

  it('gives what was typed to the case form when an article was chosen before anything was searched', async () => {
    const element = await open(new SearchClient(), { 'case-url': '/support?subject={query}' });
    write(element, 'battery');
    await waitUntil(() => within(element, '.popup').checkVisibility());
    within(element, '[data-type=hit] [role=option]').click();
    await settled(element);
    expect(link(element, 'Back to the search').checkVisibility()).to.equal(true);
    expect(link(element, 'Write to us').getAttribute('href')).to.equal('/support?subject=battery');
  });

  describe('shortcut', () => {
    it('is off unless the page names a key', async () => {
      await open();
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }),
      );
      expect(document.activeElement).to.equal(document.body);
    });

    it('leads to the field, but not away from where somebody types', async () => {
      const element = await open(new SearchClient(), { shortcut: '/' });
      const other = document.body.appendChild(document.createElement('textarea'));
      const key = () =>
        new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true, composed: true });
      other.focus();
      other.dispatchEvent(key());
      expect(document.activeElement).to.equal(other);
      other.blur();
      document.body.dispatchEvent(key());
      expect(document.activeElement).to.equal(element);
      element.remove();
      document.body.dispatchEvent(key());
      expect(document.activeElement).to.equal(document.body);
    });
  });
});
