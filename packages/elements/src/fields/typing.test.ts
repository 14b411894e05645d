import { expect } from '@open-wc/testing';
import type { FormField, FormSubmission } from '@portico/protocol';
import { sendKeys } from '@web/test-runner-commands';
import { FakeClient } from '../testing/fake-client.ts';
import { contactForm, mount, settled, unmountAll, within } from '../testing/fixtures.ts';
import type { PorticoLeadFormElement } from '../widgets/portico-lead-form/portico-lead-form.ts';
import '../widgets/portico-lead-form/portico-lead-form.ts';

const fields: readonly FormField[] = [
  { name: 'amount', label: 'Amount', input: 'number', required: false },
  { name: 'at', label: 'When', input: 'datetime', required: false },
  { name: 'name', label: 'Name', input: 'text', required: true },
];

async function open(): Promise<{ client: FakeClient; element: PorticoLeadFormElement }> {
  const client = new FakeClient({ forms: [{ ...contactForm, fields, consents: [] }] });
  return { client, element: await mount<PorticoLeadFormElement>('portico-lead-form', { client }) };
}

const sent = (client: FakeClient) =>
  (client.callsOf('submit')[0]?.args[1] as FormSubmission | undefined)?.values;

async function typeInto(element: PorticoLeadFormElement, name: string, keys: string): Promise<void> {
  within(element, `[name="${name}"]`).focus();
  for (const key of keys) {
    await sendKeys({ press: key });
    await element.updateComplete;
  }
}

describe('typing into a form, key by key', () => {
  afterEach(unmountAll);

  for (const [text, number] of [
    ['0.05', 0.05],
    ['-3', -3],
    ['10.50', 10.5],
    ['1e3', 1000],
  ] as const) {
    it(`leaves ${text} as it is written, and sends ${number}`, async () => {
      const { client, element } = await open();
      await typeInto(element, 'amount', text);
      expect(within<HTMLInputElement>(element, '[name="amount"]').value).to.equal(text);
      await typeInto(element, 'name', 'Ada');
      await sendKeys({ press: 'Enter' });
      await settled(element);
      expect(sent(client)).to.deep.equal({ amount: number, name: 'Ada' });
    });
  }

  it('keeps a date with its time in sight, and sends the moment', async () => {
    const { client, element } = await open();
    const input = within<HTMLInputElement>(element, '[name="at"]');
    input.value = '2026-06-01T12:30';
    input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await typeInto(element, 'name', 'Ada');
    expect(input.valueAsNumber).to.equal(Date.UTC(2026, 5, 1, 12, 30));
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(sent(client)).to.have.property('at', new Date(2026, 5, 1, 12, 30).toISOString());
  });

  it('reaches every field and the button by Tab, in the order of the form', async () => {
    const { element } = await open();
    const button = document.createElement('button');
    element.before(button);
    button.focus();
    const seen: string[] = [];
    for (let press = 0; press < 20 && !seen.includes('submit'); press += 1) {
      await sendKeys({ press: 'Tab' });
      const active = element.shadowRoot?.activeElement as HTMLInputElement;
      const stop = active.name || active.type;
      if (!seen.includes(stop)) seen.push(stop);
    }
    expect(seen).to.deep.equal(['amount', 'at', 'name', 'submit']);
  });

  it('leads to the first fault by Enter, and from the summary into the field by Enter', async () => {
    const { element } = await open();
    within(element, '[name="amount"]').focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(element.shadowRoot?.activeElement?.getAttribute('role')).to.equal('alert');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    expect(element.shadowRoot?.activeElement?.getAttribute('name')).to.equal('name');
    await sendKeys({ type: 'Ada' });
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(element.shadowRoot?.activeElement?.textContent, 'the receipt has the focus').to.equal('Thank you');
  });
});
