import { ContextProvider } from '@lit/context';
import { expect } from '@open-wc/testing';
import { FakeClient } from '../testing/fake-client.ts';
import { FakeSession } from '../testing/fake-session.ts';
import { settled, unmountAll } from '../testing/fixtures.ts';
import type { ProbeElement } from '../testing/probe-element.ts';
import '../testing/probe-element.ts';
import { clientContext, sessionContext } from './contexts.ts';
import { customElement } from './custom-element.ts';

function provider(parent: HTMLElement, client: FakeClient) {
  const provided = new ContextProvider(parent, { context: clientContext, initialValue: client });
  new ContextProvider(parent, { context: sessionContext, initialValue: new FakeSession() });
  return provided;
}

const probe = () => document.createElement('portico-probe') as ProbeElement;

describe('PorticoElement', () => {
  afterEach(unmountAll);

  it('takes client and session from around it, and follows them', async () => {
    const parent = document.body.appendChild(document.createElement('div'));
    const first = new FakeClient();
    const provided = provider(parent, first);
    const element = parent.appendChild(probe());
    await settled(element);
    expect(element.client).to.equal(first);
    expect(element.session).to.be.instanceOf(FakeSession);
    const second = new FakeClient();
    provided.setValue(second);
    expect(element.client).to.equal(second);
  });

  it('prefers what the page has set itself', async () => {
    const parent = document.body.appendChild(document.createElement('div'));
    const provided = provider(parent, new FakeClient());
    const own = new FakeClient();
    const element = probe();
    element.client = own;
    parent.append(element);
    await settled(element);
    provided.setValue(new FakeClient());
    expect(element.client).to.equal(own);
  });

  it('takes the nearest provider through shadow roots', async () => {
    const outer = document.body.appendChild(document.createElement('div'));
    provider(outer, new FakeClient());
    const inner = outer.appendChild(document.createElement('div'));
    const near = new FakeClient();
    provider(inner, near);
    const element = inner.attachShadow({ mode: 'open' }).appendChild(probe());
    await settled(element);
    expect(element.client).to.equal(near);
  });
});

describe('customElement', () => {
  it('leaves an element alone that is defined already', () => {
    class First extends HTMLElement {}
    class Second extends HTMLElement {}
    customElement('portico-defined-twice')(First);
    customElement('portico-defined-twice')(Second);
    expect(customElements.get('portico-defined-twice')).to.equal(First);
  });
});
