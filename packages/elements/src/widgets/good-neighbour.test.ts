import { expect, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import type { PorticoElement } from '../base/portico-element.ts';
import { FakeSession } from '../testing/fake-session.ts';
import { settled, textOf, unmountAll } from '../testing/fixtures.ts';
import { makeWorld, SCENES, type WidgetScene, WORLD_TEXT } from '../testing/worlds.ts';
import '../testing/all-widgets.ts';

type Widget = LitElement & PorticoElement;

async function show(scene: WidgetScene): Promise<Widget> {
  const element = document.createElement(scene.tag) as Widget;
  for (const [name, value] of Object.entries(scene.attributes)) element.setAttribute(name, value);
  element.client = makeWorld();
  element.session = new FakeSession({ status: 'signed_in' });
  document.body.append(element);
  await settled(element);
  await waitUntil(() => element.shadowRoot?.querySelector(scene.ready), `${scene.tag} is there`);
  return element;
}

/** Widgets that fire an event as soon as they show something, or when the first thing in them is chosen. */
const FIRING = new Set(['portico-article', 'portico-case-list', 'portico-forum']);

/** Presses every button and types into every field: whatever a visitor can do here. */
async function use(element: Widget): Promise<void> {
  const root = element.shadowRoot as ShadowRoot;
  for (const field of root.querySelectorAll<HTMLInputElement>('input:not([type="checkbox"]), textarea')) {
    field.value = 'typed';
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
  for (const button of root.querySelectorAll<HTMLButtonElement>('button')) {
    button.click();
    await settled(element);
  }
}

/** What the page would notice of us. */
function traces() {
  return {
    globals: Object.getOwnPropertyNames(window).sort(),
    sheets: document.styleSheets.length,
    adopted: document.adoptedStyleSheets.length,
    head: document.head.innerHTML,
    html: document.documentElement.getAttributeNames(),
    body: document.body.getAttributeNames(),
    cookies: document.cookie,
    lasting: Object.keys(localStorage),
    title: document.title,
  };
}

for (const scene of SCENES) {
  describe(`${scene.tag} on a page of others`, () => {
    afterEach(unmountAll);

    it('leaves nothing on the page, whatever is done with it', async () => {
      const before = traces();
      const element = await show(scene);
      await use(element);
      element.remove();
      expect(traces()).to.deep.equal(before);
    });

    it('adds no element outside of itself', async () => {
      const element = await show(scene);
      await use(element);
      expect([...document.body.children].map((child) => child.localName)).to.deep.equal([scene.tag]);
      expect(element.children.length, 'nor among what the page put into it').to.equal(0);
    });

    it('keeps in the session storage nothing but what was typed, under its own name', async () => {
      const element = await show(scene);
      await use(element);
      element.remove();
      for (const key of Object.keys(sessionStorage)) {
        expect(key).to.match(/^portico:/);
        expect(sessionStorage.getItem(key), key).not.to.match(/token|ada rider|displayName/i);
      }
    });

    it('works where the page has polluted the prototypes', async () => {
      const polluted = [
        [Object.prototype, 'value'],
        [Object.prototype, 'label'],
        [Object.prototype, 'query'],
        [Object.prototype, 'polluted'],
        [Array.prototype, 'remove'],
        [Array.prototype, 'last'],
        [String.prototype, 'trimAll'],
      ] as const;
      for (const [prototype, name] of polluted)
        Object.defineProperty(prototype, name, {
          // Writable, as an assignment would leave it; enumerable, which is what hurts.
          value: () => 'polluted',
          configurable: true,
          enumerable: true,
          writable: true,
        });
      // Nothing is asserted meanwhile: the assertions themselves do not survive this.
      let text = '';
      try {
        text = textOf(await show(scene));
      } finally {
        for (const [prototype, name] of polluted)
          delete (prototype as unknown as Record<string, unknown>)[name];
      }
      expect(text).not.to.contain('polluted');
      if (scene.personal) expect(text).to.contain(WORLD_TEXT);
    });

    if (FIRING.has(scene.tag))
      it('is heard by the page through every root around it', async () => {
        const outer = document.body.appendChild(document.createElement('section'));
        const inner = outer.attachShadow({ mode: 'open' });
        const heard: Event[] = [];
        const types = [
          'portico-search-performed',
          'portico-article-opened',
          'portico-case-opened',
          'portico-thread-opened',
          'portico-session-changed',
        ];
        const note = (event: Event) => heard.push(event);
        for (const type of types) document.addEventListener(type, note);
        const element = await show(scene);
        inner.append(element);
        await settled(element);
        element.shadowRoot?.querySelector<HTMLElement>('.row.action, [part="button"]')?.click();
        await settled(element);
        for (const type of types) document.removeEventListener(type, note);
        expect(heard.length).to.be.greaterThan(0);
        for (const event of heard) {
          expect(event.composed && event.bubbles, event.type).to.equal(true);
          expect(event.constructor.name, 'a class of its own').not.to.equal('CustomEvent');
        }
      });

    it('stands twice on one page without the two getting in each other’s way', async () => {
      const first = await show(scene);
      const second = await show(scene);
      const ids = (element: Widget) =>
        [...(element.shadowRoot?.querySelectorAll('[id]') ?? [])].map(({ id }) => id);
      expect(new Set(ids(first)).size, 'ids are unique within a root').to.equal(ids(first).length);
      first.remove();
      await settled(second);
      expect(second.shadowRoot?.querySelector(scene.ready) !== null).to.equal(true);
    });
  });
}
