import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import type { CaseChangedEvent } from '../../base/events.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, settled, textOf, type, unmountAll, within } from '../../testing/fixtures.ts';
import { makeWorld, recordId } from '../../testing/worlds.ts';
import type { PorticoCaseElement } from './portico-case.ts';
import './portico-case.ts';

const FIRST = recordId(1);
const SECOND = recordId(2);

/** Two cases of Ada, the second without notes. */
function world(): FakeClient {
  const client = makeWorld();
  const first = client.tables.get('case')?.get(FIRST);
  client.put('case', { ...first, id: FIRST, title: 'The first case' });
  client.put('case', { ...first, id: SECOND, title: 'The second case', number: 'CAS-00002' });
  return client;
}

const open = (client: FakeClient, session = new FakeSession({ status: 'signed_in' })) =>
  mount<PorticoCaseElement>('portico-case', { client, session, attributes: { record: FIRST } });

const note = (element: Element) => within<HTMLTextAreaElement>(element, 'textarea');

const button = (element: Element, label: string): HTMLButtonElement => {
  const found = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(
    (one) => one.textContent?.trim() === label,
  );
  if (!found) throw new Error(`No button ${label}`);
  return found;
};

async function press(element: PorticoCaseElement, label: string): Promise<void> {
  button(element, label).click();
  await settled(element);
}

async function turnTo(element: PorticoCaseElement, record: string): Promise<void> {
  element.record = record;
  await settled(element);
}

const writes = (client: FakeClient) => [...client.callsOf('create'), ...client.callsOf('act')];

describe('portico-case when another case is chosen', () => {
  afterEach(unmountAll);

  it('shows nothing of the first while the second is under way', async () => {
    const client = world();
    const element = await open(client);
    const release = client.hold('get');
    await turnTo(element, SECOND);
    expect(textOf(element)).not.to.contain('The first case');
    release();
    await waitUntil(() => textOf(element).includes('The second case'));
  });

  it('drops an answer that comes after the visitor went on', async () => {
    const client = world();
    const release = client.hold('get');
    const element = await open(client);
    element.record = SECOND;
    await element.updateComplete;
    release();
    await waitUntil(() => textOf(element).includes('The second case'));
    await aTimeout(10);
    expect(textOf(element)).not.to.contain('The first case');
  });

  it('does not carry a note from one case into another', async () => {
    const client = world();
    const element = await open(client);
    type(element, 'text', 'Only for the first.');
    await turnTo(element, SECOND);
    expect(note(element).value).to.equal('');
    await press(element, 'Send note');
    expect(writes(client), 'sent to the second').to.have.length(0);
  });

  it('keeps the note for when the visitor comes back to its case', async () => {
    const client = world();
    const element = await open(client);
    type(element, 'text', 'Only for the first.');
    await turnTo(element, SECOND);
    type(element, 'text', 'Only for the second.');
    await turnTo(element, FIRST);
    expect(note(element).value).to.equal('Only for the first.');
    await turnTo(element, SECOND);
    expect(note(element).value).to.equal('Only for the second.');
  });

  it('does not close the second because the first was about to be closed', async () => {
    const element = await open(world());
    await press(element, 'Close case');
    expect(textOf(element)).to.contain('What solved it?');
    await turnTo(element, SECOND);
    expect(textOf(element)).to.contain('Add a note');
    expect(textOf(element)).not.to.contain('What solved it?');
  });

  it('does not thank for the first under the second', async () => {
    const element = await open(world());
    type(element, 'text', 'A note.');
    await press(element, 'Send note');
    expect(textOf(element)).to.contain('Your note was added.');
    await turnTo(element, SECOND);
    expect(textOf(element)).not.to.contain('Your note was added.');
  });

  it('does not show the objections to the first note under the second case', async () => {
    const client = world();
    const element = await open(client);
    client.failNext('create', 'permission_denied', { status: 403 });
    type(element, 'text', 'A note.');
    await press(element, 'Send note');
    expect(within(element, '[role="alert"]')).to.exist;
    await turnTo(element, SECOND);
    expect(element.shadowRoot?.querySelectorAll('[role="alert"]').length).to.equal(0);
  });

  it('says of the right case that it was changed, when the answer comes after the visitor went on', async () => {
    const client = world();
    const element = await open(client);
    const failures: unknown[] = [];
    const listen = (event: PromiseRejectionEvent) => failures.push(event.reason);
    addEventListener('unhandledrejection', listen);
    const told: CaseChangedEvent[] = [];
    element.addEventListener('portico-case-changed', (event) => told.push(event as CaseChangedEvent));
    const release = client.hold('create');
    type(element, 'text', 'For the first.');
    button(element, 'Send note').click();
    await waitUntil(() => client.callsOf('create').length === 1);
    const hold = client.hold('get');
    element.record = SECOND;
    await element.updateComplete;
    release();
    await settled(element);
    hold();
    await waitUntil(() => textOf(element).includes('The second case'));
    await aTimeout(10);
    removeEventListener('unhandledrejection', listen);
    expect(failures).to.deep.equal([]);
    expect(told.map((event) => event.case)).to.deep.equal([FIRST]);
    expect(client.callsOf('create')[0]?.args[1]).to.have.property('case', FIRST);
    expect(textOf(element)).not.to.contain('Your note was added.');
  });
});

