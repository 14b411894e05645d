import { expect } from '@open-wc/testing';
import type { FormSubmission } from '@portico/protocol';
import type { LeadCreatedEvent } from '../../base/events.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import {
  contactForm,
  mount,
  nextEvent,
  settled,
  textOf,
  type,
  unmountAll,
  within,
} from '../../testing/fixtures.ts';
import type { PorticoLeadFormElement } from './portico-lead-form.ts';
import './portico-lead-form.ts';

const open = (client: FakeClient) => mount<PorticoLeadFormElement>('portico-lead-form', { client });
const world = () => new FakeClient({ forms: [contactForm] });
const sent = (client: FakeClient) => client.callsOf('submit')[0]?.args[1] as FormSubmission;

function fill(element: Element): void {
  type(element, 'last_name', 'Rider');
  type(element, 'email', 'ada@example.com');
  type(element, 'topic', 'trial');
}

async function send(element: PorticoLeadFormElement): Promise<void> {
  within(element, '[type="submit"]').click();
  await settled(element);
}

describe('portico-lead-form', () => {
  afterEach(unmountAll);

  it('shows the form as it is defined, with labelled native inputs', async () => {
    const element = await open(world());
    expect(textOf(element)).to.contain('Talk to us').and.to.contain('We answer within a day.');
    expect(within<HTMLInputElement>(element, '[name="email"]').autocomplete).to.equal('email');
    expect(within<HTMLInputElement>(element, '[type="checkbox"]').checked).to.equal(false);
    await expect(element).to.be.accessible();
  });

  it('sends what was typed, every consent as yes or no, and where the visitor came from', async () => {
    const client = world();
    const element = await open(client);
    fill(element);
    const created = nextEvent<LeadCreatedEvent>(document, 'portico-lead-created');
    await send(element);
    expect((await created).form).to.equal('contact');
    expect(sent(client).values).to.deep.equal({
      last_name: 'Rider',
      email: 'ada@example.com',
      topic: 'trial',
    });
    expect(sent(client).consents).to.deep.equal({ newsletter: false });
    expect(sent(client).campaign?.landingPage).to.equal(location.origin + location.pathname);
  });

  it('keeps a consent that was given', async () => {
    const client = world();
    const element = await open(client);
    fill(element);
    type(element, 'consent:newsletter', true);
    await send(element);
    expect(sent(client).consents).to.deep.equal({ newsletter: true });
  });

  it('thanks in the place of the form, moves the focus there, and can start again', async () => {
    const element = await open(world());
    fill(element);
    await send(element);
    expect(textOf(element)).to.contain('Thank you').and.to.contain('We will be in touch.');
    expect(element.shadowRoot?.activeElement?.textContent).to.equal('Thank you');
    await expect(element).to.be.accessible();
    within(element, '.receipt button').click();
    await settled(element);
    expect(within<HTMLInputElement>(element, '[name="email"]').value).to.equal('');
  });

  it('names what is missing at the top and at the field, and asks the adapter nothing', async () => {
    const client = world();
    const element = await open(client);
    await send(element);
    expect(client.callsOf('submit')).to.deep.equal([]);
    expect(element.shadowRoot?.activeElement?.hasAttribute('data-error-summary')).to.equal(true);
    expect(within(element, '#field-last_name-issue').textContent).to.contain('Please fill in this field.');
    await expect(element).to.be.accessible();
  });

  it('shows the adapter’s own objections at their fields and keeps what was typed', async () => {
    const client = world();
    client.failNext('submit', 'invalid_values', {
      status: 422,
      issues: [{ path: 'email', message: 'This address cannot be.' }],
    });
    const element = await open(client);
    fill(element);
    await send(element);
    expect(within(element, '#field-email-issue').textContent).to.contain('This address cannot be.');
    expect(within<HTMLInputElement>(element, '[name="last_name"]').value).to.equal('Rider');
  });

  it('sends again under the same key after a failure, so that one answer makes one lead', async () => {
    const client = world();
    client.failNext('submit', 'timeout');
    const element = await open(client);
    fill(element);
    await send(element);
    expect(textOf(element)).to.contain('taking too long');
    await send(element);
    const keys = client
      .callsOf('submit')
      .map((call) => (call.args[2] as { idempotencyKey: string }).idempotencyKey);
    expect(keys).to.have.length(2);
    expect(new Set(keys).size).to.equal(1);
  });

  it('finds what was typed again after the page was left and opened', async () => {
    const first = await open(world());
    type(first, 'message', 'Half a letter');
    first.remove();
    const element = await open(world());
    expect(within<HTMLTextAreaElement>(element, '[name="message"]').value).to.equal('Half a letter');
  });

  it('shows the page’s fallback when the form cannot be loaded', async () => {
    const client = world();
    client.failNext('form', 'unreachable');
    const element = await open(client);
    expect(within(element, '.state slot')).to.exist;
    await expect(element).to.be.accessible();
  });
});
