import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toSourceFile } from '../source-files.mjs';
import { elementReference } from './element-reference.mjs';

const WIDGET = `
/**
 * Shows a thing,
 * and says so.
 *
 * @slot - Shown when it fails.
 * @fires portico-thing-shown - It is there;
 *   \`id\` is which.
 * @csspart title - The title | and more.
 */
@customElement('portico-thing')
export class PorticoThingElement extends PorticoElement {
  /** Id of the thing. */
  @property() record = '';

  /** How many. */
  @property({ type: Number, attribute: 'page-size' }) pageSize = 20;

  /** Without a frame. */
  @property({ type: Boolean }) bare = false;

  /** Not for HTML. */
  @property({ attribute: false }) client: Client | undefined;
}
`;

const reference = (text) =>
  elementReference([toSourceFile('packages/elements/src/widgets/portico-thing/portico-thing.ts', text)]);

describe('the reference of the elements', () => {
  it('tells what each tag takes and gives', () => {
    const { text, faults } = reference(WIDGET);
    assert.deepEqual(faults, []);
    const section = text.slice(text.indexOf('## `portico-thing`'));
    assert.equal(
      section,
      [
        '## `portico-thing`\n\nShows a thing, and says so.\n',
        '| Attribute | Default | |\n|---|---|---|\n| `record` |  | Id of the thing. |\n| `page-size` | `20` | How many. |\n| `bare` | absent | Without a frame. |\n',
        '| Slots | |\n|---|---|\n| default | Shown when it fails. |\n',
        '| Events | |\n|---|---|\n| `portico-thing-shown` | It is there; `id` is which. |\n',
        '| Parts | |\n|---|---|\n| `title` | The title \\| and more. |\n',
      ].join('\n'),
    );
  });

  it('wants a comment on every public property', () => {
    const { faults } = reference(WIDGET.replace('/** How many. */', ''));
    assert.deepEqual(faults, [
      'packages/elements/src/widgets/portico-thing/portico-thing.ts: the property pageSize has no comment.',
    ]);
  });
});
