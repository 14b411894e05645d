import { expect, waitUntil } from '@open-wc/testing';
import type { FormDefinition, FormSubmission } from '@portico/protocol';
import type { LeadCreatedEvent, ProblemOccurredEvent } from '../../base/events.ts';
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

const demo: FormDefinition = {
  ...contactForm,
  name: 'demo',
  title: 'See it ride',
  fields: [
    { name: 'last_name', label: 'Last name', input: 'text', required: true },
    { name: 'seats', label: 'Seats', input: 'number', required: false, min: 1 },
    { name: 'campaign_code', label: 'Code', input: 'hidden', required: false },
  ],
  consents: [
    { name: 'terms', text: 'I agree to the terms.', required: true },
    { name: 'newsletter', text: 'Send me news.', required: false },
  ],
};

const world = () => new FakeClient({ forms: [contactForm, demo] });

const open = (client: FakeClient, form = 'contact') =>
  mount<PorticoLeadFormElement>('portico-lead-form', { client, attributes: { form } });

const has = (element: Element, selector: string) => Boolean(element.shadowRoot?.querySelector(selector));

const written = (element: Element, name: string) =>
  within<HTMLInputElement>(element, `[name="${name}"]`).value;

function fill(element: Element): void {
  type(element, 'last_name', 'Rider');
  type(element, 'email', 'ada@example.com');
  type(element, 'topic', 'trial');
}

async function send(element: PorticoLeadFormElement): Promise<void> {
  within(element, '[type="submit"]').click();
  await settled(element);
}

const sent = (client: FakeClient) => client.callsOf('submit').map(({ args }) => args[1] as FormSubmission);

const keys = (client: FakeClient) =>
  client.callsOf('submit').map(({ args }) => (args[2] as { idempotencyKey: string }).idempotencyKey);

describe('portico-lead-form and consent', () => {
  afterEach(unmountAll);

  it('ticks nothing by itself, and takes no consent from one form to another', async () => {
    const first = await open(world(), 'demo');
    type(first, 'consent:newsletter', true);
    type(first, 'last_name', 'Rider');
    first.remove();
    const second = await open(world(), 'demo');
    expect(written(second, 'last_name'), 'what was typed is there').to.equal('Rider');
    for (const box of second.shadowRoot?.querySelectorAll<HTMLInputElement>('[type="checkbox"]') ?? [])
      expect(box.hasAttribute('checked'), 'as the page has it').to.equal(false);
    const other = await open(world(), 'contact');
    expect(within<HTMLInputElement>(other, '[name="consent:newsletter"]').checked).to.equal(false);
  });

  it('does not send without the consent that is needed, and says which', async () => {
    const client = world();
    const element = await open(client, 'demo');
    type(element, 'last_name', 'Rider');
    await send(element);
    expect(client.callsOf('submit')).to.have.length(0);
    expect(within(element, '[role="alert"]').textContent).to.contain('Please tick this box');
    type(element, 'consent:terms', true);
    await send(element);
    expect(sent(client)[0]?.consents).to.deep.equal({ terms: true, newsletter: false });
  });

  it('sends a consent that was taken back as a no', async () => {
    const client = world();
    const element = await open(client, 'demo');
    type(element, 'last_name', 'Rider');
    type(element, 'consent:terms', true);
    type(element, 'consent:newsletter', true);
    type(element, 'consent:newsletter', false);
    await send(element);
    expect(sent(client)[0]?.consents).to.deep.equal({ terms: true, newsletter: false });
  });

  it('starts the next answer without the consents of the last', async () => {
    const client = world();
    const element = await open(client, 'demo');
    type(element, 'last_name', 'Rider');
    type(element, 'consent:terms', true);
    await send(element);
    within(element, '.receipt button').click();
    await settled(element);
    expect(within<HTMLInputElement>(element, '[name="consent:terms"]').checked).to.equal(false);
    expect(written(element, 'last_name')).to.equal('');
  });
});

describe('portico-lead-form and what it sends', () => {
  afterEach(unmountAll);

  it('leaves out what was left empty, and what a draft holds of another form', async () => {
    const client = world();
    const text = JSON.stringify({
      savedAt: Date.now(),
      values: { last_name: 'Rider', role: 'admin', seats: null },
    });
    sessionStorage.setItem('portico:draft:form:demo', text);
    const element = await open(client, 'demo');
    type(element, 'consent:terms', true);
    await send(element);
    expect(sent(client)[0]?.values).to.deep.equal({ last_name: 'Rider' });
  });

  it('keeps the drafts of two forms apart when the page changes which one is shown', async () => {
    const client = world();
    const element = await open(client, 'contact');
    type(element, 'last_name', 'For the contact form');
    element.form = 'demo';
    await settled(element);
    expect(textOf(element)).to.contain('See it ride');
    expect(written(element, 'last_name')).to.equal('');
    element.form = 'contact';
    await settled(element);
    expect(written(element, 'last_name')).to.equal('For the contact form');
  });

  it('takes a new key for each answer, and the same for each attempt at one', async () => {
    const client = world();
    const element = await open(client);
    fill(element);
    client.failNext('submit', 'unreachable');
    client.failNext('submit', 'rate_limited', { status: 429, retryAfter: 3 });
    await send(element);
    await send(element);
    await send(element);
    within(element, '.receipt button').click();
    await settled(element);
    fill(element);
    await send(element);
    const [first, second, third, next] = keys(client);
    expect([second, third]).to.deep.equal([first, first]);
    expect(next).not.to.equal(first);
    expect(client.tables.get('lead')?.size).to.equal(2);
  });

  it('tells that the first version has arrived when a changed one is sent under its key', async () => {
    const client = world();
    const element = await open(client);
    fill(element);
    client.failNext('submit', 'idempotency_key_reused', { status: 422 });
    await send(element);
    expect(textOf(element)).to.contain('Your first version has been received.');
    await send(element);
    const [first, second] = keys(client);
    expect(second).not.to.equal(first);
  });

  it('sends once however often and however it is sent', async () => {
    const client = world();
    const element = await open(client);
    const release = client.hold('submit');
    fill(element);
    const form = within<HTMLFormElement>(element, 'form');
    form.requestSubmit();
    form.requestSubmit();
    within(element, '[type="submit"]').click();
    await element.updateComplete;
    const button = within(element, '[type="submit"]');
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(button.hasAttribute('disabled'), 'a disabled button would lose the focus').to.equal(false);
    release();
    await settled(element);
    expect(client.callsOf('submit')).to.have.length(1);
  });
});

