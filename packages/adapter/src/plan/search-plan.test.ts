import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { and, EVERYTHING, eq, type Filter, oneOf, type ProblemCode } from '@portico/protocol';
import type { Subject } from '../authenticate/subject.ts';
import type { TablePermission } from '../permissions/table-permission.ts';
import { createPlanner, type SearchRequest } from './make-plan.ts';
import { ann, guest, ID, nobody, permit, refused, siteWith } from './testing/plan-site.ts';

const INDEXED = ['title', 'keywords', 'summary', 'body'];
const SHOWN = [...INDEXED, 'category', 'product', 'published_at', 'created_at'];
const isPublic = eq('visibility', 'public');

const articles = permit('article', ['read'], { where: isPublic, columns: { read: SHOWN } });
const forMembers = permit('article', ['read'], {
  webRoles: ['customer'],
  where: oneOf('visibility', ['public', 'customer']),
  columns: { read: SHOWN },
});
const threads = permit('thread', ['read'], {
  where: isPublic,
  columns: { read: ['title', 'tags', 'body', 'forum', 'created_at'] },
});

function search(
  permissions: TablePermission[],
  request: Partial<SearchRequest> = {},
  subject: Subject = guest,
) {
  const complete = { text: 'bike', facets: true, limit: 10, offset: 0, mode: 'search', ...request } as const;
  return createPlanner(siteWith(permissions)).search(subject, complete);
}

function refuses(
  code: ProblemCode,
  request: Partial<SearchRequest>,
  permissions = [articles, threads],
): void {
  refused(code, () => search(permissions, request));
}

describe('a search', () => {
  test('is over the searched tables the subject may read', () => {
    const names = (...call: Parameters<typeof search>) =>
      search(...call).tables.map((table) => table.projection.table.name);
    assert.deepEqual(names([articles, threads]), ['article', 'thread']);
    assert.deepEqual(names([threads]), ['thread']);
    assert.deepEqual(names([articles, threads], { tables: ['thread'] }), ['thread']);
    assert.deepEqual(names([]), []);
    assert.deepEqual(names([articles], {}, nobody), []);
  });

  test('refuses tables that cannot be searched, unknown and unreadable ones alike', () => {
    const words = ['case', 'nope', 'audit_entry', 'constructor'].map(
      (table) =>
        refused('invalid_parameter', () => search([articles], { tables: ['article', table] })).message,
    );
    assert.equal(new Set(words).size, 1);
    refuses('invalid_parameter', { tables: ['thread'] }, [articles]);
  });

  test('takes a page of bounded size and place', () => {
    for (const limit of [0, 51, 1.5]) refuses('invalid_parameter', { limit });
    for (const offset of [-1, 1001, 0.5]) refuses('invalid_parameter', { offset });
    assert.equal(search([articles], { limit: 50, offset: 1000 }).offset, 1000);
  });

  test('cuts long text and mends broken text', () => {
    assert.equal(search([articles], { text: 'x'.repeat(1000) }).text.length, 256);
    assert.ok(search([articles], { text: `${'x'.repeat(255)}😀` }).text.isWellFormed());
    assert.ok(search([articles], { text: '\ud800' }).text.isWellFormed());
  });

  test('corrects when it searches and completes when it suggests', () => {
    const of = (mode: SearchRequest['mode']) => {
      const { prefix, correct, completions } = search([articles], { mode });
      return [prefix, correct, completions > 0];
    };
    assert.deepEqual(of('search'), [false, true, false]);
    assert.deepEqual(of('suggest'), [true, false, true]);
  });
});

describe('the columns of a search', () => {
  test('are the indexed ones that may be read somewhere', () => {
    assert.deepEqual(search([articles]).tables[0]?.columns, INDEXED);
    const narrow = permit('article', ['read'], { where: isPublic, columns: { read: ['title', 'url'] } });
    assert.deepEqual(search([narrow]).tables[0]?.columns, ['title']);
  });

  test('must be some: a table of which no indexed column may be read is not searched', () => {
    const blind = permit('article', ['read'], { where: isPublic, columns: { read: ['category', 'url'] } });
    assert.deepEqual(search([blind]).tables, []);
  });

  test('of hits are title, excerpt, facets and dates, as far as they may be read', () => {
    const { select } = search([articles]).tables[0]?.projection ?? {};
    assert.deepEqual(select, ['title', 'body', 'category', 'product', 'published_at', 'created_at']);
    assert.equal(select?.includes('internal_note'), false);
  });

  test('of facets are those that may be read somewhere', () => {
    assert.deepEqual(search([articles]).tables[0]?.facets, ['category', 'product']);
    assert.deepEqual(search([articles], { facets: false }).tables[0]?.facets, []);
  });
});

