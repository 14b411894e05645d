import { expect } from '@open-wc/testing';
import type { CellValue } from '@portico/protocol';
import type { CaseChangedEvent } from '../../base/events.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, nextEvent, settled, textOf, type, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoCaseElement } from './portico-case.ts';
import './portico-case.ts';

const id = (digit: number): string => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const CASE = id(1);
const ada = { id: id(8), table: 'contact', label: 'Ada Rider' };

const aCase = (values: Readonly<Record<string, CellValue>> = {}) => ({
  id: CASE,
  number: 'CAS-00001',
  title: 'The brake squeals',
  description: 'Since Monday.\nOnly when it rains.',
  status: 'open',
  product: 'Punt',
  contact: ada,
  created_at: '2026-01-05T08:00:00.000Z',
  updated_at: '2026-01-05T08:00:00.000Z',
  ...values,
});

const aNote = (digit: number, values: Readonly<Record<string, CellValue>> = {}) => ({
  id: id(digit),
  case: CASE,
  text: `Note ${digit}`,
  kind: 'note',
  from_staff: false,
  author: ada,
  created_at: `2026-01-0${digit}T09:00:00.000Z`,
  ...values,
});

function world(values: Readonly<Record<string, CellValue>> = {}): FakeClient {
  return new FakeClient({
    session: { authenticated: true, contact: ada.id },
    records: {
      contact: [{ id: ada.id, name: 'Ada Rider' }],
      case: [aCase(values)],
      case_note: [aNote(6), aNote(7, { from_staff: true, author: null, text: 'Please clean the disc.' })],
    },
  });
}

const open = (client: FakeClient, attributes: Readonly<Record<string, string>> = { record: CASE }) =>
  mount<PorticoCaseElement>('portico-case', {
    client,
    session: new FakeSession({ status: 'signed_in' }),
    attributes,
  });

const button = (element: Element, label: string): HTMLButtonElement => {
  const found = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find(
    (one) => one.textContent?.trim() === label,
  );
  if (!found) throw new Error(`No button ${label}`);
  return found;
};

describe('portico-case', () => {
  afterEach(() => {
    unmountAll();
    history.replaceState(null, '', location.pathname);
  });

  it('tells the whole story in order: question, notes, and who wrote them', async () => {
    const element = await open(world());
    const entries = [...(element.shadowRoot?.querySelectorAll('.entry') ?? [])].map((entry) =>
      (entry.textContent ?? '').replace(/\s+/g, ' ').trim(),
    );
    expect(entries).to.have.length(3);
    expect(entries[0]).to.contain('You asked').and.to.contain('Only when it rains.');
    expect(entries[1]).to.contain('Note 6');
    expect(entries[2]).to.contain('Support wrote').and.to.contain('Please clean the disc.');
    expect(textOf(element)).to.contain('CAS-00001').and.to.contain('Open').and.to.contain('Punt');
    await expect(element).to.be.accessible();
  });

  it('takes the case from the address of the page when the tag names none', async () => {
    history.replaceState(null, '', `?id=${CASE}`);
    expect(textOf(await open(world(), {}))).to.contain('The brake squeals');
  });

  it('shows that no case was chosen, and asks for none, when the address holds something else', async () => {
    history.replaceState(null, '', '?id=../../admin');
    const client = world();
    expect(textOf(await open(client, {}))).to.contain('No case was chosen');
    expect(client.callsOf('get')).to.deep.equal([]);
  });

  it('adds a note once, shows it, and empties the field', async () => {
    const client = world();
    const element = await open(client);
    type(element, 'text', 'It is quiet now.');
    const changed = nextEvent<CaseChangedEvent>(document, 'portico-case-changed');
    button(element, 'Send note').click();
    button(element, 'Send note').click();
    expect(await changed).to.include({ case: CASE, change: 'note_added' });
    await settled(element);
    expect(client.callsOf('create')).to.have.length(1);
    expect(textOf(element)).to.contain('It is quiet now.').and.to.contain('Your note was added.');
    expect(within<HTMLTextAreaElement>(element, 'textarea').value).to.equal('');
  });

  it('keeps what was typed when sending fails, and says why', async () => {
    const client = world();
    client.failNext('create', 'offline');
    const element = await open(client);
    type(element, 'text', 'Kept');
    button(element, 'Send note').click();
    await settled(element);
    expect(textOf(element)).to.contain('You are offline');
    expect(within<HTMLTextAreaElement>(element, 'textarea').value).to.equal('Kept');
    await expect(element).to.be.accessible();
  });

  it('refuses an empty note without asking the adapter', async () => {
    const client = world();
    const element = await open(client);
    button(element, 'Send note').click();
    await settled(element);
    expect(textOf(element)).to.contain('Please fill in this field.');
    expect(client.callsOf('create')).to.deep.equal([]);
  });

  it('closes the case with what solved it, after a second step', async () => {
    const client = world();
    const element = await open(client);
    button(element, 'Close case').click();
    await settled(element);
    expect(client.callsOf('act')).to.deep.equal([]);
    type(element, 'text', 'New pads.');
    button(element, 'Close case').click();
    await settled(element);
    expect(client.callsOf('act')[0]?.args.slice(0, 4)).to.deep.equal([
      'case',
      CASE,
      'close',
      { resolution: 'New pads.' },
    ]);
    expect(textOf(element)).to.contain('Resolved').and.to.contain('The case is closed.');
    await expect(element).to.be.accessible();
  });

  it('opens a resolved case again with the reason', async () => {
    const client = world({ status: 'resolved' });
    const element = await open(client);
    button(element, 'Reopen case').click();
    await settled(element);
    type(element, 'text', 'It squeals again.');
    button(element, 'Reopen case').click();
    await settled(element);
    expect(client.callsOf('act')[0]?.args[3]).to.deep.equal({ reason: 'It squeals again.' });
    expect(textOf(element)).to.contain('The case is open again.');
  });

  it('steps back from closing and keeps the text as a note', async () => {
    const element = await open(world());
    type(element, 'text', 'Half a thought');
    button(element, 'Close case').click();
    await settled(element);
    button(element, 'Cancel').click();
    await settled(element);
    expect(within<HTMLTextAreaElement>(element, 'textarea').value).to.equal('Half a thought');
  });

  it('shows older notes on request, above the later ones', async () => {
    const client = world();
    for (let minute = 0; minute < 55; minute += 1)
      client.put('case_note', {
        ...aNote(2),
        id: `${String(minute).padStart(8, '0')}-0000-4000-8000-000000000000`,
        text: `Early ${minute}`,
        created_at: `2026-01-01T10:${String(minute).padStart(2, '0')}:00.000Z`,
      });
    const element = await open(client);
    expect(textOf(element)).not.to.contain('Early 0 ');
    button(element, 'Show older notes').click();
    await settled(element);
    const words = [...(element.shadowRoot?.querySelectorAll('.words') ?? [])].map((one) => one.textContent);
    expect(words[1]).to.equal('Early 0');
    expect(words.at(-1)).to.equal('Please clean the disc.');
  });

  it('says nothing of a case that is not the visitor’s', async () => {
    const client = world();
    client.failNext('get', 'not_found', { status: 404 });
    const element = await open(client);
    expect(textOf(element)).to.equal('This is not available to you');
    await expect(element).to.be.accessible();
  });

  it('says what failed and asks again on request', async () => {
    const client = world();
    client.failNext('get', 'timeout');
    const element = await open(client);
    expect(textOf(element)).to.contain('taking too long');
    button(element, 'Try again').click();
    await settled(element);
    expect(textOf(element)).to.contain('The brake squeals');
  });
});
