import { expect, waitUntil } from '@open-wc/testing';
import type { RecordQuery } from '@portico/protocol';
import { sendKeys } from '@web/test-runner-commands';
import { CaseCreatedEvent, type CaseOpenedEvent } from '../../base/events.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, nextEvent, settled, textOf, unmountAll, within } from '../../testing/fixtures.ts';
import { ADA, BO, makeWorld, recordId } from '../../testing/worlds.ts';
import type { PorticoCaseListElement } from './portico-case-list.ts';
import './portico-case-list.ts';

/** Many cases of Ada's company, every second one hers. */
function world(count = 5): FakeClient {
  const client = makeWorld();
  client.sessionInfo = { ...client.sessionInfo, account: recordId(7) };
  client.tables.get('case')?.clear();
  for (let index = 0; index < count; index += 1)
    client.put('case', {
      id: `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`,
      number: `CAS-${index}`,
      title: `Case ${index}`,
      status: index === 0 ? 'resolved' : 'open',
      contact: index % 2 === 0 ? ADA : BO,
      updated_at: `2026-01-${String(index + 1).padStart(2, '0')}T08:00:00.000Z`,
    });
  return client;
}

const open = (
  client: FakeClient,
  attributes: Record<string, string> = {},
  session = new FakeSession({ status: 'signed_in' }),
) => mount<PorticoCaseListElement>('portico-case-list', { client, session, attributes });

const titles = (element: Element) =>
  [...(element.shadowRoot?.querySelectorAll('.row-title') ?? [])].map((one) => one.textContent?.trim());

const has = (element: Element, selector: string) => Boolean(element.shadowRoot?.querySelector(selector));

const queries = (client: FakeClient) => client.callsOf('list').map(({ args }) => args[1] as RecordQuery);

describe('portico-case-list by keyboard', () => {
  afterEach(unmountAll);

  it('chooses what is shown with the arrows of a radio group, and keeps the focus there', async () => {
    const element = await open(world());
    within(element, 'input[value="open"]').focus();
    await sendKeys({ press: 'ArrowRight' });
    await settled(element);
    expect(titles(element)).to.deep.equal(['Case 0']);
    expect(element.shadowRoot?.activeElement?.getAttribute('value')).to.equal('closed');
    await sendKeys({ press: 'ArrowRight' });
    await settled(element);
    expect(titles(element)).to.have.length(5);
  });

  it('opens a case by Enter, telling the page which', async () => {
    const element = await open(world());
    within(element, '.row.action').focus();
    const opened = nextEvent<CaseOpenedEvent>(element, 'portico-case-opened');
    await sendKeys({ press: 'Enter' });
    expect((await opened).case).to.contain('00000004-');
  });

  it('goes on with more, and leaves the focus where it can go on', async () => {
    const element = await open(world(9), { limit: '4' });
    const more = within(element, '.more button');
    more.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => titles(element).length === 8);
    await settled(element);
    expect(element.shadowRoot?.activeElement?.textContent, 'the first that is new').to.contain('Case 4');
  });
});

describe('portico-case-list and its questions', () => {
  afterEach(unmountAll);

  it('asks for the visitor’s own only when told so', async () => {
    const client = world();
    const element = await open(client);
    within(element, 'input[value="mine"]').click();
    await settled(element);
    expect(titles(element)).to.deep.equal(['Case 4', 'Case 2']);
    expect(JSON.stringify(queries(client).at(-1)?.filter)).to.contain(ADA.id);
  });

  it('puts the page’s own condition beside its own, and goes on with both', async () => {
    const client = world(9);
    const filter = { type: 'condition', column: 'contact', operator: 'eq', value: BO.id };
    const element = await open(client, { filter: JSON.stringify(filter), limit: '2' });
    expect(titles(element)).to.deep.equal(['Case 7', 'Case 5']);
    within(element, '.more button').click();
    await waitUntil(() => titles(element).length === 4);
    const [first, second] = queries(client);
    expect(second?.filter).to.deep.equal(first?.filter);
    expect(second?.cursor).to.be.a('string');
  });

  it('shows only the answer to the last choice, however the answers come', async () => {
    const client = world();
    const element = await open(client);
    const release = client.hold('list');
    within(element, 'input[value="closed"]').click();
    await element.updateComplete;
    within(element, 'input[value="all"]').click();
    await element.updateComplete;
    release();
    await waitUntil(() => titles(element).length === 5);
    await settled(element);
    expect(titles(element)).to.have.length(5);
  });

  it('takes a case in that was filed elsewhere on the page, and only while somebody is signed in', async () => {
    const client = world(2);
    const session = new FakeSession({ status: 'signed_in' });
    const element = await open(client, {}, session);
    client.put('case', {
      id: recordId(3),
      title: 'Fresh',
      status: 'open',
      contact: ADA,
      updated_at: '2026-05-01',
    });
    document.body.dispatchEvent(new CaseCreatedEvent(recordId(3), null));
    await waitUntil(() => titles(element)[0] === 'Fresh');
    await session.signOut();
    await settled(element);
    const before = client.callsOf('list').length;
    document.body.dispatchEvent(new CaseCreatedEvent(recordId(3), null));
    await settled(element);
    expect(client.callsOf('list')).to.have.length(before);
  });

  it('does not hear of the page any more once it is gone', async () => {
    const client = world(2);
    const element = await open(client);
    element.remove();
    const before = client.callsOf('list').length;
    document.body.dispatchEvent(new CaseCreatedEvent(recordId(3), null));
    await settled(element);
    expect(client.callsOf('list')).to.have.length(before);
  });

  it('keeps what is there when more cannot be loaded, says so, and can be tried again', async () => {
    const client = world(9);
    const element = await open(client, { limit: '4' });
    client.failNext('list', 'offline');
    within(element, '.more button').click();
    await waitUntil(() => has(element, '[role="alert"]'));
    expect(titles(element)).to.have.length(4);
    await expect(element).to.be.accessible();
    within(element, '.more button').click();
    await waitUntil(() => titles(element).length === 8);
    expect(has(element, '[role="alert"]')).to.equal(false);
  });

  it('shows a status it does not know in the words of the record', async () => {
    const client = world(1);
    client.put('case', {
      id: recordId(3),
      title: 'Odd',
      status: 'at_the_dealer',
      contact: ADA,
      updated_at: '2026-05-01',
    });
    const element = await open(client);
    within(element, 'input[value="all"]').click();
    await settled(element);
    expect(titles(element)).to.include('Odd');
    expect(textOf(element)).not.to.contain('undefined');
  });

  it('encodes what it puts into an address', async () => {
    const client = world(1);
    client.put('case', {
      id: 'a/b?c=d',
      title: 'Odd',
      status: 'open',
      contact: ADA,
      updated_at: '2026-05-01',
    });
    const element = await open(client, { 'case-url': '/case.html?id={id}' });
    expect(within(element, 'a').getAttribute('href')).to.equal('/case.html?id=a%2Fb%3Fc%3Dd');
  });

  it('asks nothing while nobody is signed in, and at once when somebody does', async () => {
    const client = world();
    const session = new FakeSession();
    const element = await open(client, {}, session);
    expect(client.calls).to.have.length(0);
    await expect(element).to.be.accessible();
    within(element, '.state button').click();
    await waitUntil(() => titles(element).length === 4);
  });
});
