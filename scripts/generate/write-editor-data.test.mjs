import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PLAIN, THING } from './thing.fixture.mjs';
import { writeVscodeData, writeWebTypes } from './write-editor-data.mjs';

describe('the data of Visual Studio Code', () => {
  const { version, tags } = writeVscodeData([THING, PLAIN]);

  it('names tags and attributes, with words', () => {
    assert.equal(version, 1.1);
    assert.deepEqual(
      tags[0].attributes.map(({ name, description, valueSet }) => [name, description.value, valueSet]),
      [
        ['record', 'Id of the thing.', undefined],
        ['page-size', 'How many.', undefined],
        ['bare', 'Without a frame.', 'v'],
      ],
    );
  });

  it('tells slots, events and parts where the tag is explained, and nothing where there is nothing', () => {
    assert.match(
      tags[0].description.value,
      /\*\*Slots\*\*\n- `default`: Shown when it fails\.\n\n\*\*Events\*\*\n- `portico-thing-shown`/,
    );
    assert.equal(tags[1].description.value, 'Nothing.');
  });
});

describe('the data of JetBrains', () => {
  const types = writeWebTypes([THING], { name: '@portico/elements', version: '1.2.3' });
  const [thing] = types.contributions.html.elements;

  it('is of the package and its version', () => {
    assert.deepEqual([types.name, types.version], ['@portico/elements', '1.2.3']);
    assert.deepEqual(thing.source, {
      module: '@portico/elements/portico-thing',
      symbol: 'PorticoThingElement',
    });
  });

  it('tells attributes with type and default, booleans without a value to give', () => {
    assert.deepEqual(
      thing.attributes.map((attribute) => [attribute.name, attribute.default, attribute.value]),
      [
        ['record', '', { type: 'string', required: true }],
        ['page-size', '20', { type: 'number', required: true }],
        ['bare', 'false', { type: 'boolean', required: false }],
      ],
    );
  });

  it('tells properties, events by class, custom properties and parts', () => {
    assert.deepEqual(
      thing.js.properties.map(({ name }) => name),
      ['record', 'pageSize', 'bare', 'client'],
    );
    assert.equal(thing.js.events[0].type, 'ThingShownEvent');
    assert.equal(thing.css.properties[0].name, '--portico-accent');
    assert.equal(thing.css.parts[0].name, 'title');
  });
});
