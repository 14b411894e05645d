import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import type { FormDefinition, FormSubmission } from '@portico/protocol';
import type { CaseCreatedEvent, CaseDeflectedEvent } from '../../base/events.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, nextEvent, settled, textOf, type, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoCaseFormElement } from './portico-case-form.ts';
import './portico-case-form.ts';

const ARTICLE = '11111111-0000-4000-8000-000000000000';

const caseForm: FormDefinition = {
  name: 'case',
  table: 'case',
  title: 'Ask the workshop',
  intro: '',
  fields: [
    { name: 'title', label: 'What is it about?', input: 'text', required: true },
    { name: 'description', label: 'What happens?', input: 'multiline', required: true },
  ],
  consents: [],
  submitLabel: 'Send to the workshop',
  success: { title: 'It is on the bench.', message: 'We answer soon.' },
  deflect: { field: 'title', tables: ['article'] },
};

const guestForm: FormDefinition = {
  ...caseForm,
  name: 'case-guest',
  fields: [{ name: 'guest_email', label: 'E-mail', input: 'email', required: true }, ...caseForm.fields],
};

const world = () =>
  new FakeClient({
    forms: [caseForm, guestForm],
    records: { article: [{ id: ARTICLE, title: 'Brakes that squeal', body: '<p>Clean the disc.</p>' }] },
  });

const open = (
  client: FakeClient,
  status: 'signed_in' | 'anonymous',
  attributes: Record<string, string> = {},
) =>
  mount<PorticoCaseFormElement>('portico-case-form', {
    client,
    session: new FakeSession({ status }),
    attributes,
  });

const answered = (element: Element) =>
  waitUntil(() => element.shadowRoot?.querySelector('.answers'), 'answers come up');

async function send(element: PorticoCaseFormElement): Promise<void> {
  within(element, '[type="submit"]').click();
  await settled(element);
}

describe('portico-case-form', () => {
  afterEach(unmountAll);

  it('asks a guest for an address and a signed-in visitor for none', async () => {
    const guest = await open(world(), 'anonymous');
    expect(textOf(guest)).to.contain('E-mail');
    await expect(guest).to.be.accessible();
    const customer = await open(world(), 'signed_in');
    expect(textOf(customer)).not.to.contain('E-mail');
  });

  it('files the case and shows the number to quote', async () => {
    const client = world();
    const element = await open(client, 'anonymous');
    type(element, 'guest_email', 'guest@example.com');
    type(element, 'title', 'Bell');
    type(element, 'description', 'It does not ring.');
    const created = nextEvent<CaseCreatedEvent>(document, 'portico-case-created');
    await send(element);
    expect(client.callsOf('submit')[0]?.args[0]).to.equal('case-guest');
    const submission = client.callsOf('submit')[0]?.args[1] as FormSubmission;
    expect(submission.values).to.deep.equal({
      guest_email: 'guest@example.com',
      title: 'Bell',
      description: 'It does not ring.',
    });
    expect((await created).case).to.be.a('string');
    expect(textOf(element)).to.contain('It is on the bench.');
    expect(element.shadowRoot?.activeElement?.textContent).to.equal('It is on the bench.');
    await expect(element).to.be.accessible();
  });

  it('leads a signed-in visitor to the case', async () => {
    const element = await open(world(), 'signed_in', { 'case-url': '/case.html?id={id}' });
    type(element, 'title', 'Bell');
    type(element, 'description', 'It does not ring.');
    await send(element);
    expect(within(element, 'a').getAttribute('href')).to.match(/^\/case\.html\?id=.+/);
  });

  it('shows what may answer the question while the title is typed, and reads it in place', async () => {
    const element = await open(world(), 'signed_in');
    type(element, 'title', 'brakes');
    await answered(element);
    await expect(element).to.be.accessible();
    within(element, '.answers summary').click();
    await waitUntil(() => element.shadowRoot?.querySelector('portico-article'));
    const deflected = nextEvent<CaseDeflectedEvent>(document, 'portico-case-deflected');
    within(element, '.solved button').click();
    expect((await deflected).article).to.equal(ARTICLE);
    await settled(element);
    expect(textOf(element)).to.contain('Nothing was sent.');
    within(element, '.state button').click();
    await settled(element);
    expect(within<HTMLInputElement>(element, '[name="title"]').value).to.equal('brakes');
  });

  it('looks once for one title, and not for a few letters', async () => {
    const client = world();
    const element = await open(client, 'signed_in');
    for (const text of ['b', 'br', 'bra', 'brak', 'brakes']) type(element, 'title', text);
    await answered(element);
    expect(client.callsOf('search').map((call) => (call.args[0] as { q: string }).q)).to.deep.equal([
      'brakes',
    ]);
    type(element, 'title', 'br');
    await waitUntil(() => !element.shadowRoot?.querySelector('.answers'), 'answers go');
  });

  it('does not suffer from a search that fails', async () => {
    const client = world();
    client.failNext('search', 'unreachable');
    const element = await open(client, 'signed_in');
    type(element, 'title', 'brakes');
    await waitUntil(() => client.callsOf('search').length === 1);
    await aTimeout(0);
    expect(element.shadowRoot?.querySelector('.answers')).to.equal(null);
    type(element, 'description', 'Still here.');
    await send(element);
    expect(textOf(element)).to.contain('It is on the bench.');
  });

  it('starts with the words of a search that did not help', async () => {
    const element = await open(world(), 'signed_in');
    element.subject = 'chain falls off';
    await settled(element);
    expect(within<HTMLInputElement>(element, '[name="title"]').value).to.equal('chain falls off');
    element.focus();
    expect(element.shadowRoot?.activeElement?.getAttribute('name')).to.equal('description');
  });

  it('keeps what a guest typed through the sign-in', async () => {
    const session = new FakeSession();
    const client = world();
    const element = await mount<PorticoCaseFormElement>('portico-case-form', { client, session });
    type(element, 'title', 'Bell');
    await session.signIn();
    await settled(element);
    expect(textOf(element)).not.to.contain('E-mail');
    expect(within<HTMLInputElement>(element, '[name="title"]').value).to.equal('Bell');
  });

  it('keeps what was typed when the adapter refuses, and says what to mend', async () => {
    const client = world();
    client.failNext('submit', 'invalid_values', {
      status: 422,
      issues: [{ path: 'title', message: 'Too vague.' }],
    });
    const element = await open(client, 'signed_in');
    type(element, 'title', 'x');
    type(element, 'description', 'y');
    await send(element);
    expect(within(element, '#field-title-issue').textContent).to.contain('Too vague.');
    expect(within<HTMLTextAreaElement>(element, '[name="description"]').value).to.equal('y');
    await expect(element).to.be.accessible();
  });

  it('shows the page’s fallback and a retry when the form cannot be loaded', async () => {
    const client = world();
    client.failNext('form', 'unreachable');
    const element = await open(client, 'signed_in');
    expect(within(element, '.state slot')).to.exist;
    within(element, '.state button').click();
    await settled(element);
    expect(textOf(element)).to.contain('Ask the workshop');
  });
});
