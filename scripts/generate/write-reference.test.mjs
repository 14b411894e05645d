import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PLAIN, THING } from './thing.fixture.mjs';
import { writeReference } from './write-reference.mjs';

const section = (text, tag) => text.slice(text.indexOf(`## \`${tag}\``));

describe('the reference of the elements', () => {
  it('tells what each tag takes and gives, without what all have', () => {
    assert.equal(
      section(writeReference([THING]), 'portico-thing'),
      [
        '## `portico-thing`\n\nShows a thing.\n',
        '| Attribute | Default | |\n|---|---|---|\n| `record` |  | Id of the thing. |\n| `page-size` | `20` | How many. |\n| `bare` | absent | Without a frame. |\n',
        '| Methods | |\n|---|---|\n| `reload()` | Asks again. |\n',
        '| Slots | |\n|---|---|\n| default | Shown when it fails. |\n',
        '| Events | Class | |\n|---|---|---|\n| `portico-thing-shown` | `ThingShownEvent` | It is there; */ `id` is which. |\n',
        '| Parts | |\n|---|---|\n| `title` | The title \\| and more. |\n',
      ].join('\n'),
    );
  });

  it('leaves out tables that would be empty', () => {
    assert.equal(section(writeReference([PLAIN]), 'portico-plain'), '## `portico-plain`\n\nNothing.\n');
  });
});
