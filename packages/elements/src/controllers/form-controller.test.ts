import { expect } from '@open-wc/testing';
import { FakeClient } from '../testing/fake-client.ts';
import { contactForm, mount, settled, textOf, type, unmountAll, within } from '../testing/fixtures.ts';
import type { ProbeFormElement } from '../testing/probe-form.ts';
import '../testing/probe-form.ts';

const open = (client = new FakeClient({ forms: [contactForm] })) =>
  mount<ProbeFormElement>('portico-probe-form', { client });

function fill(element: ProbeFormElement): void {
  type(element, 'last_name', 'Byron');
  type(element, 'email', 'ada@example.com');
  type(element, 'topic', 'price');
  type(element, 'terms', true);
}

async function send(element: ProbeFormElement): Promise<void> {
  within<HTMLButtonElement>(element, 'button:not([type])').click();
  await settled(element);
}

describe('FormController', () => {
  afterEach(unmountAll);

  it('sends what was typed, once, and says so', async () => {
    const client = new FakeClient({ forms: [contactForm] });
    const element = await open(client);
    fill(element);
    for (let press = 0; press < 20; press += 1)
      within(element, 'form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    await settled(element);
    expect(element.receipts).to.have.length(1);
    expect(client.callsOf('submit')).to.have.length(1);
    const submission = client.callsOf('submit')[0]?.args[1] as { values: object } | undefined;
    expect(submission?.values).to.deep.equal({
      first_name: null,
      last_name: 'Byron',
      email: 'ada@example.com',
      topic: 'price',
      message: null,
    });
  });

  it('leads to what is missing instead of sending', async () => {
    const client = new FakeClient({ forms: [contactForm] });
    const element = await open(client);
    type(element, 'last_name', '   ');
    type(element, 'email', 'ada@');
    await send(element);
    expect([...element.form.issues.keys()]).to.deep.equal(['last_name', 'email', 'topic', 'terms']);
    const summary = within(element, '[data-error-summary]');
    expect(element.shadowRoot?.activeElement).to.equal(summary);
    expect(textOf(element)).to.contain('Please enter an email address');
    within(element, '.summary [data-field="email"]').click();
    expect(element.shadowRoot?.activeElement).to.have.attribute('name', 'email');
    expect(client.calls).to.have.length(0);
    await expect(element).to.be.accessible();
  });

  it('takes an issue away as soon as it is mended', async () => {
    const element = await open();
    await send(element);
    type(element, 'last_name', 'Byron');
    await settled(element);
    expect(element.form.issues.has('last_name')).to.equal(false);
    expect(element.form.issues.has('email')).to.equal(true);
  });

  it('shows what the adapter found, and keeps what was typed', async () => {
    const client = new FakeClient({ forms: [contactForm] });
    const element = await open(client);
    fill(element);
    client.failNext('submit', 'invalid_values', {
      issues: [
        { path: 'email', message: 'Has no mailbox.' },
        { path: 'elsewhere', message: 'Is wrong too.' },
      ],
    });
    await send(element);
    expect(textOf(element)).to.contain('Has no mailbox.').and.to.contain('Is wrong too.');
    expect(within(element, '[name=email]')).to.have.attribute('aria-invalid', 'true');
    expect(within<HTMLInputElement>(element, '[name=last_name]').value).to.equal('Byron');
  });

  it('sends again under the same key until it arrives, and the next one under another', async () => {
    const client = new FakeClient({ forms: [contactForm] });
    const element = await open(client);
    fill(element);
    client.failNext('submit', 'offline');
    await send(element);
    expect(textOf(element)).to.contain('You are offline. Nothing is lost');
    await send(element);
    expect(element.receipts).to.have.length(1);
    fill(element);
    await send(element);
    const keys = client
      .callsOf('submit')
      .map((call) => (call.args[2] as { idempotencyKey: string }).idempotencyKey);
    expect(keys[0]).to.equal(keys[1]);
    expect(keys[2]).not.to.equal(keys[0]);
    expect(client.tables.get('lead')?.size).to.equal(2);
  });

  it('brings back a draft, and none after success', async () => {
    const first = await open();
    type(first, 'last_name', 'Byron');
    first.remove();
    const second = await open();
    expect(within<HTMLInputElement>(second, '[name=last_name]').value).to.equal('Byron');
    fill(second);
    await send(second);
    second.remove();
    expect((await open()).form.values).to.deep.equal({});
  });

  it('reads inputs that were filled without an event', async () => {
    const element = await open();
    fill(element);
    within<HTMLInputElement>(element, '[name=first_name]').value = 'Ada';
    await send(element);
    expect(element.receipts).to.have.length(1);
  });

  it('counts the room left only near the limit', async () => {
    const element = await open();
    type(element, 'message', 'x'.repeat(79));
    await settled(element);
    expect(element.shadowRoot?.querySelector('.count')).to.equal(null);
    type(element, 'message', 'x'.repeat(99));
    await settled(element);
    expect(within(element, '.count').textContent).to.equal('1 character left');
  });

  it('ties hint, counter and error to their input', async () => {
    const element = await open();
    type(element, 'message', 'x'.repeat(90));
    await settled(element);
    const described = within(element, '[name=message]').getAttribute('aria-describedby') ?? '';
    const texts = described.split(' ').map((id) => within(element, `#${id}`).textContent);
    expect(texts).to.deep.equal(['In a few words.', '10 characters left']);
    expect(within(element, '[name=email]')).to.have.attribute('autocomplete', 'email');
    await expect(element).to.be.accessible();
  });
});