describe('portico-lead-form when it is refused', () => {
  afterEach(unmountAll);

  it('shows an objection to something it does not have, rather than none at all', async () => {
    const client = world();
    const element = await open(client);
    client.failNext('submit', 'invalid_values', {
      status: 422,
      issues: [
        { path: 'country', message: 'We do not deliver there.' },
        { path: 'email', message: 'Nobody lives there.' },
      ],
    });
    fill(element);
    await send(element);
    const summary = within(element, '[role="alert"]');
    expect(summary.textContent).to.contain('We do not deliver there.');
    expect([...summary.querySelectorAll('button')].map((one) => one.textContent?.trim())).to.deep.equal([
      'Email',
    ]);
    expect(within(element, '#field-email').getAttribute('aria-invalid')).to.equal('true');
    await expect(element).to.be.accessible();
  });

  it('takes the objection away as soon as the field is mended, and leads from the summary to the field', async () => {
    const client = world();
    const element = await open(client);
    client.failNext('submit', 'invalid_values', {
      status: 422,
      issues: [{ path: 'email', message: 'Unknown.' }],
    });
    fill(element);
    await send(element);
    within(element, '[role="alert"] button').click();
    expect(element.shadowRoot?.activeElement?.getAttribute('name')).to.equal('email');
    type(element, 'email', 'bo@example.com');
    await settled(element);
    expect(has(element, '#field-email-issue')).to.equal(false);
    await send(element);
    expect(textOf(element)).to.contain('Thank you');
  });

  for (const [code, words] of [
    ['offline', 'You are offline. Nothing is lost'],
    ['timeout', 'taking too long'],
    ['unreachable', 'We cannot be reached'],
    ['payload_too_large', 'too large to send'],
    ['permission_denied', 'not available to you'],
    ['internal_error', 'Something went wrong on our side'],
  ] as const) {
    it(`says what ${code} means, tells the page, and loses nothing`, async () => {
      const client = world();
      const element = await open(client);
      fill(element);
      client.failNext('submit', code);
      const told = nextEvent<ProblemOccurredEvent>(element, 'portico-problem-occurred');
      await send(element);
      expect((await told).code).to.equal(code);
      expect(within(element, '[role="alert"]').textContent).to.contain(words);
      expect(written(element, 'email')).to.equal('ada@example.com');
      expect(element.shadowRoot?.activeElement?.getAttribute('role')).to.equal('alert');
    });
  }

  it('does not lose what was typed while the form itself is read again', async () => {
    const client = world();
    const element = await open(client);
    type(element, 'last_name', 'Rider');
    element.client = world();
    await settled(element);
    expect(written(element, 'last_name')).to.equal('Rider');
  });
});

describe('portico-lead-form where storage does not help', () => {
  const { setItem, getItem } = Storage.prototype;
  afterEach(() => {
    Object.assign(Storage.prototype, { setItem, getItem });
    unmountAll();
  });

  it('works where it is blocked', async () => {
    Storage.prototype.getItem = Storage.prototype.setItem = () => {
      throw new DOMException('Blocked', 'SecurityError');
    };
    const client = world();
    const element = await open(client);
    fill(element);
    await send(element);
    expect(textOf(element)).to.contain('Thank you');
  });

  it('works where it is full', async () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('Full', 'QuotaExceededError');
    };
    const element = await open(world());
    fill(element);
    element.remove();
    document.body.append(element);
    await settled(element);
    expect(written(element, 'last_name'), 'it still knows by itself').to.equal('Rider');
  });

  it('does not choke on what another program has left there', async () => {
    for (const text of [
      '',
      'null',
      '{',
      '[]',
      '7',
      '{"savedAt":"x"}',
      `{"savedAt":${Date.now()},"values":null}`,
    ]) {
      sessionStorage.setItem('portico:draft:form:contact', text);
      const element = await open(world());
      expect(written(element, 'last_name'), text).to.equal('');
      element.remove();
    }
  });

  it('forgets what was typed a day ago, and brings back what was typed an hour ago', async () => {
    const hours = (count: number) => Date.now() - count * 3_600_000;
    for (const [savedAt, expected] of [
      [hours(25), ''],
      [hours(1), 'Rider'],
    ] as const) {
      sessionStorage.setItem(
        'portico:draft:form:contact',
        JSON.stringify({ savedAt, values: { last_name: 'Rider' } }),
      );
      const element = await open(world());
      expect(written(element, 'last_name')).to.equal(expected);
      element.remove();
    }
  });

  it('keeps nothing once it was sent', async () => {
    const element = await open(world());
    fill(element);
    const created = nextEvent<LeadCreatedEvent>(document, 'portico-lead-created');
    await send(element);
    expect((await created).form).to.equal('contact');
    element.remove();
    await waitUntil(() => Object.keys(sessionStorage).length === 0);
  });
});
