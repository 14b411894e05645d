import { expect, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import type { PorticoElement } from '../base/portico-element.ts';
import { FakeSession } from '../testing/fake-session.ts';
import { mount, settled, textOf, unmountAll } from '../testing/fixtures.ts';
import { makeWorld, SCENES, type WidgetScene, WORLD_TEXT } from '../testing/worlds.ts';
import '../testing/all-widgets.ts';

type Widget = LitElement & PorticoElement;

const signedIn = () => new FakeSession({ status: 'signed_in' });

function create({ tag, attributes }: WidgetScene): Widget {
  const element = document.createElement(tag) as Widget;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const isReady = (element: Element, { ready }: WidgetScene) =>
  Boolean(element.shadowRoot?.querySelector(ready));

const becomesReady = (element: Element, scene: WidgetScene) =>
  waitUntil(() => isReady(element, scene), `${scene.tag} shows something`);

async function open(scene: WidgetScene, client = makeWorld(), session = signedIn()): Promise<Widget> {
  const { tag, attributes } = scene;
  const element = await mount<Widget>(tag, { client, session, attributes });
  await becomesReady(element, scene);
  return element;
}

/** Listeners that `use` adds to window, document and root element, less those it takes away again. */
async function listenersLeft(use: () => Promise<void>): Promise<number> {
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  const left = new Map<string, number>();
  const lasting = (target: unknown) =>
    target === window || target === document || target === document.documentElement || target === undefined;
  const keys = new WeakMap<object, number>();
  let counter = 0;
  const keyOf = (type: string, listener: object): string => {
    if (!keys.has(listener)) keys.set(listener, ++counter);
    return `${type} ${keys.get(listener)}`;
  };
  EventTarget.prototype.addEventListener = function (this: EventTarget, type, listener, options): void {
    if (listener && lasting(this)) left.set(keyOf(type, listener), 1);
    add.call(this ?? window, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget, type, listener, options): void {
    if (listener && lasting(this)) left.delete(keyOf(type, listener));
    remove.call(this ?? window, type, listener, options);
  };
  try {
    await use();
  } finally {
    EventTarget.prototype.addEventListener = add;
    EventTarget.prototype.removeEventListener = remove;
  }
  return left.size;
}

for (const scene of SCENES) {
  describe(`the life of a ${scene.tag}`, () => {
    afterEach(unmountAll);

    it('waits for a client that comes later', async () => {
      const element = create(scene);
      document.body.append(element);
      await settled(element);
      expect(isReady(element, scene)).to.equal(false);
      expect(element.shadowRoot?.querySelector('[role="alert"]'), 'no error').to.equal(null);
      element.session = signedIn();
      element.client = makeWorld();
      await becomesReady(element, scene);
    });

    it('goes on where it was when the page moves it', async () => {
      const client = makeWorld();
      const element = await open(scene, client);
      const before = client.calls.length;
      const aside = document.body.appendChild(document.createElement('aside'));
      aside.append(element);
      await settled(element);
      expect(isReady(element, scene)).to.equal(true);
      expect(client.calls.length, 'nothing is asked again').to.equal(before);
    });

    it('asks again when it comes back from being taken out while it was loading', async () => {
      const client = makeWorld();
      const release = client.hold(scene.asks);
      const element = await mount<Widget>(scene.tag, {
        client,
        session: signedIn(),
        attributes: scene.attributes,
      });
      await waitUntil(() => client.callsOf(scene.asks).length > 0);
      element.remove();
      release();
      await settled(element);
      expect(isReady(element, scene), 'nothing is shown by one that is gone').to.equal(false);
      document.body.append(element);
      await becomesReady(element, scene);
    });

    it('stays quiet when it is taken out and never comes back', async () => {
      const client = makeWorld();
      const release = client.hold(scene.asks);
      const failures: unknown[] = [];
      const note = (event: PromiseRejectionEvent) => failures.push(event.reason);
      addEventListener('unhandledrejection', note);
      const element = await mount<Widget>(scene.tag, {
        client,
        session: signedIn(),
        attributes: scene.attributes,
      });
      client.failNext(scene.asks, 'unreachable');
      element.remove();
      release();
      await new Promise((resolve) => setTimeout(resolve, 20));
      removeEventListener('unhandledrejection', note);
      expect(failures).to.deep.equal([]);
    });

    it('leaves no listener behind', async () => {
      const left = await listenersLeft(async () => {
        for (let round = 0; round < 200; round += 1) {
          const element = create(scene);
          element.client = makeWorld();
          element.session = signedIn();
          document.body.append(element);
          if (round % 20 === 0) await settled(element);
          element.remove();
        }
      });
      expect(left).to.equal(0);
    });

    it('lets go of its session when it leaves', async () => {
      const session = signedIn();
      let followers = 0;
      const subscribe = session.subscribe.bind(session);
      session.subscribe = (listener) => {
        followers += 1;
        const stop = subscribe(listener);
        return () => {
          followers -= 1;
          stop();
        };
      };
      const element = await open(scene, makeWorld(), session);
      expect(followers).to.be.greaterThan(0);
      element.remove();
      expect(followers).to.equal(0);
    });

    it('shows the trouble, what the page put in for it, and comes back by its button', async () => {
      const client = makeWorld();
      client.failNext(scene.asks, 'unreachable');
      const { tag, attributes } = scene;
      const element = await mount<Widget>(tag, { client, session: signedIn(), attributes });
      await waitUntil(() => element.shadowRoot?.querySelector('[role="alert"]'), 'it says so');
      expect(textOf(element)).to.contain('We cannot be reached at the moment.');
      expect(element.shadowRoot?.querySelector('slot'), 'the fallback has its place').not.to.equal(null);
      const again = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find((button) =>
        button.textContent?.includes('Try again'),
      );
      again?.click();
      await becomesReady(element, scene);
      expect(element.shadowRoot?.querySelector('.state[role="alert"]')).to.equal(null);
    });

    it('says when the visitor is offline, and that nothing is lost', async () => {
      const client = makeWorld();
      client.failNext(scene.asks, 'offline');
      const { tag, attributes } = scene;
      const element = await mount<Widget>(tag, { client, session: signedIn(), attributes });
      await waitUntil(() => textOf(element).includes('You are offline.'));
    });

    if (!scene.personal) return;

    it('shows nothing of who was signed in as soon as they sign out', async () => {
      const client = makeWorld();
      const session = signedIn();
      const element = await open(scene, client, session);
      expect(textOf(element)).to.contain(WORLD_TEXT);
      client.hold(scene.asks);
      await session.signOut();
      await element.updateComplete;
      expect(textOf(element)).not.to.contain(WORLD_TEXT);
    });

    it('shows the next person nothing of the first, although it was out of the page meanwhile', async () => {
      const client = makeWorld();
      const session = signedIn();
      const element = await open(scene, client, session);
      element.remove();
      await session.signOut();
      await session.signIn();
      client.hold(scene.asks);
      document.body.append(element);
      await element.updateComplete;
      expect(textOf(element)).not.to.contain(WORLD_TEXT);
    });

    it('never shows an answer that was meant for who is gone', async () => {
      const first = makeWorld('Secret of the first');
      const session = signedIn();
      const release = first.hold(scene.asks);
      const { tag, attributes } = scene;
      const query = scene.tag === 'portico-search' ? { query: 'e' } : {};
      const element = await mount<Widget>(tag, {
        client: first,
        session,
        attributes: { ...attributes, ...query },
      });
      await session.signOut();
      await session.signIn();
      element.client = makeWorld('Belongs to the second');
      await waitUntil(() => textOf(element).includes('Belongs to the second'));
      release();
      await settled(element);
      expect(textOf(element)).not.to.contain('Secret of the first');
    });
  });
}
