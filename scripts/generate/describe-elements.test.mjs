import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { describeElements } from './describe-elements.mjs';
import { ELEMENTS } from './make-manifest.mjs';

const WIDGET = 'src/widgets/portico-thing/portico-thing.ts';
const SOURCES = {
  // Without one above it, the analyzer searches for it forever.
  'package.json': '{ "type": "module" }',
  'custom-elements-manifest.config.mjs': `export { default } from '${ELEMENTS}/custom-elements-manifest.config.mjs';`,
  'src/base/events/thing-events.ts': `
    /** A thing was shown. */
    export class ThingShownEvent extends Event { readonly thing = ''; }
    /** It failed. */
    export class ThingFailedEvent extends Event {}
    declare global {
      interface GlobalEventHandlersEventMap { 'portico-thing-shown': ThingShownEvent; 'portico-thing-failed': ThingFailedEvent }
    }`,
  'src/base/tokens.styles.ts': `
    /**
     * Looks.
     *
     * @cssprop --portico-accent - Buttons.
     */
    export const tokens = css\`a { color: var(--portico-accent, red) }\`;`,
  'src/base/portico-element.ts': `import { LitElement } from 'lit';
    /** What all share. */
    export abstract class PorticoElement extends LitElement {
      /** Where records come from. */
      @property({ attribute: false }) client: Client | undefined;
    }`,
  'src/states/states.ts': `
    import { ThingFailedEvent } from '../base/events/thing-events.ts';
    export const failed = (host) => { host.dispatchEvent(new ThingFailedEvent()); return html\`<slot></slot><p part="problem note">!</p>\`; };`,
  'src/states/types.ts': `export const unused = html\`<p part="never"></p>\`;`,
  [WIDGET]: `import { ThingShownEvent } from '../../base/events/thing-events.ts';
import { PorticoElement } from '../../base/portico-element.ts';
import { tokens } from '../../base/tokens.styles.ts';
import { failed } from '../../states/states.ts';
import type { unused } from '../../states/types.ts';

/**
 * Shows a thing,
 * and says so.
 *
 * @slot - Shown when it fails.
 * @fires portico-thing-shown - It is there.
 * @fires portico-thing-failed - It is not.
 * @csspart problem - What went wrong.
 * @csspart note - More of it.
 */
@customElement('portico-thing')
export class PorticoThingElement extends PorticoElement {
  static override styles = [tokens];
  /** Id of the thing. */
  @property() record = '';
  /** How many. */
  @property({ type: Number, attribute: 'page-size' }) pageSize = 20;
  /** Upper and lower case. */
  @property({ type: Boolean }) noFrame = false;
  @state() private step = 0;
  readonly #load = 1;
  /** Loads again. */
  reload(): void { const thing = ''; this.dispatchEvent(new ThingShownEvent(thing)); }
  override render() { return failed(this); }
}
`,
};

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portico-elements-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Describes the sources above, one replaced. */
function described(change = {}) {
  for (const [path, text] of Object.entries({ ...SOURCES, ...change })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return describeElements(folder);
}

/** The faults when `text` is not in the widget. */
async function faultsWithout(text, instead = '') {
  assert.ok(SOURCES[WIDGET].includes(text));
  return (await described({ [WIDGET]: SOURCES[WIDGET].replace(text, instead) })).faults;
}

describe('the description of the elements', () => {
  it('holds what is public, under published names', async () => {
    const { elements, manifest, faults } = await described();
    assert.deepEqual(faults, []);
    const [thing] = elements;
    assert.equal(elements.length, 1);
    assert.equal(thing.tag, 'portico-thing');
    assert.equal(thing.path, 'dist/widgets/portico-thing/portico-thing.js');
    assert.equal(thing.description, 'Shows a thing, and says so.');
    assert.deepEqual(
      thing.attributes.map(({ name, fieldName, type }) => [name, fieldName, type]),
      [
        ['record', 'record', 'string'],
        ['page-size', 'pageSize', 'number'],
        ['noframe', 'noFrame', 'boolean'],
      ],
    );
    assert.deepEqual(
      thing.properties.map(({ name }) => name),
      ['record', 'pageSize', 'noFrame', 'client'],
    );
    assert.deepEqual(
      thing.methods.map(({ name }) => name),
      ['reload'],
    );
    assert.ok(!JSON.stringify(manifest).includes('src/'));
  });

  it('types events by their classes and brings the theme to every widget', async () => {
    const [thing] = (await described()).elements;
    assert.deepEqual(
      thing.events.map(({ name, type }) => [name, type]),
      [
        ['portico-thing-shown', 'ThingShownEvent'],
        ['portico-thing-failed', 'ThingFailedEvent'],
      ],
    );
    assert.deepEqual(
      thing.cssProperties.map(({ name, description }) => [name, description]),
      [['--portico-accent', 'Buttons.']],
    );
  });

  it('refuses a property, a method and a class without words, with their places', async () => {
    assert.deepEqual(await faultsWithout('/** Id of the thing. */'), [
      `packages/elements/${WIDGET}:21: <portico-thing> has no words for the property record.`,
    ]);
    assert.deepEqual(await faultsWithout('/** Loads again. */'), [
      `packages/elements/${WIDGET}:29: <portico-thing> has no words for the method reload.`,
    ]);
    assert.deepEqual(await faultsWithout(' * Shows a thing,\n * and says so.\n'), [
      `packages/elements/${WIDGET}:16: <portico-thing> has no description.`,
    ]);
  });

  it('refuses tags without words', async () => {
    assert.deepEqual(await faultsWithout('portico-thing-failed - It is not.', 'portico-thing-failed'), [
      `packages/elements/${WIDGET}:13: <portico-thing> has no words for the event portico-thing-failed.`,
    ]);
    assert.deepEqual(await faultsWithout('note - More of it.', 'note'), [
      `packages/elements/${WIDGET}:15: <portico-thing> has no words for the part note.`,
    ]);
  });

  it('refuses what the element dispatches, shows or lets style without saying so, also through what it imports', async () => {
    const place = `packages/elements/${WIDGET}:17: <portico-thing> uses the`;
    assert.match(
      (await faultsWithout(' * @fires portico-thing-shown - It is there.\n')).join(),
      /has no words for the event portico-thing-shown/,
    );
    assert.deepEqual(await faultsWithout(' * @fires portico-thing-failed - It is not.\n'), [
      `${place} event portico-thing-failed and does not name it.`,
    ]);
    assert.deepEqual(await faultsWithout(' * @csspart note - More of it.\n'), [
      `${place} part note and does not name it.`,
    ]);
    assert.deepEqual(await faultsWithout(' * @slot - Shown when it fails.\n'), [
      `${place} slot without name and does not name it.`,
    ]);
    const { faults } = await described({
      'src/base/tokens.styles.ts': SOURCES['src/base/tokens.styles.ts'].replace(
        'red)',
        'var(--portico-secret))',
      ),
    });
    assert.deepEqual(faults, [
      `packages/elements/${WIDGET}:18: <portico-thing> uses the custom property --portico-secret and does not name it.`,
    ]);
  });

  it('refuses an event that has no class', async () => {
    const faults = await faultsWithout('@fires portico-thing-failed', '@fires portico-thing-lost');
    assert.ok(
      faults.includes(
        `packages/elements/${WIDGET}:13: <portico-thing> fires portico-thing-lost, which has no class in base/events.`,
      ),
    );
  });

  it('leaves out what other widgets do in their own shadow roots', async () => {
    const { faults } = await described({
      [WIDGET]: `${SOURCES[WIDGET]}\nawait import('../portico-other/portico-other.ts');`,
      'src/widgets/portico-other/portico-other.ts': `import { PorticoElement } from '../../base/portico-element.ts';
        /**
         * Another.
         *
         * @csspart own - Its own.
         */
        @customElement('portico-other')
        export class PorticoOtherElement extends PorticoElement { render() { return html\`<p part="own"></p>\`; } }`,
    });
    assert.deepEqual(faults, []);
  });
});
