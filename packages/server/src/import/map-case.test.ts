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

  it('maps its notes, those alone for the customer that a portal showed to one', () => {
    const notes = [
      { id: 1, text: '*WEB*Is it plugged in?', is_staff: true, created: '2026-01-01T08:00:00Z' },
      { id: 2, text_html: '<p>Asks <b>that</b> every week.</p>', is_staff: true },
    ];
    const [, shown, hidden] = mapCase({ id: 'c1', title: 'Crash', notes }, 'line 3');
    assert.deepEqual(shown, {
      table: 'case_note',
      id: recordIdOf('case_note', 'c1/1'),
      needs: recordIdOf('case', 'c1'),
      place: 'line 3, note 1',
      values: {
        case: recordIdOf('case', 'c1'),
        text: 'Is it plugged in?',
        visibility: 'customer',
        from_staff: true,
        source: 'c1/1',
        created_at: '2026-01-01T08:00:00.000Z',
        updated_at: '2026-01-01T08:00:00.000Z',
      },
    });
    assert.deepEqual([hidden?.values.text, hidden?.values.visibility], ['Asks that every week.', 'internal']);
  });

  it('names the note that cannot be read', () => {
    const notes = (note: object) => () =>
      mapCase({ id: 'x', title: 'x', notes: [{ id: 1, text: 'a' }, note] }, '');
    assert.throws(notes({ text: 'x' }), { message: 'notes[1].id: is missing' });
    assert.throws(notes({ id: 2 }), { message: 'notes[1].text: is missing' });
    assert.throws(notes({ id: 2, text: '*WEB*' }), /notes\[1\]\.text: has nothing but/);
    assert.throws(notes({ id: 2, text: '*WEB*x', visibility: 'internal' }), /notes\[1\]\.visibility: /);
  });

  it('refuses a case without id or title', () => {
    assert.throws(() => mapCase({ title: 'x' }, ''), { message: 'id: is missing' });
    assert.throws(() => mapCase({ id: 'x' }, ''), { message: 'title: is missing' });
  });
});
