import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { INTERNAL_TABLES, STANDARD_TABLES } from '@portico/protocol';
import { describeMappings } from '../testing/describe-mappings.ts';
import { describeRights } from '../testing/describe-rights.ts';
import { mappingsFor } from './index.ts';

const page = readFileSync(new URL('../../../../docs/dataverse.md', import.meta.url), 'utf8');
const mappings = mappingsFor([...STANDARD_TABLES, ...INTERNAL_TABLES]);
const sections = describeMappings(mappings, 'portico').split(/\n\n(?=### )/);

for (const section of sections) {
  const [heading = ''] = section.split('\n');
  test(`docs/dataverse.md says what ${heading.slice(4)} holds`, () => {
    const start = page.indexOf(heading);
    assert.notEqual(start, -1);
    assert.equal(page.slice(start, start + section.length), section);
  });
}

test('docs/dataverse.md describes no table that is not mapped', () => {
  const described = page.match(/^### `[a-z_]+`: .*$/gm) ?? [];
  assert.deepEqual(
    described,
    sections.map((section) => section.split('\n')[0]),
  );
});

test('docs/dataverse.md lists what the application user needs', () => {
  assert.ok(page.includes(`\n${describeRights(mappings)}\n`), describeRights(mappings));
});
