import { expect, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';
import type { PorticoElement } from '../base/portico-element.ts';
import { FakeSession } from '../testing/fake-session.ts';
import { settled, unmountAll } from '../testing/fixtures.ts';
import { HOSTILE_TEXTS, hostileSamples } from '../testing/hostile-texts.ts';
import { makeWorld, SCENES, type WidgetScene } from '../testing/worlds.ts';
import '../testing/all-widgets.ts';

type Widget = LitElement & PorticoElement;
const page = window as unknown as { hacked?: unknown };

/** As wide as the narrowest phone. */
const NARROW = 320;

/** The widget on a narrow page, every text of its world being `text`. */
async function open(scene: WidgetScene, text: string): Promise<{ element: Widget; column: HTMLElement }> {
  const column = document.createElement('div');
  column.style.cssText = `inline-size: ${NARROW}px`;
  const element = document.createElement(scene.tag) as Widget;
  for (const [name, value] of Object.entries(scene.attributes)) element.setAttribute(name, value);
  if (scene.tag === 'portico-search') element.setAttribute('query', text);
  element.client = makeWorld(text);
  element.session = new FakeSession({ status: 'signed_in' });
  document.body.append(column);
  column.append(element);
  await settled(element);
  return { element, column };
}

/** The shadow root and all below it. */
function* elementsOf(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* elementsOf(element.shadowRoot);
  }
}

/** Of what must never come out of a record, what is there. */
function dangers(element: Element): string[] {
  return [...elementsOf(element.shadowRoot as ShadowRoot)].flatMap((inner) => {
    const tag = inner.localName;
    const forbidden = /^(script|iframe|object|embed|base|meta|link)$/.test(tag) ? [tag] : [];
    const attributes = [...inner.attributes].filter(
      ({ name, value }) =>
        /^on/.test(name) || (/^(href|src|action)$/.test(name) && /^\s*javascript:/i.test(value)),
    );
    return [...forbidden, ...attributes.map(({ name, value }) => `${tag} ${name}=${value}`)];
  });
}

/** The innermost that stick out of the column by more than a rounding; what scrolls by itself does not. */
function overflow(column: HTMLElement, element: Element): string[] {
  if (column.scrollWidth <= column.clientWidth) return [];
  const edge = column.getBoundingClientRect().right + 1;
  const wide = [...elementsOf(element.shadowRoot as ShadowRoot)].filter(
    (inner) => inner.getBoundingClientRect().right > edge && inner.checkVisibility(),
  );
  return wide
    .filter((inner) => !wide.some((other) => other !== inner && inner.contains(other)))
    .map((inner) => `<${inner.localName} class="${inner.className}">`);
}

for (const scene of SCENES) {
  describe(`hostile data in ${scene.tag}`, () => {
    beforeEach(() => {
      delete page.hacked;
    });
    afterEach(unmountAll);

    for (const [name, text] of HOSTILE_TEXTS) {
      it(`shows ${name} as text, within ${NARROW} pixels`, async () => {
        const { element, column } = await open(scene, text);
        if (scene.tag !== 'portico-search' && scene.tag !== 'portico-sign-in')
          await waitUntil(
            () => element.shadowRoot?.querySelector(scene.ready) ?? /^\s*$/.test(text),
            'it is shown',
          );
        await settled(element);
        expect(page.hacked, 'nothing ran').to.equal(undefined);
        expect(dangers(element)).to.deep.equal([]);
        expect(overflow(column, element)).to.deep.equal([]);
      });
    }

    it('does as well with samples of what attackers send (needs ../shared/data/dev/hostile)', async function () {
      this.timeout(60_000);
      const samples = await hostileSamples(40);
      if (samples.length === 0) this.skip();
      for (const text of samples) {
        const { element, column } = await open(scene, text);
        expect(page.hacked, text).to.equal(undefined);
        expect(dangers(element), text).to.deep.equal([]);
        expect(overflow(column, element), text).to.deep.equal([]);
        column.remove();
      }
    });
  });
}

describe('hostile words', () => {
  afterEach(unmountAll);

  it('stay the words they are, in titles, names, labels and buttons', async () => {
    const text = '<b>&amp; "bold" \u202eand turned</b>';
    for (const scene of SCENES.filter(({ tag }) => tag !== 'portico-search')) {
      const { element, column } = await open(scene, text);
      await waitUntil(() => element.shadowRoot?.querySelector(scene.ready));
      const own = [...elementsOf(element.shadowRoot as ShadowRoot)].filter(
        (inner) => !inner.closest('.prose'),
      );
      const exact = own.some((inner) =>
        [...inner.childNodes].some((node) => node instanceof Text && node.data.includes(text)),
      );
      expect(exact, scene.tag).to.equal(true);
      expect(
        own.some((inner) => inner.localName === 'b'),
        scene.tag,
      ).to.equal(false);
      column.remove();
    }
  });
});
