import { expect } from '@open-wc/testing';
import type { PorticoClient } from '@portico/client';
import type { RecordPage } from '@portico/protocol';
import { html, LitElement } from 'lit';
import { FakeClient } from '../testing/fake-client.ts';
import { mount, settled, unmountAll } from '../testing/fixtures.ts';
import { PagesController } from './pages-controller.ts';
import { QueryController } from './query-controller.ts';

class PagedElement extends LitElement {
  client: PorticoClient | undefined;
  session = undefined;
  status = 'open';
  readonly query = new QueryController<RecordPage, readonly [string]>(this, {
    args: () => [this.status],
    query: (client) => client.list('case', { limit: 2 }),
  });
  readonly pages = new PagesController<RecordPage>(this, this.query, {
    next: (client, cursor) => client.list('case', { limit: 2, cursor }),
    join: (before, after) => ({ ...after, records: [...before.records, ...after.records] }),
  });

  get ids(): string {
    return this.query.value?.records.map((record) => record.id).join('') ?? '';
  }

  override render() {
    return html`${this.ids}`;
  }
}
customElements.define('paged-probe', PagedElement);

const records = { case: ['1', '2', '3', '4', '5'].map((id) => ({ id })) };

describe('PagesController', () => {
  afterEach(unmountAll);

  it('adds page after page until there is no more', async () => {
    const element = await mount<PagedElement>('paged-probe', { client: new FakeClient({ records }) });
    expect([element.ids, element.pages.hasMore]).to.deep.equal(['12', true]);
    await element.pages.more();
    expect(element.ids).to.equal('1234');
    await element.pages.more();
    expect([element.ids, element.pages.hasMore]).to.deep.equal(['12345', false]);
  });

  it('loads one page for many presses', async () => {
    const client = new FakeClient({ records });
    const element = await mount<PagedElement>('paged-probe', { client });
    await Promise.all([element.pages.more(), element.pages.more(), element.pages.more()]);
    expect(element.ids).to.equal('1234');
    expect(client.callsOf('list')).to.have.length(2);
  });

  it('can be tried again after a failure', async () => {
    const client = new FakeClient({ records });
    const element = await mount<PagedElement>('paged-probe', { client });
    client.failNext('list', 'unreachable');
    await element.pages.more();
    expect([element.ids, element.pages.failed]).to.deep.equal(['12', true]);
    await element.pages.more();
    expect([element.ids, element.pages.failed]).to.deep.equal(['1234', false]);
  });

  it('drops a page of a question nobody asks any more', async () => {
    const client = new FakeClient({ records });
    const element = await mount<PagedElement>('paged-probe', { client });
    const release = client.hold('list');
    const more = element.pages.more();
    element.status = 'resolved';
    element.requestUpdate();
    await element.updateComplete;
    release();
    await more;
    await settled(element);
    expect(element.ids).to.equal('12');
  });
});
