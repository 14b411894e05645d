import { expect } from '@open-wc/testing';
import { FakeClient } from '../testing/fake-client.ts';
import { FakeSession } from '../testing/fake-session.ts';
import { mount, settled, textOf, unmountAll, within } from '../testing/fixtures.ts';
import type { ProbeElement } from '../testing/probe-element.ts';
import '../testing/probe-element.ts';

const records = {
  article: [
    { id: '1', title: 'Flat tyre' },
    { id: '2', title: 'Brakes' },
  ],
  case: [{ id: '3', title: 'My case' }],
};

const probe = (client: FakeClient, session?: FakeSession) =>
  mount<ProbeElement>('portico-probe', { client, ...(session ? { session } : {}) });

describe('QueryController', () => {
  afterEach(unmountAll);

  it('is loading until the answer is there', async () => {
    const client = new FakeClient({ records });
    const release = client.hold('list');
    const element = await probe(client);
    expect(element.query.state).to.equal('loading');
    expect(textOf(element)).to.equal('Loading…');
    release();
    await settled(element);
    expect(element.query.state).to.equal('ready');
    expect(textOf(element)).to.equal('Flat tyreBrakes');
  });

  it('asks again when its arguments change, and never shows the old answer for them', async () => {
    const client = new FakeClient({ records });
    const element = await probe(client);
    const release = client.hold('list');
    element.table = 'case';
    await settled(element);
    expect(element.query.value).to.equal(undefined);
    release();
    await settled(element);
    expect(textOf(element)).to.equal('My case');
    expect(client.callsOf('list')).to.have.length(2);
  });

  it('drops an answer that comes after another question was asked', async () => {
    const client = new FakeClient({ records });
    const release = client.hold('list');
    const element = await probe(client);
    const first = client.callsOf('list')[0]?.args[2] as { signal: AbortSignal } | undefined;
    const stale = element.query.reload();
    expect(first?.signal.aborted).to.equal(true);
    element.table = 'case';
    await settled(element);
    release();
    await stale;
    await settled(element);
    expect(textOf(element)).to.equal('My case');
  });

  it('takes a fault of the program for one of ours', async () => {
    const client = new FakeClient({ records });
    client.list = () => Promise.reject(new RangeError('fault'));
    const element = await probe(client);
    expect(element.query.state).to.equal('error');
    expect(element.query.error?.code).to.equal('internal_error');
  });

  it('asks nothing without arguments', async () => {
    const client = new FakeClient({ records });
    const element = document.createElement('portico-probe') as ProbeElement;
    element.table = '';
    element.client = client;
    document.body.append(element);
    await settled(element);
    expect(element.query.state).to.equal('idle');
    expect(client.calls).to.have.length(0);
    expect(textOf(element)).to.equal('');
  });

  it('shows loading while there is no client yet, and asks when it comes', async () => {
    const element = document.createElement('portico-probe') as ProbeElement;
    document.body.append(element);
    await settled(element);
    expect(textOf(element)).to.equal('Loading…');
    element.client = new FakeClient({ records });
    await settled(element);
    expect(textOf(element)).to.contain('Flat tyre');
  });

  it('tells empty from ready', async () => {
    const element = await probe(new FakeClient());
    expect(element.query.state).to.equal('empty');
    expect(textOf(element)).to.equal('Nothing here yet');
  });

  it('offers a sign-in when it is denied, and asks again after it', async () => {
    const client = new FakeClient({ records });
    client.failNext('list', 'permission_denied');
    const element = await probe(client, new FakeSession());
    expect(element.query.state).to.equal('denied');
    expect(textOf(element)).to.contain('Sign in to see this');
    await expect(element).to.be.accessible();
    within(element, 'button').click();
    await settled(element);
    expect(textOf(element)).to.contain('Flat tyre');
  });

  it('offers no sign-in to who is signed in', async () => {
    const client = new FakeClient({ records });
    client.failNext('list', 'not_found');
    const element = await probe(client, new FakeSession({ status: 'signed_in' }));
    expect(textOf(element)).to.equal('This is not available to you');
  });

  it('shows what failed and tries again from loading', async () => {
    const client = new FakeClient({ records });
    client.failNext('list', 'rate_limited', { retryAfter: 12 });
    const element = await probe(client);
    expect(element.query.state).to.equal('error');
    expect(textOf(element)).to.contain('in 12 seconds');
    await expect(element).to.be.accessible();
    within(element, 'button').click();
    await settled(element);
    expect(textOf(element)).to.contain('Flat tyre');
  });

  it('keeps the answer in sight while it reloads, also when that fails', async () => {
    const client = new FakeClient({ records });
    const element = await probe(client);
    client.put('article', { id: '9', title: 'Chain' });
    const release = client.hold('list');
    const reloading = element.query.reload();
    await settled(element);
    expect(element.query.state).to.equal('ready');
    expect(element.query.pending).to.equal(true);
    release();
    await reloading;
    await settled(element);
    expect(textOf(element)).to.contain('Chain');
    client.failNext('list', 'unreachable');
    await element.query.reload();
    await settled(element);
    expect(element.query.state).to.equal('ready');
    expect(element.query.error?.code).to.equal('unreachable');
  });

  it('asks again when someone signs in or out', async () => {
    const client = new FakeClient({ records });
    const session = new FakeSession();
    const element = await probe(client, session);
    await session.signIn();
    await settled(element);
    expect(client.callsOf('list')).to.have.length(2);
  });

  it('aborts when it leaves the page and asks again when it is back', async () => {
    const client = new FakeClient({ records });
    const release = client.hold('list');
    const element = await probe(client);
    const options = client.callsOf('list')[0]?.args[2] as { signal: AbortSignal } | undefined;
    element.remove();
    expect(options?.signal.aborted).to.equal(true);
    release();
    await settled(element);
    document.body.append(element);
    await settled(element);
    expect(textOf(element)).to.contain('Flat tyre');
  });

  it('leaves no listener on a session it was taken from', async () => {
    const session = new FakeSession();
    const element = await probe(new FakeClient({ records }), session);
    element.remove();
    await session.signIn();
    await settled(element);
    expect(element.isUpdatePending).to.equal(false);
  });
});
