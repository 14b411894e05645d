import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CaseChangedEvent } from '../../base/events.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, settled, textOf, unmountAll, within } from '../../testing/fixtures.ts';
import { ADA, BO, makeWorld, recordId } from '../../testing/worlds.ts';
import type { PorticoCaseElement } from './portico-case.ts';
import './portico-case.ts';

const CASE = recordId(1);

const open = (client: FakeClient) =>
  mount<PorticoCaseElement>('portico-case', {
    client,
    session: new FakeSession({ status: 'signed_in' }),
    attributes: { record: CASE },
  });

const active = (element: Element) => element.shadowRoot?.activeElement ?? null;
const entries = (element: Element) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('.entry') ?? []),
];

function focusOn(element: Element, label: string): void {
  [...(element.shadowRoot?.querySelectorAll('button') ?? [])]
    .find((button) => button.textContent?.trim() === label)
    ?.focus();
}

async function press(element: PorticoCaseElement, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await sendKeys({ press: key });
    await settled(element);
  }
}

function withStatus(status: string): FakeClient {
  const client = makeWorld();
  client.put('case', { ...client.tables.get('case')?.get(CASE), id: CASE, status });
  return client;
}

describe('portico-case by keyboard', () => {
  afterEach(unmountAll);

  it('adds a note, of several lines, and says so', async () => {
    const client = makeWorld();
    const element = await open(client);
    within(element, 'textarea').focus();
    await sendKeys({ type: 'One.' });
    await press(element, 'Enter');
    await sendKeys({ type: 'Two.' });
    expect(client.callsOf('create'), 'Enter is a new line').to.have.length(0);
    await press(element, 'Tab', 'Enter');
    expect(client.callsOf('create')[0]?.args[1]).to.deep.equal({ case: CASE, text: 'One.\nTwo.' });
    expect(textOf(element)).to.contain('Your note was added.');
    expect(active(element)?.getAttribute('type'), 'the focus stays at the button').to.equal('submit');
    expect(entries(element)).to.have.length(4);
  });

  it('closes with the words that were begun as a note, and opens again', async () => {
    const client = makeWorld();
    const element = await open(client);
    const told: string[] = [];
    element.addEventListener('portico-case-changed', (event) =>
      told.push((event as CaseChangedEvent).change),
    );
    within(element, 'textarea').focus();
    await sendKeys({ type: 'It rings again.' });
    focusOn(element, 'Close case');
    await press(element, 'Enter');
    expect(active(element)?.localName).to.equal('textarea');
    expect((active(element) as HTMLTextAreaElement | null)?.value).to.equal('It rings again.');
    await press(element, 'Tab', 'Enter');
    expect(client.callsOf('act')[0]?.args.slice(0, 4)).to.deep.equal([
      'case',
      CASE,
      'close',
      { resolution: 'It rings again.' },
    ]);
    expect(textOf(element)).to.contain('The case is closed.');
    focusOn(element, 'Reopen case');
    await press(element, 'Enter');
    await sendKeys({ type: 'It does not.' });
    await press(element, 'Tab', 'Enter');
    expect(client.callsOf('act')[1]?.args.slice(2, 4)).to.deep.equal(['reopen', { reason: 'It does not.' }]);
    expect(told).to.deep.equal(['closed', 'reopened']);
  });

  it('gives up closing, with the note as it was', async () => {
    const client = makeWorld();
    const element = await open(client);
    within(element, 'textarea').focus();
    await sendKeys({ type: 'Half a note' });
    focusOn(element, 'Close case');
    await press(element, 'Enter');
    focusOn(element, 'Cancel');
    await press(element, 'Enter');
    expect((active(element) as HTMLTextAreaElement | null)?.value).to.equal('Half a note');
    expect(textOf(element)).to.contain('Add a note');
    expect(client.callsOf('act')).to.have.length(0);
  });

  it('closes without a word, for a note needs one and closing does not', async () => {
    const client = makeWorld();
    const element = await open(client);
    focusOn(element, 'Send note');
    await press(element, 'Enter');
    expect(active(element)?.getAttribute('role')).to.equal('alert');
    focusOn(element, 'Close case');
    await press(element, 'Enter', 'Tab', 'Enter');
    expect(client.callsOf('act')[0]?.args[3]).to.deep.equal({});
  });
});

describe('portico-case and what may be done', () => {
  afterEach(unmountAll);

  const buttons = (element: Element) =>
    [...(element.shadowRoot?.querySelectorAll('form button') ?? [])].map((one) => one.textContent?.trim());

  for (const [status, expected] of [
    ['open', ['Send note', 'Close case']],
    ['waiting', ['Send note', 'Close case']],
    ['resolved', ['Send note', 'Reopen case']],
    ['cancelled', []],
  ] as const) {
    it(`offers for a case that is ${status} what is possible then`, async () => {
      const element = await open(withStatus(status));
      expect(buttons(element)).to.deep.equal(expected);
      await expect(element).to.be.accessible();
    });
  }

  it('offers no note to who may not write one', async () => {
    const client = makeWorld();
    const table = client.table.bind(client);
    client.table = async (name, options) => {
      const info = await table(name, options);
      return name === 'case_note' ? { ...info, columns: {} } : { ...info, actions: [] };
    };
    const element = await open(client);
    expect(buttons(element)).to.deep.equal([]);
    expect(entries(element)).to.have.length(3);
  });

  it('names each voice: the visitor, a colleague, support', async () => {
    const client = makeWorld();
    client.tables.get('case_note')?.clear();
    const note = { case: CASE, text: 'Hm.', kind: 'note', created_at: '2026-01-06T08:00:00.000Z' };
    client.put('case_note', { ...note, id: recordId(2), author: ADA, from_staff: false });
    client.put('case_note', { ...note, id: recordId(3), author: BO, from_staff: false });
    client.put('case_note', { ...note, id: recordId(4), author: { ...BO, label: null }, from_staff: false });
    client.put('case_note', { ...note, id: recordId(5), author: null, from_staff: true });
    const element = await open(client);
    const authors = entries(element).map((entry) => entry.querySelector('strong')?.textContent);
    expect(authors[0]).to.equal('You');
    expect([...authors.slice(1)].sort()).to.deep.equal(['A colleague', 'Bo Walker', 'Support', 'You']);
  });

  it('shows older notes above the newer, page by page, without losing what is typed', async () => {
    const client = makeWorld();
    client.tables.get('case_note')?.clear();
    for (let index = 0; index < 60; index += 1)
      client.put('case_note', {
        id: `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`,
        case: CASE,
        text: `Note ${index}`,
        kind: 'note',
        created_at: new Date(Date.UTC(2026, 0, 6, 0, index)).toISOString(),
      });
    const element = await open(client);
    within(element, 'textarea').focus();
    await sendKeys({ type: 'Typed.' });
    expect(entries(element)).to.have.length(51);
    within(element, '.actions button').click();
    await waitUntil(() => entries(element).length === 61);
    const words = entries(element).map((entry) => entry.querySelector('.words')?.textContent);
    expect(words.slice(1)).to.deep.equal(Array.from({ length: 60 }, (_, index) => `Note ${index}`));
    expect(within<HTMLTextAreaElement>(element, 'textarea').value).to.equal('Typed.');
  });
});
