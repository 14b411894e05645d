import { expect } from '@open-wc/testing';
import { PorticoError } from '@portico/client';
import type { SessionChangedEvent } from '../../base/events.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, nextEvent, settled, textOf, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoSignInElement } from './portico-sign-in.ts';
import './portico-sign-in.ts';

const ada = { authenticated: true, displayName: 'Ada Lovelace', webRoles: ['authenticated'] };

describe('portico-sign-in', () => {
  afterEach(unmountAll);

  it('offers a sign-in to an anonymous visitor', async () => {
    const element = await mount<PorticoSignInElement>('portico-sign-in', {
      client: new FakeClient(),
      session: new FakeSession(),
    });
    expect(textOf(element)).to.equal('Sign in');
    await expect(element).to.be.accessible();
  });

  it('shows the name of who signed in, and says so to the page', async () => {
    const client = new FakeClient({ session: ada });
    const element = await mount<PorticoSignInElement>('portico-sign-in', {
      client,
      session: new FakeSession(),
    });
    const changed = nextEvent<SessionChangedEvent>(document.body, 'portico-session-changed');
    within(element, 'button').click();
    expect((await changed).signedIn).to.equal(true);
    await settled(element);
    expect(textOf(element)).to.equal('Ada Lovelace Sign out');
    await expect(element).to.be.accessible();
  });

  it('forgets what was typed here when one signs out, and nothing else of the page', async () => {
    sessionStorage.setItem('portico:draft:form:case', '{}');
    sessionStorage.setItem('basket', 'kept');
    const client = new FakeClient({ session: { authenticated: true, displayName: 'Ada Lovelace' } });
    const session = new FakeSession({ status: 'signed_in' });
    const element = await mount<PorticoSignInElement>('portico-sign-in', { client, session });
    within(element, 'button').click();
    expect(Object.keys(sessionStorage)).to.deep.equal(['basket']);
  });

  it('signs out', async () => {
    const session = new FakeSession({ status: 'signed_in' });
    const element = await mount<PorticoSignInElement>('portico-sign-in', {
      client: new FakeClient({ session: ada }),
      session,
    });
    within(element, 'button').click();
    await settled(element);
    expect(session.state.status).to.equal('anonymous');
    expect(textOf(element)).to.equal('Sign in');
  });

  it('asks who it is only when somebody is signed in', async () => {
    const client = new FakeClient();
    await mount('portico-sign-in', { client, session: new FakeSession() });
    expect(client.callsOf('session')).to.have.length(0);
  });

  it('says why a sign-in failed', async () => {
    const error = new PorticoError('identity_unavailable');
    const element = await mount('portico-sign-in', {
      client: new FakeClient(),
      session: new FakeSession({ error }),
    });
    expect(textOf(element)).to.contain('cannot be reached');
  });

  it('shows nothing where there is no sign-in', async () => {
    const element = await mount('portico-sign-in', {
      client: new FakeClient(),
      session: new FakeSession({ canSignIn: false }),
    });
    expect(textOf(element)).to.equal('');
  });

  it('shows that it is loading, and a retry when loading fails', async () => {
    const client = new FakeClient();
    const release = client.hold('site');
    client.failNext('site', 'unreachable');
    const element = await mount('portico-sign-in', { client, session: new FakeSession() });
    expect(within(element, '[role=status]')).to.have.attribute('aria-label', 'Loading…');
    release();
    await settled(element);
    expect(textOf(element)).to.contain('Try again');
    within(element, 'button').click();
    await settled(element);
    expect(textOf(element)).to.equal('Sign in');
  });
});
