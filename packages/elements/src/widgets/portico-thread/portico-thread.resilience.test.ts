import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import type { ReplyPostedEvent, VoteChangedEvent } from '../../base/events.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, settled, textOf, type, unmountAll, within } from '../../testing/fixtures.ts';
import { ADA, BO, makeWorld, recordId } from '../../testing/worlds.ts';
import type { PorticoThreadElement } from './portico-thread.ts';
import './portico-thread.ts';

const FIRST = recordId(2);
const SECOND = recordId(3);
const POST = recordId(6);

/** Two threads of Ada; the first has a reply by Bo. */
function world(): FakeClient {
  const client = makeWorld();
  const first = client.tables.get('thread')?.get(FIRST);
  client.put('thread', { ...first, id: FIRST, title: 'The first thread' });
  client.put('thread', { ...first, id: SECOND, title: 'The second thread', reply_count: 0 });
  return client;
}

const open = (client: FakeClient, session = new FakeSession({ status: 'signed_in' })) =>
  mount<PorticoThreadElement>('portico-thread', { client, session, attributes: { record: FIRST } });

const reply = (element: Element) => within<HTMLTextAreaElement>(element, 'textarea');

const button = (element: Element, label: string, within: ParentNode | null = element.shadowRoot) => {
  const found = [...(within?.querySelectorAll('button') ?? [])].find((one) =>
    one.textContent?.replace(/\s+/g, ' ').trim().includes(label),
  );
  if (!found) throw new Error(`No button ${label} in ${element.localName}`);
  return found;
};

const has = (element: Element, selector: string) => Boolean(element.shadowRoot?.querySelector(selector));

const status = (element: Element) => within(element, '[role="status"]').textContent?.trim();

async function press(element: PorticoThreadElement, label: string): Promise<void> {
  button(element, label).click();
  await settled(element);
}

async function turnTo(element: PorticoThreadElement, record: string): Promise<void> {
  element.record = record;
  await settled(element);
}

describe('portico-thread when another thread is chosen', () => {
  afterEach(unmountAll);

  it('drops an answer that comes after the visitor went on', async () => {
    const client = world();
    const release = client.hold('get');
    const element = await open(client);
    element.record = SECOND;
    await element.updateComplete;
    release();
    await waitUntil(() => textOf(element).includes('The second thread'));
    await aTimeout(10);
    expect(textOf(element)).not.to.contain('The first thread');
  });

  it('does not carry a reply from one thread into another, and has it again on the way back', async () => {
    const client = world();
    const element = await open(client);
    type(element, 'body', 'Only for the first.');
    await turnTo(element, SECOND);
    expect(reply(element).value).to.equal('');
    await press(element, 'Post reply');
    expect(client.callsOf('create')).to.have.length(0);
    await turnTo(element, FIRST);
    expect(reply(element).value).to.equal('Only for the first.');
  });

  it('tells the page of a reply to the first, and the visitor of nothing', async () => {
    const client = world();
    const element = await open(client);
    const told: ReplyPostedEvent[] = [];
    element.addEventListener('portico-reply-posted', (event) => told.push(event as ReplyPostedEvent));
    const release = client.hold('create');
    type(element, 'body', 'For the first.');
    button(element, 'Post reply').click();
    await waitUntil(() => client.callsOf('create').length === 1);
    await turnTo(element, SECOND);
    type(element, 'body', 'Begun for the second.');
    release();
    await settled(element);
    expect(told.map(({ thread }) => thread)).to.deep.equal([FIRST]);
    expect(client.callsOf('create')[0]?.args[1]).to.have.property('thread', FIRST);
    expect(status(element)).to.equal('');
    expect(reply(element).value).to.equal('Begun for the second.');
    await turnTo(element, FIRST);
    expect(reply(element).value, 'what was sent is no draft any more').to.equal('');
  });

  it('can send in the second while the first is still on its way', async () => {
    const client = world();
    const element = await open(client);
    const release = client.hold('create');
    type(element, 'body', 'For the first.');
    button(element, 'Post reply').click();
    await waitUntil(() => client.callsOf('create').length === 1);
    await turnTo(element, SECOND);
    type(element, 'body', 'For the second.');
    button(element, 'Post reply').click();
    await waitUntil(() => client.callsOf('create').length === 2);
    release();
    await settled(element);
    const sent = client.callsOf('create').map(({ args }) => args[1] as { thread: string; body: string });
    expect(sent.map(({ thread, body }) => [thread, body])).to.deep.equal([
      [FIRST, 'For the first.'],
      [SECOND, 'For the second.'],
    ]);
    expect(status(element)).to.equal('Your reply was posted.');
  });

  it('does not complain under the second of what failed in the first', async () => {
    const client = world();
    const element = await open(client);
    client.failNext('act', 'rate_limited', { status: 429, retryAfter: 4.2 });
    await press(element, 'Follow');
    expect(within(element, '[role="alert"]').textContent).to.contain('in 5 seconds');
    await turnTo(element, SECOND);
    expect(has(element, '[role="alert"]')).to.equal(false);
  });

  it('does not announce under the second what was done in the first', async () => {
    const client = world();
    const element = await open(client);
    const told: VoteChangedEvent[] = [];
    element.addEventListener('portico-vote-changed', (event) => told.push(event as VoteChangedEvent));
    const release = client.hold('act');
    button(element, 'Useful').click();
    await turnTo(element, SECOND);
    release();
    await settled(element);
    expect(told.map(({ record }) => record)).to.deep.equal([FIRST]);
    expect(status(element)).to.equal('');
  });
});

