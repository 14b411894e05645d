import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mapCase } from './map-case.ts';
import { recordIdOf } from './record-id.ts';

describe('mapCase', () => {
  it('maps a case as a guest filed it', () => {
    const [draft] = mapCase(
      {
        id: 'c1',
        title: 'Crash',
        description_html: '<p>It <i>crashes</i>.</p><p>Always.</p>',
        product: 'firefox',
        category: 'fix-problems',
        tags: ['windows', 'crash'],
        customer: 'u_1',
        created: '2026-01-01T00:00:00-08:00',
        url: 'https://a.example/1',
      },
      'here',
    );
    assert.deepEqual(draft, {
      table: 'case',
      id: recordIdOf('case', 'c1'),
      place: 'here',
      values: {
        title: 'Crash',
        description: 'It crashes.\nAlways.',
        product: 'Firefox',
        guest_name: 'u_1',
        internal_note: 'Category: Fix problems\nTags: windows, crash\nImported from https://a.example/1',
        source: 'c1',
        created_at: '2026-01-01T08:00:00.000Z',
        updated_at: '2026-01-01T08:00:00.000Z',
      },
    });
  });

  it('keeps long titles above the description, and long descriptions within their column', () => {
    const title = 'x'.repeat(255);
    const values = mapCase({ id: '1', title, description: 'y'.repeat(30_000) }, '')[0]?.values;
    assert.equal(String(values?.title).length, 200);
    assert.ok(String(values?.description).startsWith(title));
    assert.equal(String(values?.description).length, 20_000);
  });

  it('describes a case that has a title only by its title', () => {
    assert.equal(mapCase({ id: '1', title: 'x' }, '')[0]?.values.description, 'x');
  });

  it('refuses a case without id or title', () => {
    assert.throws(() => mapCase({ title: 'x' }, ''), { message: 'id: is missing' });
    assert.throws(() => mapCase({ id: 'x' }, ''), { message: 'title: is missing' });
  });
});