describe('the classes of a search', () => {
  const classes = (permissions: TablePermission[], subject?: Subject) =>
    search(permissions, {}, subject).tables[0]?.classes.map(({ visibility, whole, grants }) => ({
      visibility,
      whole,
      filters: grants.map((grant) => grant.filter),
    }));

  test('are those in which the subject may see anything', () => {
    assert.deepEqual(classes([articles]), [{ visibility: 'public', whole: true, filters: [EVERYTHING] }]);
    assert.deepEqual(
      classes([forMembers], ann)?.map(({ visibility }) => visibility),
      ['customer', 'public'],
    );
  });

  test('are all of them without a condition on visibility', () => {
    const all = permit('article', ['read'], { columns: { read: SHOWN } });
    assert.deepEqual(
      classes([all])?.map(({ visibility, whole }) => [visibility, whole]),
      ['draft', 'internal', 'partner', 'customer', 'public'].map((name) => [name, true]),
    );
  });

  test('keep what else a permission asks', () => {
    const own = permit('article', ['read'], {
      where: and(isPublic, eq('category', ID.one)) as never,
      columns: { read: SHOWN },
    });
    assert.deepEqual(classes([own]), [
      { visibility: 'public', whole: false, filters: [eq('category', ID.one)] },
    ]);
  });

  test('are whole only when every indexed column of every record may be read', () => {
    const lessKeywords = {
      ...articles,
      id: 'less',
      columns: { read: SHOWN.filter((name) => name !== 'keywords') },
    };
    assert.equal(classes([lessKeywords])?.[0]?.whole, false);
    const keywords = permit('article', ['read'], { where: isPublic, columns: { read: ['keywords'] } });
    assert.equal(classes([lessKeywords, keywords])?.[0]?.whole, true);
    const someKeywords = { ...keywords, id: 'some', where: and(isPublic, eq('category', ID.one)) as never };
    assert.equal(classes([lessKeywords, someKeywords])?.[0]?.whole, false);
  });

  test('are whole through one permission though another is narrower', () => {
    const own = permit('article', ['read'], {
      where: eq('category', ID.one),
      columns: { read: ['url', 'title'] },
    });
    const found = classes([articles, own])?.find(({ visibility }) => visibility === 'public');
    assert.equal(found?.whole, true);
    assert.equal(found?.filters.length, 2);
  });

  test('are not whole through unindexed columns alone', () => {
    const found = classes([articles, permit('article', ['read'], { columns: { read: ['url'] } })]);
    assert.deepEqual(
      found?.map(({ visibility, whole }) => [visibility, whole]),
      [
        ['draft', false],
        ['internal', false],
        ['partner', false],
        ['customer', false],
        ['public', true],
      ],
    );
  });

  test('of a narrow web role are not those of a wide one', () => {
    assert.deepEqual(
      classes([articles, forMembers], guest)?.map(({ visibility }) => visibility),
      ['public'],
    );
  });
});

describe('the filter of a search', () => {
  const where = (filter: Filter, permissions = [articles]) =>
    search(permissions, { filter }).tables[0]?.where;

  test('is guarded like that of a list', () => {
    assert.deepEqual(where(eq('product', 'x')), eq('product', 'x'));
    const products = permit('article', ['read'], {
      where: eq('category', ID.one),
      columns: { read: ['product'] },
    });
    const titles = permit('article', ['read'], { where: isPublic, columns: { read: ['title'] } });
    assert.deepEqual(
      where(eq('product', 'x'), [titles, products]),
      and(eq('category', ID.one), eq('product', 'x')),
    );
  });

  test('names columns that may be read', () => {
    refuses('unknown_column', { filter: eq('internal_note', 'x'), tables: ['article'] });
    refuses('unknown_column', { filter: eq('visibility', 'draft'), tables: ['article'] });
  });

  test('fits every table searched', () => {
    refuses('unknown_column', { filter: eq('category', ID.one) });
    assert.equal(
      search([articles, threads], { filter: eq('category', ID.one), tables: ['article'] }).tables.length,
      1,
    );
  });

  test('is read like that of a list', () => {
    refuses('invalid_filter', { filter: { type: 'xor' } as never });
    refuses('invalid_filter', { filter: eq('title', 7) });
  });
});
