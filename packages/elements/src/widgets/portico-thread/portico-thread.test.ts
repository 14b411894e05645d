import { expect, waitUntil } from '@open-wc/testing';
import type { CellValue } from '@portico/protocol';
import type {
  AnswerAcceptedEvent,
  ModeratedEvent,
  ReplyPostedEvent,
  VoteChangedEvent,
} from '../../base/events.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, nextEvent, settled, textOf, type, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoThreadElement } from './portico-thread.ts';
import './portico-thread.ts';

const id = (digit: number): string => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const THREAD = id(1);
const ada = { id: id(8), table: 'contact', label: 'Ada' };

const aThread = (values: Readonly<Record<string, CellValue>> = {}) => ({
  id: THREAD,
  title: 'Which oil?',
  body: 'For the hub.',
  body_html: '<p>For the <strong>hub</strong>.</p>',
  author: ada,
  author_name: 'Ada',
  accepted_post: null,
  locked: false,
  reply_count: 2,
  vote_count: 3,
  created_at: '2026-01-01T08:00:00.000Z',
  ...values,
});

const aPost = (digit: number, values: Readonly<Record<string, CellValue>> = {}) => ({
  id: id(digit),
  thread: { id: THREAD, table: 'thread', label: null },
  body: `Reply ${digit}`,
  body_html: `<p>Reply ${digit}<img src=x alt="" onerror="window.hacked=1"></p>`,
  author: { id: id(9), table: 'contact', label: null },
  author_name: 'Bo',
  vote_count: 0,
  created_at: `2026-01-0${digit}T09:00:00.000Z`,
  ...values,
});

const world = (values: Readonly<Record<string, CellValue>> = {}, contact: string | null = ada.id) =>
  new FakeClient({
    session: { authenticated: contact !== null, contact },
    records: {
      thread: [aThread(values)],
      post: [aPost(2), aPost(3)],
      vote: [{ id: id(5), post: { id: id(3), table: 'post', label: null }, contact: ada }],
      subscription: [],
    },
  });

const open = (client: FakeClient, session = new FakeSession({ status: 'signed_in' })) =>
  mount<PorticoThreadElement>('portico-thread', { client, session, attributes: { record: THREAD } });

const post = (element: Element, digit: number) => within(element, `[data-id="${id(digit)}"]`);

function button(scope: ParentNode, label: string): HTMLButtonElement {
  const found = [...scope.querySelectorAll('button')].find((one) => one.textContent?.includes(label));
  if (!found) throw new Error(`No button ${label}`);
  return found;
}

const acts = (client: FakeClient) => client.callsOf('act').map((call) => call.args.slice(0, 4));