describe('portico-thread in trouble', () => {
  afterEach(unmountAll);

  it('sends one vote for many presses, and holds all buttons until it is there', async () => {
    const client = world();
    const element = await open(client);
    const release = client.hold('act');
    const vote = button(element, 'Useful');
    vote.click();
    vote.click();
    await element.updateComplete;
    for (const label of ['Useful', 'Follow', 'Accept as answer', 'Lock'])
      expect(button(element, label).getAttribute('aria-disabled'), label).to.equal('true');
    button(element, 'Follow').click();
    release();
    await settled(element);
    expect(client.callsOf('act')).to.have.length(1);
    expect(button(element, 'Useful').getAttribute('aria-disabled')).to.equal('false');
  });

  it('keeps the focus on the button that was pressed, also when its label changes', async () => {
    const client = world();
    const element = await open(client);
    for (const label of ['Useful', 'Follow', 'Lock']) {
      const pressed = button(element, label);
      pressed.focus();
      pressed.click();
      await settled(element);
      expect(element.shadowRoot?.activeElement === pressed, label).to.equal(true);
    }
  });

  it('keeps the focus on a reply’s button although the reply moves up as the answer', async () => {
    const client = world();
    client.put('post', {
      ...client.tables.get('post')?.get(POST),
      id: recordId(7),
      created_at: '2026-03-01T00:00:00.000Z',
    });
    const element = await open(client);
    const card = within(element, `[data-id="${recordId(7)}"]`);
    const accept = button(element, 'Accept as answer', card);
    accept.focus();
    accept.click();
    await settled(element);
    const first = within(element, '.replies .post');
    expect(first.dataset.id).to.equal(recordId(7));
    expect(element.shadowRoot?.activeElement?.textContent).to.contain('Not the answer after all');
  });

  it('changes nothing and says why when a vote is refused', async () => {
    const client = world();
    const element = await open(client);
    client.failNext('act', 'permission_denied', { status: 403 });
    await press(element, 'Useful');
    expect(button(element, 'Useful').getAttribute('aria-pressed')).to.equal('false');
    expect(within(element, '[role="alert"]').textContent).to.contain('This is not available to you.');
    await expect(element).to.be.accessible();
    await press(element, 'Useful');
    expect(has(element, '[role="alert"]'), 'the next attempt takes it away').to.equal(false);
  });

  it('keeps the reply when the line breaks and sends it under the same key', async () => {
    const client = world();
    const element = await open(client);
    client.failNext('create', 'timeout');
    type(element, 'body', 'Slow line.');
    await press(element, 'Post reply');
    expect(reply(element).value).to.equal('Slow line.');
    expect(element.shadowRoot?.activeElement?.getAttribute('role')).to.equal('alert');
    await press(element, 'Post reply');
    const keys = client
      .callsOf('create')
      .map(({ args }) => (args[2] as { idempotencyKey: string }).idempotencyKey);
    expect(new Set(keys).size).to.equal(1);
    expect(client.tables.get('post')?.size).to.equal(2);
  });

  it('keeps thread and replies in sight when reading them again fails', async () => {
    const client = world();
    const element = await open(client);
    client.failNext('get', 'unreachable');
    await press(element, 'Useful');
    expect(textOf(element)).to.contain('The first thread');
  });

  it('reads without votes and subscriptions where those may not be read', async () => {
    const client = world();
    const list = client.list.bind(client);
    client.list = async (table, query, options) => {
      if (table === 'vote' || table === 'subscription') client.failNext('list', 'not_found', { status: 404 });
      return list(table, query, options);
    };
    const element = await open(client);
    expect(textOf(element)).to.contain('The first thread');
    expect(button(element, 'Useful').getAttribute('aria-pressed')).to.equal('false');
  });

  it('takes the tools and the reply form away at once when the visitor signs out', async () => {
    const client = world();
    const session = new FakeSession({ status: 'signed_in' });
    const element = await open(client, session);
    type(element, 'body', 'Half a thought.');
    client.sessionInfo = { ...client.sessionInfo, authenticated: false, contact: null };
    const release = client.hold('get');
    await session.signOut();
    await element.updateComplete;
    expect(has(element, 'button, textarea')).to.equal(false);
    release();
    await waitUntil(() => textOf(element).includes('The first thread'));
    expect(textOf(element)).not.to.contain('Accept as answer');
    expect(textOf(element)).not.to.contain('Follow');
  });

  it('shows to each visitor their own votes', async () => {
    const client = world();
    client.put('vote', {
      id: recordId(5),
      thread: { id: FIRST, table: 'thread', label: null },
      contact: ADA,
    });
    const session = new FakeSession({ status: 'signed_in' });
    const element = await open(client, session);
    expect(button(element, 'Useful').getAttribute('aria-pressed')).to.equal('true');
    client.sessionInfo = { ...client.sessionInfo, contact: BO.id };
    await session.signOut();
    await session.signIn();
    await settled(element);
    expect(button(element, 'Useful').getAttribute('aria-pressed')).to.equal('false');
  });

  it('shows a body that is missing or broken without taking the thread down', async () => {
    const client = world();
    client.put('post', {
      ...client.tables.get('post')?.get(POST),
      id: POST,
      body_html: null,
      author_name: null,
      created_at: 'soon',
    });
    const element = await open(client);
    const card = within(element, `[data-id="${POST}"]`);
    expect(card.textContent).to.contain('Guest');
    expect(card.textContent).not.to.contain('null');
    expect(card.textContent).not.to.contain('Invalid');
  });
});