describe('portico-case in trouble', () => {
  afterEach(unmountAll);

  it('keeps the note, and sends it once under the same key, when the line breaks', async () => {
    const client = world();
    const element = await open(client);
    client.failNext('create', 'offline');
    type(element, 'text', 'Through the tunnel.');
    await press(element, 'Send note');
    expect(textOf(element)).to.contain('You are offline. Nothing is lost');
    expect(element.shadowRoot?.activeElement?.getAttribute('role')).to.equal('alert');
    expect(note(element).value).to.equal('Through the tunnel.');
    await press(element, 'Send note');
    const keys = client
      .callsOf('create')
      .map((call) => (call.args[2] as { idempotencyKey: string }).idempotencyKey);
    expect(keys).to.have.length(2);
    expect(keys[0]).to.equal(keys[1]);
    expect(note(element).value).to.equal('');
    expect(client.tables.get('case_note')?.size, 'two there were, one is new').to.equal(3);
  });

  it('sends one note for an impatient double press, and says that it is sending', async () => {
    const client = world();
    const element = await open(client);
    const release = client.hold('create');
    type(element, 'text', 'Once.');
    const send = button(element, 'Send note');
    send.click();
    send.click();
    await element.updateComplete;
    expect(send.getAttribute('aria-disabled')).to.equal('true');
    expect(send.textContent?.trim()).to.equal('Sending…');
    await expect(element).to.be.accessible();
    send.click();
    release();
    await settled(element);
    expect(client.callsOf('create')).to.have.length(1);
  });

  it('says when somebody else closed the case meanwhile, and offers what is possible then', async () => {
    const client = world();
    const element = await open(client);
    client.put('case', { ...client.tables.get('case')?.get(FIRST), id: FIRST, status: 'resolved' });
    await press(element, 'Close case');
    await press(element, 'Close case');
    expect(textOf(element)).to.contain('This is not possible any more.');
  });

  it('keeps the case in sight when reading it again fails after a note was sent', async () => {
    const client = world();
    const element = await open(client);
    type(element, 'text', 'A note.');
    client.failNext('get', 'unreachable');
    await press(element, 'Send note');
    expect(textOf(element)).to.contain('The first case');
    expect(textOf(element)).to.contain('Your note was added.');
  });

  it('shows the case where its notes may not be read', async () => {
    const client = world();
    client.failNext('list', 'not_found', { status: 404 });
    const element = await open(client);
    expect(textOf(element)).to.contain('The first case');
    expect(element.shadowRoot?.querySelectorAll('.entry')).to.have.length(1);
  });

  it('fails as a whole when the notes fail for another reason, rather than seem to have none', async () => {
    const client = world();
    client.failNext('list', 'timeout');
    const element = await open(client);
    expect(textOf(element)).to.contain('The answer is taking too long.');
  });

  it('asks nothing for an id that cannot be one', async () => {
    const client = world();
    const element = await open(client);
    const before = client.calls.length;
    for (const record of ['../../account', "1' or '1'='1", '<b>', 'null']) {
      await turnTo(element, record);
      expect(textOf(element), record).to.contain('No case was chosen');
    }
    expect(client.calls.length).to.equal(before);
  });

  it('has no note of who signed out for a case the next person may not see', async () => {
    const client = world();
    const session = new FakeSession({ status: 'signed_in' });
    const element = await open(client, session);
    type(element, 'text', 'My bank details are these.');
    await session.signOut();
    client.tables.get('case')?.clear();
    await session.signIn();
    await settled(element);
    expect(textOf(element)).to.contain('This is not available to you');
    expect(element.shadowRoot?.querySelectorAll('textarea').length).to.equal(0);
  });
});