describe('portico-thread', () => {
  afterEach(unmountAll);

  it('shows the question and the replies in order, as sanitized HTML', async () => {
    const element = await open(world());
    await waitUntil(() => element.shadowRoot?.querySelector('.prose strong'));
    await waitUntil(() => textOf(element).includes('Reply 3'));
    const text = textOf(element);
    expect(text).to.contain('Which oil?').and.to.contain('2 replies');
    expect(text.indexOf('Reply 2')).to.be.lessThan(text.indexOf('Reply 3'));
    expect(element.shadowRoot?.querySelector('[onerror]')).to.equal(null);
    expect('hacked' in window).to.equal(false);
    await expect(element).to.be.accessible();
  });

  it('puts the accepted answer first', async () => {
    const element = await open(world({ accepted_post: { id: id(3), table: 'post', label: null } }));
    const posts = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.replies .post') ?? [])];
    expect(posts.map((one) => one.dataset.id)).to.deep.equal([id(3), id(2)]);
    expect(posts[0]?.textContent).to.contain('Accepted answer');
    await expect(element).to.be.accessible();
  });

  it('posts a reply once and shows it', async () => {
    const client = world();
    const element = await open(client);
    type(element, 'body', 'Any **thin** oil.');
    const posted = nextEvent<ReplyPostedEvent>(document, 'portico-reply-posted');
    within(element, '[type="submit"]').click();
    within(element, '[type="submit"]').click();
    expect((await posted).thread).to.equal(THREAD);
    await settled(element);
    expect(client.callsOf('create').map((call) => call.args.slice(0, 2))).to.deep.equal([
      ['post', { thread: THREAD, body: 'Any **thin** oil.' }],
    ]);
    expect(within<HTMLTextAreaElement>(element, 'textarea').value).to.equal('');
  });

  it('keeps the reply when posting fails', async () => {
    const client = world();
    client.failNext('create', 'offline');
    const element = await open(client);
    type(element, 'body', 'Kept');
    within(element, '[type="submit"]').click();
    await settled(element);
    expect(textOf(element)).to.contain('You are offline');
    expect(within<HTMLTextAreaElement>(element, 'textarea').value).to.equal('Kept');
    await expect(element).to.be.accessible();
  });

  it('votes, shows what was voted for, and takes a vote back', async () => {
    const client = world();
    const element = await open(client);
    expect(button(post(element, 3), 'Useful').getAttribute('aria-pressed')).to.equal('true');
    const changed = nextEvent<VoteChangedEvent>(document, 'portico-vote-changed');
    button(post(element, 2), 'Useful').click();
    expect(await changed).to.include({ table: 'post', record: id(2), on: true });
    await settled(element);
    button(post(element, 3), 'Useful').click();
    await settled(element);
    expect(acts(client)).to.deep.equal([
      ['post', id(2), 'vote', { on: true }],
      ['post', id(3), 'vote', { on: false }],
    ]);
  });

  it('lets the one who asked accept an answer, and nobody else', async () => {
    const client = world();
    const element = await open(client);
    const accepted = nextEvent<AnswerAcceptedEvent>(document, 'portico-answer-accepted');
    button(post(element, 2), 'Accept as answer').click();
    expect(await accepted).to.include({ thread: THREAD, post: id(2) });
    expect(acts(client)).to.deep.equal([['thread', THREAD, 'accept-answer', { post: id(2) }]]);
    const stranger = await open(world({}, id(7)));
    expect(textOf(stranger)).not.to.contain('Accept as answer');
  });

  it('follows the thread on request', async () => {
    const client = world();
    const element = await open(client);
    button(post(element, 1), 'Follow').click();
    await settled(element);
    expect(acts(client)).to.deep.equal([['thread', THREAD, 'subscribe', { on: true }]]);
  });

  it('lets a moderator hide a reply and lock the thread', async () => {
    const client = world();
    const element = await open(client);
    const moderated = nextEvent<ModeratedEvent>(document, 'portico-moderated');
    button(post(element, 2), 'Hide').click();
    expect(await moderated).to.include({ table: 'post', record: id(2), change: 'hidden' });
    await settled(element);
    expect(post(element, 2).textContent).to.contain('Hidden').and.to.contain('Show again');
    button(post(element, 1), 'Lock').click();
    await settled(element);
    expect(textOf(element)).to.contain('takes no more replies');
    expect(element.shadowRoot?.querySelector('textarea')).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('says why a command failed and leaves everything as it was', async () => {
    const client = world();
    client.failNext('act', 'action_not_possible', { status: 409 });
    const element = await open(client);
    button(post(element, 2), 'Useful').click();
    await settled(element);
    expect(textOf(element)).to.contain('not possible any more');
    await expect(element).to.be.accessible();
  });

  it('reads for a guest without buttons that would not work, and offers to sign in', async () => {
    const client = world({}, null);
    const table = client.table.bind(client);
    client.table = async (...args) => ({ ...(await table(...args)), columns: {}, actions: [] });
    const element = await open(client, new FakeSession());
    expect(textOf(element)).to.contain('3 votes').and.to.contain('Sign in to reply');
    expect(element.shadowRoot?.querySelector('.tools button')).to.equal(null);
    expect(client.callsOf('list').map((call) => call.args[0])).to.deep.equal(['post']);
    await expect(element).to.be.accessible();
  });

  it('says nothing of a thread that is hidden', async () => {
    const client = world();
    client.failNext('get', 'not_found', { status: 404 });
    expect(textOf(await open(client))).to.equal('This is not available to you');
  });

  it('says what failed and asks again on request', async () => {
    const client = world();
    client.failNext('get', 'timeout');
    const element = await open(client);
    within(element, '.state button').click();
    await settled(element);
    expect(textOf(element)).to.contain('Which oil?');
  });
});
