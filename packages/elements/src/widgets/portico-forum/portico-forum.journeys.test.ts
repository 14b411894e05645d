import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { QuestionAskedEvent, ThreadOpenedEvent } from '../../base/events.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, nextEvent, settled, textOf, type, unmountAll, within } from '../../testing/fixtures.ts';
import { makeWorld, recordId } from '../../testing/worlds.ts';
import type { PorticoForumElement } from './portico-forum.ts';
import './portico-forum.ts';

const RIDING = { id: recordId(4), table: 'forum', label: 'Riding' };

function world(count = 3): FakeClient {
  const client = makeWorld();
  client.tables.get('thread')?.clear();
  for (let index = 0; index < count; index += 1)
    client.put('thread', {
      id: `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`,
      title: `Thread ${index}`,
      body: 'Why?',
      forum: RIDING,
      author_name: 'Ada',
      reply_count: index === 1 ? 1 : 12_345,
      accepted_post: index === 0 ? { id: recordId(6), table: 'post', label: null } : null,
      created_at: `2026-01-${String(index + 1).padStart(2, '0')}T08:00:00.000Z`,
    });
  return client;
}

const open = (
  client: FakeClient,
  attributes: Record<string, string> = {},
  session = new FakeSession({ status: 'signed_in' }),
) => mount<PorticoForumElement>('portico-forum', { client, session, attributes });

const titles = (element: Element) =>
  [...(element.shadowRoot?.querySelectorAll('.row-title') ?? [])].map((one) =>
    one.textContent?.replace(/\s+/g, ' ').trim(),
  );

const has = (element: Element, selector: string) => Boolean(element.shadowRoot?.querySelector(selector));
const active = (element: Element) => element.shadowRoot?.activeElement as HTMLInputElement | null;

const asking = async (element: PorticoForumElement) => {
  await waitUntil(() => has(element, 'form'), 'the form opens');
  await settled(element);
};

async function ask(element: PorticoForumElement): Promise<void> {
  within(element, '[part="ask"]').click();
  await asking(element);
}

async function post(element: PorticoForumElement): Promise<void> {
  within(element, 'form [type="submit"]').click();
  await settled(element);
}

describe('portico-forum by keyboard', () => {
  afterEach(unmountAll);

  it('opens the question, fills it in, and gives it up again', async () => {
    const element = await open(world());
    within(element, '[part="ask"]').focus();
    await sendKeys({ press: 'Enter' });
    await asking(element);
    expect(active(element)?.name, 'the first field').to.equal('forum');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Which oil?' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'For the hub.' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    expect(active(element)?.textContent?.trim()).to.equal('Cancel');
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(has(element, 'form')).to.equal(false);
    expect(active(element)?.getAttribute('part'), 'back where it began').to.equal('ask');
    await sendKeys({ press: 'Enter' });
    await asking(element);
    expect(within<HTMLInputElement>(element, '[name="title"]').value, 'nothing is lost').to.equal(
      'Which oil?',
    );
  });

  it('posts from the title by Enter', async () => {
    const client = world();
    const element = await open(client, { forum: RIDING.id });
    await ask(element);
    type(element, 'body', 'For the hub.');
    within(element, '[name="title"]').focus();
    await sendKeys({ type: 'Which oil?' });
    const asked = nextEvent<QuestionAskedEvent>(element, 'portico-question-asked');
    await sendKeys({ press: 'Enter' });
    expect((await asked).thread).to.be.a('string');
    expect(client.callsOf('create')[0]?.args[1]).to.include({ forum: RIDING.id, title: 'Which oil?' });
    await waitUntil(() => titles(element).includes('Which oil?'));
    expect(active(element)?.getAttribute('part'), 'the focus is not lost with the form').to.equal('ask');
  });

  it('opens a thread by Enter', async () => {
    const element = await open(world());
    within(element, '.row.action').focus();
    const opened = nextEvent<ThreadOpenedEvent>(element, 'portico-thread-opened');
    await sendKeys({ press: 'Enter' });
    expect((await opened).thread).to.contain('00000002-');
  });
});

