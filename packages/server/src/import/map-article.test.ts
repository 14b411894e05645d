import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mapArticle } from './map-article.ts';
import { recordIdOf } from './record-id.ts';

const map = mapArticle('public');
const article = (value: unknown) => map(value, 'here').find((draft) => draft.table === 'article');

describe('mapArticle', () => {
  it('maps every field', () => {
    const [category, draft] = map(
      {
        id: 'kb:1',
        title: 'Reset',
        summary: 'How to.',
        body_md: 'Press *it*.',
        keywords: ['key', 'reset'],
        category: 'Hardware',
        subcategory: 'Boards',
        product: 'Nano',
        locale: 'de',
        visibility: 'internal',
        created: '2026-01-01',
        updated: '2026-02-01',
        url: 'https://a.example/reset',
      },
      'x.jsonl, line 1',
    );
    assert.deepEqual(category, {
      table: 'category',
      id: recordIdOf('category', 'category:hardware'),
      values: { name: 'Hardware', source: 'category:hardware' },
      place: 'x.jsonl, line 1',
      shared: true,
    });
    assert.deepEqual(draft, {
      table: 'article',
      id: recordIdOf('article', 'kb:1'),
      values: {
        title: 'Reset',
        summary: 'How to.',
        body: '<p>Press <em>it</em>.</p>\n',
        keywords: 'key, reset, Boards',
        category: category?.id,
        product: 'Nano',
        locale: 'de',
        visibility: 'internal',
        published_at: '2026-01-01T00:00:00.000Z',
        url: 'https://a.example/reset',
        source: 'kb:1',
        created_at: '2026-01-01T00:00:00.000Z',
        updated_at: '2026-02-01T00:00:00.000Z',
      },
      place: 'x.jsonl, line 1',
    });
  });

  it('takes the path for the id and the first heading for the title', () => {
    assert.deepEqual(article({ path: 'a/b.md', body_md: '# Hello\n\nText' })?.values, {
      title: 'Hello',
      body: '<p>Text</p>\n',
      visibility: 'public',
      source: 'a/b.md',
    });
  });

  it('brings in what is marked as unfinished as a draft, whatever the default', () => {
    for (const mark of [{ draft: true }, { hidden: true }, { hide: 'true' }, { published: false }]) {
      assert.equal(
        article({ id: '1', title: 'x', visibility: 'public', ...mark })?.values.visibility,
        'draft',
      );
    }
  });

  it('uses the default visibility only where the article says none', () => {
    const internal = mapArticle('internal');
    assert.equal(internal({ id: '1', title: 'x' }, '')[0]?.values.visibility, 'internal');
    assert.equal(internal({ id: '1', title: 'x', visibility: 'public' }, '')[0]?.values.visibility, 'public');
  });

  it('refuses an unknown visibility instead of guessing who may read', () => {
    assert.throws(
      () => article({ id: '1', title: 'x', visibility: 'secret' }),
      /visibility: must be one of .*not "secret"/,
    );
  });

  it('refuses what has no name, no title or a dangerous address', () => {
    assert.throws(() => article({ title: 'x' }), /id: is missing/);
    assert.throws(() => article({ id: '1', body_md: 'Text' }), /title: is missing/);
    assert.throws(
      () => article({ id: '1', title: 'x', url: 'javascript:alert(1)' }),
      /url: must start with https/,
    );
  });
});
