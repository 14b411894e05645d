import { expect, waitUntil } from '@open-wc/testing';
import type { CellValue } from '@portico/protocol';
import type { QuestionAskedEvent, ThreadOpenedEvent } from '../../base/events.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, nextEvent, settled, textOf, type, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoForumElement } from './portico-forum.ts';
import './portico-forum.ts';

const id = (digit: number): string => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const RIDING = id(8);
const WORKSHOP = id(9);

const aThread = (digit: number, values: Readonly<Record<string, CellValue>> = {}) => ({
  id: id(digit),
  forum: { id: RIDING, table: 'forum', label: 'Riding' },
  title: `Question ${digit}`,
  body: '**How**?',
  body_html: '<p><strong>How</strong>?</p>',
  author_name: 'Ada',
  accepted_post: null,
  locked: false,
  reply_count: digit,
  created_at: `2026-01-0${digit}T08:00:00.000Z`,
  ...values,
});

const world = (threads = [aThread(1), aThread(2)]) =>
  new FakeClient({
    records: {
      forum: [
        { id: RIDING, name: 'Riding', position: 1 },
        { id: WORKSHOP, name: 'Workshop', position: 2 },
      ],
      thread: threads,
    },
  });

const open = (client: FakeClient, attributes: Readonly<Record<string, string>> = {}) =>
  mount<PorticoForumElement>('portico-forum', {
    client,
    session: new FakeSession({ status: 'signed_in' }),
    attributes,
  });

const titles = (element: Element): string[] =>
  [...(element.shadowRoot?.querySelectorAll('.row-title') ?? [])].map((title) =>
    (title.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );

describe('portico-forum', () => {
  afterEach(unmountAll);

  it('lists threads, newest first, with the first words, author and replies', async () => {
    const element = await open(world());
    expect(titles(element)).to.deep.equal(['Question 2', 'Question 1']);
    expect(textOf(element))
      .to.contain('How?')
      .and.to.contain('Ada')
      .and.to.contain('2 replies')
      .and.to.contain('1 reply');
    await expect(element).to.be.accessible();
  });

  it('marks what is answered, locked or hidden', async () => {
    const post = { id: id(7), table: 'post', label: null };
    const element = await open(
      world([aThread(1, { accepted_post: post }), aThread(2, { locked: true, visibility: 'hidden' })]),
    );
    expect(titles(element)).to.deep.equal(['Question 2 Locked Hidden', 'Question 1 Answered']);
    await expect(element).to.be.accessible();
  });

  it('shows only what has no answer on request', async () => {
    const post = { id: id(7), table: 'post', label: null };
    const element = await open(world([aThread(1, { accepted_post: post }), aThread(2)]));
    within<HTMLInputElement>(element, '[type="checkbox"]').click();
    await settled(element);
    expect(titles(element)).to.deep.equal(['Question 2']);
  });

  it('narrows to one forum by choice or by attribute', async () => {
    const client = world([
      aThread(1),
      aThread(2, { forum: { id: WORKSHOP, table: 'forum', label: 'Workshop' } }),
    ]);
    const element = await open(client);
    const select = within<HTMLSelectElement>(element, 'select');
    select.value = WORKSHOP;
    select.dispatchEvent(new Event('change'));
    await settled(element);
    expect(titles(element)).to.deep.equal(['Question 2']);
    const fixed = await open(client, { forum: RIDING });
    expect(titles(fixed)).to.deep.equal(['Question 1']);
    expect(fixed.shadowRoot?.querySelector('select')).to.equal(null);
  });

  it('posts a question into the forum chosen and shows it', async () => {
    const client = world();
    const element = await open(client);
    within(element, '[part="ask"]').click();
    await waitUntil(() => element.shadowRoot?.querySelector('form'), 'the form did not come');
    await expect(element).to.be.accessible();
    type(element, 'forum', WORKSHOP);
    type(element, 'title', 'Which oil?');
    type(element, 'body', 'For the **hub**.');
    const asked = nextEvent<QuestionAskedEvent>(document, 'portico-question-asked');
    within(element, '[type="submit"]').click();
    expect((await asked).thread).to.be.a('string');
    await settled(element);
    expect(client.callsOf('create')[0]?.args[1]).to.deep.equal({
      forum: WORKSHOP,
      title: 'Which oil?',
      body: 'For the **hub**.',
    });
    expect(titles(element)).to.include('Which oil?');
  });

  it('keeps the question when posting fails', async () => {
    const client = world();
    client.failNext('create', 'unreachable');
    const element = await open(client, { forum: RIDING });
    within(element, '[part="ask"]').click();
    await waitUntil(() => element.shadowRoot?.querySelector('form'), 'the form did not come');
    type(element, 'title', 'Which oil?');
    type(element, 'body', 'For the hub.');
    within(element, '[type="submit"]').click();
    await settled(element);
    expect(within<HTMLInputElement>(element, '[name="title"]').value).to.equal('Which oil?');
    expect(textOf(element)).to.contain('We cannot be reached');
    await expect(element).to.be.accessible();
  });

  it('asks a guest to sign in before asking', async () => {
    const client = world();
    const session = new FakeSession();
    client.table = async (table) => ({
      name: table,
      label: '',
      pluralLabel: '',
      title: 'title',
      columns: {},
      privileges: ['read'],
      actions: [],
    });
    const element = await mount<PorticoForumElement>('portico-forum', { client, session });
    expect(within(element, '[part="ask"]').textContent?.trim()).to.equal('Sign in to ask');
    expect(titles(element)).to.have.length(2);
  });

  it('says which thread was chosen', async () => {
    const element = await open(world());
    const opened = nextEvent<ThreadOpenedEvent>(document, 'portico-thread-opened');
    within(element, '.row').click();
    expect((await opened).thread).to.equal(id(2));
    expect(
      within((await open(world(), { 'thread-url': '/t?id={id}' })) as Element, 'a.row').getAttribute('href'),
    ).to.equal(`/t?id=${id(2)}`);
  });

  it('says so when there is nothing, and when it cannot be read', async () => {
    const empty = await open(world([]));
    expect(textOf(empty)).to.contain('No questions yet');
    await expect(empty).to.be.accessible();
    const client = world();
    client.failNext('list', 'not_found', { status: 404 });
    expect(textOf(await open(client))).to.contain('This is not available to you');
  });

  it('says what failed and asks again on request', async () => {
    const client = world();
    client.failNext('list', 'timeout');
    const element = await open(client);
    within(element, '.state button').click();
    await settled(element);
    expect(titles(element)).to.have.length(2);
  });
});
