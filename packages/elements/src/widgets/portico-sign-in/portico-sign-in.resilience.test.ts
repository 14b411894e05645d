import { expect, waitUntil } from '@open-wc/testing';
import type { SessionState } from '@portico/client';
import { sendKeys } from '@web/test-runner-commands';
import type { SessionChangedEvent } from '../../base/events.ts';
import { FakeClient } from '../../testing/fake-client.ts';
import { FakeSession } from '../../testing/fake-session.ts';
import { mount, settled, textOf, unmountAll, within } from '../../testing/fixtures.ts';
import type { PorticoSignInElement } from './portico-sign-in.ts';
import './portico-sign-in.ts';

const named = (displayName: string) => new FakeClient({ session: { authenticated: true, displayName } });

const open = (client: FakeClient, session: FakeSession) =>
  mount<PorticoSignInElement>('portico-sign-in', { client, session });

/** A session that can be put into any state. */
class StagedSession extends FakeSession {
  stage(state: Partial<SessionState>): void {
    this.change(state);
  }
}

const has = (element: Element, selector: string) => Boolean(element.shadowRoot?.querySelector(selector));

describe('portico-sign-in through a day', () => {
  afterEach(unmountAll);

  it('signs in and out by keyboard', async () => {
    const element = await open(named('Ada'), new FakeSession());
    within(element, 'button').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => has(element, '[part="name"]'));
    expect(textOf(element)).to.contain('Ada');
    within(element, 'button').focus();
    await sendKeys({ press: 'Space' });
    await waitUntil(() => !has(element, '[part="name"]'));
    await settled(element);
    expect(textOf(element)).to.equal('Sign in');
  });

  it('never shows the name of the first to the second', async () => {
    const client = named('Ada');
    const session = new FakeSession({ status: 'signed_in' });
    const element = await open(client, session);
    const names: string[] = [];
    const watch = new MutationObserver(() => names.push(textOf(element)));
    await session.signOut();
    watch.observe(element.shadowRoot as ShadowRoot, { childList: true, subtree: true, characterData: true });
    await settled(element);
    client.sessionInfo = { ...client.sessionInfo, displayName: 'Bo' };
    await session.signIn();
    await waitUntil(() => textOf(element).includes('Bo'));
    watch.disconnect();
    expect(names.filter((text) => text.includes('Ada'))).to.deep.equal([]);
  });

  it('calls somebody without a name by no name', async () => {
    const client = new FakeClient({ session: { authenticated: true, displayName: null } });
    const element = await open(client, new FakeSession({ status: 'signed_in' }));
    expect(textOf(element)).to.contain('Signed in').and.not.to.contain('null');
  });

  it('waits while a sign-in is under way, and starts no second one', async () => {
    const session = new StagedSession();
    let started = 0;
    session.signIn = async () => {
      started += 1;
      session.stage({ status: 'signing_in' });
    };
    const element = await open(named('Ada'), session);
    within(element, 'button').click();
    await settled(element);
    expect(within(element, 'button').getAttribute('aria-disabled')).to.equal('true');
    await expect(element).to.be.accessible();
    within(element, 'button').click();
    within(element, 'button').click();
    expect(started).to.equal(1);
  });

  it('tells the page of each change once, and of none that was there before it came', async () => {
    const told: boolean[] = [];
    const note = (event: Event) => told.push((event as SessionChangedEvent).signedIn);
    document.addEventListener('portico-session-changed', note);
    const session = new FakeSession({ status: 'signed_in' });
    const element = await open(named('Ada'), session);
    element.requestUpdate();
    await settled(element);
    expect(told).to.deep.equal([]);
    await session.signOut();
    await settled(element);
    element.requestUpdate();
    await settled(element);
    await session.signIn();
    await settled(element);
    document.removeEventListener('portico-session-changed', note);
    expect(told).to.deep.equal([false, true]);
  });

  it('tells of no change when the page says late that somebody is signed in already', async () => {
    const told: boolean[] = [];
    const note = (event: Event) => told.push((event as SessionChangedEvent).signedIn);
    document.addEventListener('portico-session-changed', note);
    const client = named('Ada');
    const session = new FakeSession();
    const answer = client.hold('site');
    const element = await mount<PorticoSignInElement>('portico-sign-in', { client, session });
    await session.signIn();
    answer();
    await settled(element);
    expect(textOf(element)).to.contain('Ada');
    expect(told).to.deep.equal([]);
    await session.signOut();
    await settled(element);
    document.removeEventListener('portico-session-changed', note);
    expect(told).to.deep.equal([false]);
  });

  it('is of use again after the adapter was out of reach', async () => {
    const client = named('Ada');
    client.failNext('session', 'unreachable');
    const session = new FakeSession({ status: 'signed_in' });
    const element = await open(client, session);
    expect(within(element, '[role="alert"]').textContent).to.contain('We cannot be reached');
    within(element, 'button').click();
    await waitUntil(() => textOf(element).includes('Ada'));
  });
});
