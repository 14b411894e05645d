import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import type { FormSubmission } from '@portico/protocol';
import { sendKeys } from '@web/test-runner-commands';
import type { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, settled, textOf, type, unmountAll, within } from '../../testing/fixtures.ts';
import { makeWorld, recordId } from '../../testing/worlds.ts';
import type { PorticoCaseFormElement } from './portico-case-form.ts';
import './portico-case-form.ts';

const open = (
  client: FakeClient,
  status: 'signed_in' | 'anonymous' = 'signed_in',
  attributes: Record<string, string> = {},
  session = new FakeSession({ status }),
) => mount<PorticoCaseFormElement>('portico-case-form', { client, session, attributes });

const has = (element: Element, selector: string) => Boolean(element.shadowRoot?.querySelector(selector));
const written = (element: Element, name: string) =>
  within<HTMLInputElement>(element, `[name="${name}"]`).value;
const answersCome = (element: Element) => waitUntil(() => has(element, '.answers'), 'answers come up');
const activeName = (element: Element) => element.shadowRoot?.activeElement?.getAttribute('name');

async function send(element: PorticoCaseFormElement): Promise<void> {
  within(element, '[type="submit"]').click();
  await settled(element);
}

describe('portico-case-form while a title is typed', () => {
  afterEach(unmountAll);

  it('never shows the answers to an earlier title, however late they come', async () => {
    const client = makeWorld();
    client.put('article', { id: recordId(7), title: 'Brakes that squeal', body: '<p>Clean.</p>' });
    const element = await open(client);
    const release = client.hold('search');
    type(element, 'title', 'brakes');
    await waitUntil(() => client.callsOf('search').length === 1);
    type(element, 'title', 'the bell');
    await waitUntil(() => client.callsOf('search').length === 2);
    release();
    await answersCome(element);
    expect(within(element, '.answers').textContent).to.contain('The bell');
    expect(within(element, '.answers').textContent).not.to.contain('Brakes');
  });

  it('announces answers once they are there, and leaves the focus in the field', async () => {
    const element = await open(makeWorld());
    expect(within(element, '[role="status"]').textContent?.trim()).to.equal('');
    type(element, 'title', 'the bell');
    await answersCome(element);
    expect(within(element, '[role="status"]').textContent).to.contain('We found something');
    expect(activeName(element)).to.equal('title');
  });

  it('looks for nothing after it has left the page', async () => {
    const client = makeWorld();
    const element = await open(client);
    type(element, 'title', 'the bell');
    await element.updateComplete;
    element.remove();
    await aTimeout(400);
    expect(client.callsOf('search')).to.have.length(0);
  });

  it('offers threads only where the page can show them', async () => {
    const client = makeWorld();
    client.forms.set('case', {
      ...client.forms.get('case'),
      deflect: { field: 'title', tables: ['thread'] },
    } as never);
    const without = await open(client);
    type(without, 'title', 'the bell');
    await waitUntil(() => client.callsOf('search').length === 1);
    await settled(without);
    expect(has(without, '.answers')).to.equal(false);
    without.remove();
    const withUrl = await open(client, 'signed_in', { 'thread-url': '/t?id={id}' });
    type(withUrl, 'title', 'the bell again');
    type(withUrl, 'title', 'the bell');
    await answersCome(withUrl);
    const link = within<HTMLAnchorElement>(withUrl, '.answers a');
    expect(link.getAttribute('href')).to.equal(`/t?id=${recordId(2)}`);
    expect(link.rel).to.contain('noopener');
  });
});

describe('portico-case-form by keyboard', () => {
  afterEach(unmountAll);

  it('reads an answer, takes it, and comes back to the form', async () => {
    const element = await open(makeWorld());
    within(element, '[name="title"]').focus();
    await sendKeys({ type: 'the bell' });
    await answersCome(element);
    await sendKeys({ press: 'Tab' });
    expect(element.shadowRoot?.activeElement?.localName).to.equal('summary');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => has(element, '.solved button'));
    within(element, '.solved button').focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(textOf(element)).to.contain('Glad that is solved.');
    within(element, '.state button').focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(written(element, 'title')).to.equal('the bell');
  });

  it('files a case, and starts the next one in its first field', async () => {
    const client = makeWorld();
    const element = await open(client);
    within(element, '[name="title"]').focus();
    await sendKeys({ type: 'Squeak' });
    await sendKeys({ press: 'Tab' });
    if (activeName(element) !== 'description') within(element, '[name="description"]').focus();
    await sendKeys({ type: 'When it rains.' });
    await sendKeys({ press: 'Enter' });
    expect(client.callsOf('submit'), 'Enter is a new line there').to.have.length(0);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await settled(element);
    const { values } = (client.callsOf('submit')[0]?.args ?? [])[1] as FormSubmission;
    expect(values).to.deep.equal({ title: 'Squeak', description: 'When it rains.\n' });
    within(element, '.receipt button').focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(activeName(element)).to.equal('title');
  });
});

describe('portico-case-form between two people', () => {
  afterEach(unmountAll);

  it('asks a guest for the address again after somebody signed out, and sends no contact of theirs', async () => {
    const client = makeWorld();
    const session = new FakeSession({ status: 'signed_in' });
    const element = await open(client, 'signed_in', {}, session);
    type(element, 'title', 'Bell');
    await session.signOut();
    await settled(element);
    expect(has(element, '[name="guest_email"]')).to.equal(true);
    await send(element);
    expect(client.callsOf('submit')).to.have.length(0);
  });

  it('takes the receipt of one away when the page brings another subject', async () => {
    const element = await open(makeWorld());
    type(element, 'title', 'Bell');
    type(element, 'description', 'Silent.');
    await send(element);
    expect(has(element, '.receipt')).to.equal(true);
    element.subject = 'Something else';
    await settled(element);
    expect(has(element, '.receipt')).to.equal(false);
    expect(written(element, 'title')).to.equal('Something else');
    expect(written(element, 'description')).to.equal('');
  });

  it('does not lead a guest to a case that only members may open', async () => {
    const element = await open(makeWorld(), 'anonymous', { 'case-url': '/case?id={id}' });
    type(element, 'guest_email', 'guest@example.com');
    type(element, 'title', 'Bell');
    type(element, 'description', 'Silent.');
    await send(element);
    expect(has(element, '.receipt')).to.equal(true);
    expect(has(element, 'a')).to.equal(false);
  });

  it('uses the guest form of the page’s choice, and the usual one where the site has no other', async () => {
    const client = makeWorld();
    const chosen = await open(client, 'anonymous', { 'guest-form': 'contact' });
    expect(textOf(chosen)).to.contain('Talk to us');
    chosen.remove();
    client.siteInfo = { ...client.siteInfo, forms: ['case'] };
    const usual = await open(client, 'anonymous');
    expect(has(usual, '[name="guest_email"]')).to.equal(false);
    expect(has(usual, '[name="title"]')).to.equal(true);
  });

  it('keeps the words in the form when the sign-in has ended, and sends them once it is renewed', async () => {
    const client = makeWorld();
    const element = await open(client);
    type(element, 'title', 'Bell');
    type(element, 'description', 'Silent.');
    client.failNext('submit', 'invalid_token', { status: 401 });
    await send(element);
    expect(within(element, '[role="alert"]').textContent).to.contain('Your sign-in has ended.');
    expect(written(element, 'description')).to.equal('Silent.');
    await send(element);
    expect(client.tables.get('case')?.size).to.equal(2);
  });
});
