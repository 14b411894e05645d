import { expect, waitUntil } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type { LitElement } from 'lit';
import type { PorticoElement } from '../base/portico-element.ts';
import type { FakeClient } from '../testing/fake-client.ts';
import { FakeSession } from '../testing/fake-session.ts';
import { settled, textOf, unmountAll } from '../testing/fixtures.ts';
import { makeWorld, SCENES, type WidgetScene } from '../testing/worlds.ts';
import '../testing/all-widgets.ts';

type Widget = LitElement & PorticoElement;

/** The states of a widget and how it comes into them. */
const STATES: Readonly<Record<string, (client: FakeClient, scene: WidgetScene) => void>> = {
  ready: () => {},
  loading: (client, { asks }) => void client.hold(asks),
  denied: (client, { asks }) => client.failNext(asks, 'permission_denied', { status: 403 }),
  failed: (client, { asks }) => client.failNext(asks, 'unreachable'),
};

async function open(
  scene: WidgetScene,
  state: keyof typeof STATES = 'ready',
  place: HTMLElement = document.body,
): Promise<Widget> {
  const client = makeWorld();
  STATES[state]?.(client, scene);
  const element = document.createElement(scene.tag) as Widget;
  for (const [name, value] of Object.entries(scene.attributes)) element.setAttribute(name, value);
  element.client = client;
  element.session = new FakeSession({ status: 'signed_in' });
  place.append(element);
  await settled(element);
  if (state === 'ready') await waitUntil(() => element.shadowRoot?.querySelector(scene.ready));
  return element;
}

/** What takes the focus and has no name to be called by. */
function nameless(element: Element): string[] {
  return [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement>('a, button, input, select, textarea, summary') ??
      []),
  ]
    .filter((control) => {
      const labels = [...((control as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
      return ![control.getAttribute('aria-label'), control.textContent, ...labels].some((name) =>
        name?.trim(),
      );
    })
    .map((control) => control.outerHTML);
}

for (const scene of SCENES) {
  describe(`the looks of ${scene.tag}`, () => {
    afterEach(async () => {
      unmountAll();
      document.documentElement.removeAttribute('dir');
      document.documentElement.removeAttribute('lang');
      document.body.removeAttribute('style');
      await emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference' });
    });

    for (const state of Object.keys(STATES)) {
      it(`are accessible while it is ${state}, in light and dark, from left and from right`, async () => {
        for (const [colorScheme, dir] of [
          ['light', 'ltr'],
          ['dark', 'rtl'],
        ] as const) {
          await emulateMedia({ colorScheme });
          document.documentElement.dir = dir;
          const element = await open(scene, state);
          await expect(element).to.be.accessible();
          expect(nameless(element)).to.deep.equal([]);
          element.remove();
        }
      });
    }

    it('tells a screen reader that it is loading, and hides the grey lines from it', async () => {
      const element = await open(scene, 'loading');
      const status = element.shadowRoot?.querySelector(
        '[role="status"]:not(:empty), [role="status"][aria-label]',
      );
      const words = status?.getAttribute('aria-label') ?? status?.textContent ?? '';
      expect(words.trim()).not.to.equal('');
      for (const line of element.shadowRoot?.querySelectorAll('.skeleton') ?? [])
        expect(line.closest('[aria-hidden="true"], [aria-label]') !== null).to.equal(true);
    });

    it('turn around with the direction of the page', async () => {
      document.documentElement.dir = 'rtl';
      const element = await open(scene);
      expect(getComputedStyle(element).direction).to.equal('rtl');
      const right = element.getBoundingClientRect().right;
      const texts = [
        ...(element.shadowRoot?.querySelectorAll<HTMLElement>('h2, .title, .row-title, .name, .count') ?? []),
      ];
      for (const text of texts.filter((one) => one.checkVisibility()))
        expect(['start', 'right', 'center']).to.include(getComputedStyle(text).textAlign, text.className);
      const outside = texts.filter((one) => one.getBoundingClientRect().right > right + 1);
      expect(outside.map((one) => one.className)).to.deep.equal([]);
    });

    it('keep within the page from one narrow column to a wide one', async () => {
      for (const width of [200, 320, 480, 1200]) {
        const column = document.body.appendChild(document.createElement('div'));
        column.style.inlineSize = `${width}px`;
        const element = await open(scene, 'ready', column);
        await settled(element);
        expect(column.scrollWidth, `${width} pixels`).to.be.at.most(column.clientWidth);
        column.remove();
      }
    });

    it('stay usable on a page that resets everything', async () => {
      const reset = document.head.appendChild(document.createElement('style'));
      reset.textContent =
        '* { all: unset } body, body * { font: 13px/1 monospace; text-transform: uppercase }';
      try {
        const column = document.body.appendChild(document.createElement('div'));
        column.style.cssText = 'display: block; inline-size: 320px';
        const element = await open(scene, 'ready', column);
        expect(column.scrollWidth).to.be.at.most(column.clientWidth);
        const controls = [...(element.shadowRoot?.querySelectorAll('button, input, textarea, select') ?? [])];
        for (const control of controls.filter((one) => one.checkVisibility())) {
          const { width, height } = control.getBoundingClientRect();
          expect(Math.min(width, height), control.outerHTML).to.be.at.least(13);
        }
        await expect(element).to.be.accessible();
      } finally {
        reset.remove();
      }
    });

    it('do not follow the size of the page’s root', async () => {
      const element = await open(scene);
      const text = element.shadowRoot?.querySelector(scene.ready) as Element;
      const sizes = ['8px', '16px', '20px'].map((size) => {
        document.documentElement.style.fontSize = size;
        const { fontSize, lineHeight } = getComputedStyle(text);
        return `${fontSize} ${lineHeight} ${text.getBoundingClientRect().height}`;
      });
      document.documentElement.style.fontSize = '';
      expect(new Set(sizes).size, sizes.join(', ')).to.equal(1);
    });

    it('write dates and numbers in the language around it', async () => {
      document.documentElement.lang = 'de';
      const german = textOf(await open(scene));
      unmountAll();
      document.documentElement.lang = 'en';
      const english = textOf(await open(scene));
      expect(german).not.to.match(/\b(Jan|Feb) \d+, 2026|months ago/);
      if (/\b(Jan|Feb) \d+, 2026|months? ago/.test(english)) expect(german).to.match(/\d+\.\d+\.2026|Monat/);
    });

    it('stand still for who wants no motion, also where colours are forced', async () => {
      await emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
      const element = await open(scene, 'loading');
      const moving = [...(element.shadowRoot?.querySelectorAll('*') ?? [])].filter(
        (inner) => inner.getAnimations().filter((one) => one.playState === 'running').length > 0,
      );
      expect(moving.map((inner) => inner.className)).to.deep.equal([]);
    });
  });
}
