import { expect } from '@open-wc/testing';
import type { CellValue } from '@portico/protocol';
import type { CaseOpenedEvent } from '../../base/events.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, nextEvent, settled, textOf, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoCaseListElement } from './portico-case-list.ts';
import './portico-case-list.ts';

const id = (digit: number): string => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const ada = { id: id(8), table: 'contact', label: 'Ada Rider' };
const bo = { id: id(9), table: 'contact', label: 'Bo Dealer' };

function supportCase(digit: number, values: Readonly<Record<string, CellValue>> = {}) {
  return {
    id: id(digit),
    number: `CAS-0000${digit}`,
    title: `Case ${digit}`,
    status: 'open',
    contact: ada,
    updated_at: `2026-01-0${digit}T08:00:00.000Z`,
    ...values,
  };
}

async function open(client: FakeClient, attributes: Readonly<Record<string, string>> = {}) {
  client.sessionInfo = { ...client.sessionInfo, authenticated: true, contact: ada.id };
  return mount<PorticoCaseListElement>('portico-case-list', {
    client,
    session: new FakeSession({ status: 'signed_in' }),
    attributes,
  });
}

const titles = (element: Element): string[] =>
  [...(element.shadowRoot?.querySelectorAll('.row-title') ?? [])].map((title) => title.textContent ?? '');

async function choose(element: PorticoCaseListElement, value: string): Promise<void> {
  within<HTMLInputElement>(element, `input[value="${value}"]`).click();
  await settled(element);
}

describe('portico-case-list', () => {
  afterEach(unmountAll);

  it('shows open cases, the last changed first, each with number and status', async () => {
    const client = new FakeClient({
      records: { case: [supportCase(1), supportCase(3), supportCase(2, { status: 'resolved' })] },
    });
    const element = await open(client);
    expect(titles(element)).to.deep.equal(['Case 3', 'Case 1']);
    expect(textOf(element)).to.contain('CAS-00003').and.to.contain('Open');
    await expect(element).to.be.accessible();
  });

  it('shows closed ones and all of them on request', async () => {
    const client = new FakeClient({
      records: { case: [supportCase(1), supportCase(2, { status: 'resolved' })] },
    });
    const element = await open(client);
    await choose(element, 'closed');
    expect(titles(element)).to.deep.equal(['Case 2']);
    await choose(element, 'all');
    expect(titles(element)).to.deep.equal(['Case 2', 'Case 1']);
  });

  it('names the colleague whose case it is, and shows only own ones on request', async () => {
    const client = new FakeClient({
      session: { account: id(7) },
      records: { case: [supportCase(1), supportCase(2, { contact: bo })] },
    });
    const element = await open(client);
    expect(textOf(element)).to.contain('Bo Dealer').and.not.to.contain('Ada Rider');
    await choose(element, 'mine');
    expect(titles(element)).to.deep.equal(['Case 1']);
    await expect(element).to.be.accessible();
  });

  it('links each case to the page that shows it, and says which was chosen', async () => {
    const client = new FakeClient({ records: { case: [supportCase(1)] } });
    const element = await open(client, { 'case-url': '/case.html?id={id}' });
    const link = within<HTMLAnchorElement>(element, 'a.row');
    expect(link.getAttribute('href')).to.equal(`/case.html?id=${id(1)}`);
    const opened = nextEvent<CaseOpenedEvent>(document, 'portico-case-opened');
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
    expect((await opened).case).to.equal(id(1));
  });

  it('goes on with the next page where the last one ended', async () => {
    const client = new FakeClient({ records: { case: [1, 2, 3].map((digit) => supportCase(digit)) } });
    const element = await open(client, { limit: '2' });
    expect(titles(element)).to.have.length(2);
    within(element, '.more button').click();
    await settled(element);
    expect(titles(element)).to.deep.equal(['Case 3', 'Case 2', 'Case 1']);
    expect(element.shadowRoot?.querySelector('.more')).to.equal(null);
  });

  it('narrows to the page’s own filter', async () => {
    const client = new FakeClient({
      records: { case: [supportCase(1), supportCase(2, { channel: 'helpdesk' })] },
    });
    const filter = { type: 'condition', column: 'channel', operator: 'eq', value: 'helpdesk' };
    const element = await open(client, { filter: JSON.stringify(filter) });
    expect(titles(element)).to.deep.equal(['Case 2']);
  });

  it('shows a case that was filed on the same page', async () => {
    const client = new FakeClient({ records: { case: [supportCase(1)] } });
    const element = await open(client);
    client.put('case', supportCase(4));
    document.dispatchEvent(new Event('portico-case-created'));
    await settled(element);
    expect(titles(element)).to.deep.equal(['Case 4', 'Case 1']);
  });

  it('says so when there is none', async () => {
    const element = await open(new FakeClient({ records: { case: [] } }));
    expect(textOf(element)).to.contain('No open cases');
    await expect(element).to.be.accessible();
  });

  it('offers a guest to sign in and asks the adapter nothing', async () => {
    const client = new FakeClient();
    const session = new FakeSession({ canSignIn: true });
    const element = await mount<PorticoCaseListElement>('portico-case-list', { client, session });
    expect(textOf(element)).to.contain('Sign in to see your cases');
    expect(client.callsOf('list')).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('says what failed and asks again on request', async () => {
    const client = new FakeClient({ records: { case: [supportCase(1)] } });
    client.failNext('list', 'unreachable');
    const element = await open(client);
    expect(textOf(element)).to.contain('We cannot be reached at the moment');
    await expect(element).to.be.accessible();
    within(element, '.state button').click();
    await settled(element);
    expect(titles(element)).to.deep.equal(['Case 1']);
  });
});
