import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PLAIN, THING } from './thing.fixture.mjs';
import { writeJsxTypes } from './write-jsx-types.mjs';
import { handlerName, writeReact } from './write-react.mjs';

describe('the React components', () => {
  const files = writeReact([PLAIN, THING]);

  it('are a file each, and an index of them all', () => {
    assert.equal(
      files.get('react/index.js').split('\n').slice(1).join('\n'),
      "export { PorticoPlain } from './portico-plain.js';\nexport { PorticoThing } from './portico-thing.js';\n",
    );
    assert.equal(files.get('react/index.js'), files.get('react/index.d.ts'));
    assert.equal(files.size, 6);
  });

  it('hand events to props', () => {
    assert.equal(handlerName('portico-lead-created'), 'onPorticoLeadCreated');
    assert.match(files.get('react/portico-thing.js'), /onPorticoThingShown: 'portico-thing-shown',/);
    assert.match(files.get('react/portico-thing.d.ts'), /onPorticoThingShown: EventName<ThingShownEvent>;/);
  });

  it('run where React runs on a client, for servers that render', () => {
    assert.ok(files.get('react/portico-thing.js').startsWith("'use client';\n"));
  });

  it('have words that do not end their comments, and import no events where there are none', () => {
    assert.match(files.get('react/portico-thing.d.ts'), /It is there; \*\\\/ `id`/);
    assert.ok(!files.get('react/portico-plain.d.ts').includes('events.js'));
  });
});

describe('the types of tags in JSX', () => {
  const text = writeJsxTypes([PLAIN, THING]);

  it('know properties, attributes spelt otherwise, and events', () => {
    assert.match(
      text,
      /'portico-thing': Tag<PorticoThingElement, 'record' \| 'pageSize' \| 'bare' \| 'client'> & \{/,
    );
    assert.match(text, /'page-size'\?: PorticoThingElement\['pageSize'\];/);
    assert.match(text, /'onportico-thing-shown'\?: \(event: ThingShownEvent\) => void;/);
    assert.equal(text.match(/'record'\?/), null);
  });

  it('hold for an element that has nothing', () => {
    assert.match(text, /'portico-plain': Tag<PorticoPlainElement, never> & \{\n {2}\};/);
  });
});