describe('portico-forum and what is asked of it', () => {
  afterEach(unmountAll);

  it('shows only the answer to the last choice, however the answers come', async () => {
    const client = world();
    const element = await open(client);
    const release = client.hold('list');
    const box = within<HTMLInputElement>(element, '.filters input');
    box.click();
    await element.updateComplete;
    within<HTMLInputElement>(element, '.filters input').click();
    await element.updateComplete;
    release();
    await waitUntil(() => titles(element).length === 3);
  });

  it('keeps the box ticked and the visitor at it while it asks', async () => {
    const client = world();
    const element = await open(client);
    const box = within<HTMLInputElement>(element, '.filters input');
    box.focus();
    const release = client.hold('list');
    await sendKeys({ press: 'Space' });
    await settled(element);
    expect(within<HTMLInputElement>(element, '.filters input').checked).to.equal(true);
    release();
    await waitUntil(() => titles(element).length === 2);
    expect(active(element)?.type, 'the focus did not get lost').to.equal('checkbox');
  });

  it('keeps the visitor at the choice of a forum while it asks', async () => {
    const client = world();
    const element = await open(client);
    const choice = within<HTMLSelectElement>(element, '.filters select');
    choice.focus();
    const release = client.hold('list');
    choice.value = RIDING.id;
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await settled(element);
    expect(active(element) === (choice as HTMLElement)).to.equal(true);
    release();
    await waitUntil(() => titles(element).length === 3);
    expect(within<HTMLSelectElement>(element, '.filters select').value).to.equal(RIDING.id);
    expect(active(element) === (choice as HTMLElement)).to.equal(true);
  });

  it('does not send a question twice, and cannot be given up while it is on its way', async () => {
    const client = world();
    const element = await open(client, { forum: RIDING.id });
    await ask(element);
    type(element, 'title', 'Which oil?');
    type(element, 'body', 'For the hub.');
    const release = client.hold('create');
    const button = within(element, 'form [type="submit"]');
    button.click();
    button.click();
    await element.updateComplete;
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(within(element, 'form').textContent).not.to.contain('Cancel');
    release();
    await waitUntil(() => client.tables.get('thread')?.size === 4);
    expect(client.callsOf('create')).to.have.length(1);
  });

  it('keeps a question through a reload of the page, and forgets it once it is posted', async () => {
    const client = world();
    const first = await open(client, { forum: RIDING.id });
    await ask(first);
    type(first, 'title', 'Which oil?');
    first.remove();
    const second = await open(client, { forum: RIDING.id });
    await ask(second);
    expect(within<HTMLInputElement>(second, '[name="title"]').value).to.equal('Which oil?');
    type(second, 'body', 'For the hub.');
    await post(second);
    second.remove();
    expect(Object.keys(sessionStorage)).to.deep.equal([]);
  });

  it('says what is missing, at the top and at the field, before it asks the adapter', async () => {
    const client = world();
    const element = await open(client);
    await ask(element);
    await post(element);
    expect(active(element)?.getAttribute('role')).to.equal('alert');
    const named = [...within(element, '[role="alert"]').querySelectorAll('button')].map((one) =>
      one.textContent?.trim(),
    );
    expect(named).to.deep.equal(['Forum', 'Your question in one line', 'Tell us more']);
    expect(client.callsOf('create')).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  it('takes the question away from who signs out', async () => {
    const client = world();
    const session = new FakeSession({ status: 'signed_in' });
    const element = await open(client, {}, session);
    await ask(element);
    type(element, 'title', 'Half a thought');
    const table = client.table.bind(client);
    client.table = async (...args) => ({ ...(await table(...args)), columns: {} });
    await session.signOut();
    await settled(element);
    expect(has(element, 'form')).to.equal(false);
    expect(textOf(element)).to.contain('Sign in to ask');
  });

  it('keeps what is there when more cannot be loaded, and goes on from there', async () => {
    const client = world(9);
    const element = await open(client, { limit: '4' });
    client.failNext('list', 'timeout');
    within(element, '.more button').click();
    await waitUntil(() => has(element, '[role="alert"]'));
    expect(titles(element)).to.have.length(4);
    within(element, '.more button').click();
    await waitUntil(() => titles(element).length === 8);
  });

  it('writes counts as the language does, and one as one', async () => {
    document.documentElement.lang = 'de';
    const element = await open(world());
    expect(textOf(element)).to.contain('12.345');
    document.documentElement.lang = 'en';
    unmountAll();
    const english = await open(world());
    expect(textOf(english))
      .to.match(/12,345\s+replies/)
      .and.to.match(/\b1\s+reply\b/);
    document.documentElement.removeAttribute('lang');
  });

  it('leads to a thread’s own page where there is one, with its id encoded', async () => {
    const client = world(0);
    client.put('thread', { id: 'a&b', title: 'Odd', created_at: '2026-01-01' });
    const element = await open(client, { 'thread-url': '/thread?id={id}' });
    expect(within(element, 'a.row').getAttribute('href')).to.equal('/thread?id=a%26b');
  });
});
