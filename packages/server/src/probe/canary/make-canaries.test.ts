import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPlanner, loadSite, type SiteConfig } from '@portico/adapter';
import type { TableSchema } from '@portico/protocol';
import fc from 'fast-check';
import community from '../../starters/community.ts';
import partner from '../../starters/partner.ts';
import { canaryId, canaryIds, MAX_CANARIES } from './canary-id.ts';
import { cellOf } from './cell-of.ts';
import { chooseVariants } from './choose-variants.ts';
import { makeCanaries } from './make-canaries.ts';
import { tablesInOrder } from './tables-in-order.ts';

const siteOf = ({ store: _, ...config }: SiteConfig & { store?: unknown }) => loadSite(config);

describe('variants', () => {
  const of = (sizes: readonly number[]) =>
    sizes.map((size, index) => ({
      column: `c${index}`,
      values: Array.from({ length: size }, (_, value) => `${value}`),
    }));

  it('begin with the most open one', () => {
    assert.deepEqual(chooseVariants(of([3, 2]), 12)[0], { c0: '0', c1: '0' });
    assert.deepEqual(chooseVariants([], 12), [{}]);
  });

  it('have every value of every column, and every pair where there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 }), (sizes) => {
        const variants = chooseVariants(of(sizes), 12);
        assert.ok(variants.length <= 12);
        sizes.forEach((size, index) => {
          const values = new Set(variants.map((variant) => variant[`c${index}`]));
          assert.equal(values.size, size);
        });
        const product = sizes.reduce((all, size) => all * size, 1);
        if (sizes.length === 2 && product <= 12) assert.equal(variants.length, product);
      }),
    );
  });

  it('leave out what is refused', () => {
    const variants = chooseVariants(of([2, 2]), 12, ({ c0 }) => c0 === '1');
    assert.deepEqual([...new Set(variants.map(({ c0 }) => c0))], ['0']);
  });
});

describe('the order of tables', () => {
  const table = (name: string, columns: TableSchema['columns']): [string, TableSchema] => [
    name,
    { name, label: name, pluralLabel: name, title: 'x', columns },
  ];
  const lookup = (target: string, required = false) =>
    ({ type: 'lookup', label: target, target, classification: 'public', required }) as const;

  it('has what a record needs before it, also where lookups go round in a circle', () => {
    const tables = new Map([
      table('thread', { accepted: lookup('post'), forum: lookup('forum', true) }),
      table('post', { thread: lookup('thread', true), author: lookup('contact') }),
      table('contact', {}),
      table('forum', { parent: lookup('forum') }),
    ]);
    const names = tablesInOrder(tables).map(({ name }) => name);
    assert.deepEqual(names, ['forum', 'thread', 'contact', 'post']);
  });

  it('names every table once, even where two need each other', () => {
    const tables = new Map([table('a', { b: lookup('b', true) }), table('b', { a: lookup('a', true) })]);
    assert.deepEqual(
      tablesInOrder(tables)
        .map(({ name }) => name)
        .sort(),
      ['a', 'b'],
    );
  });
});

describe('canaries', () => {
  for (const [name, config] of Object.entries({ community, partner }))
    it(`of the starter ${name} can be planted: each plan is accepted, and no two have the same unique values`, () => {
      const site = siteOf(config);
      const planner = createPlanner(site);
      const drafts = makeCanaries(site);
      assert.deepEqual(new Set(drafts.map(({ table }) => table)), new Set(site.tables.keys()));
      for (const [table, group] of Map.groupBy(drafts, (draft) => draft.table)) {
        const records = group.map(({ id, values }) => ({ id, values }));
        planner.importRecords(table, records, { now: '2026-01-01T00:00:00.000Z', newId: () => '' });
        assert.ok(group.length <= MAX_CANARIES);
        for (const columns of site.tables.get(table)?.unique ?? []) {
          const keys = records
            .map(({ values }) => columns.map((column) => values[column] ?? null))
            .filter((key) => !key.includes(null))
            .map((key) => key.join('\n'));
          assert.equal(new Set(keys).size, keys.length, `${table} ${columns}`);
        }
      }
    });

  it('stand in each class that permissions tell apart, below each parent, and with nobody at all', () => {
    const drafts = makeCanaries(siteOf(community));
    const of = (table: string) => drafts.filter((draft) => draft.table === table);
    assert.deepEqual(
      new Set(of('forum').map(({ values }) => values.visibility)),
      new Set(['public', 'partner', 'internal']),
    );
    const forums = new Set(of('thread').map(({ values }) => values.forum));
    assert.deepEqual(forums, new Set(of('forum').map(({ id }) => id)));
    const owners = new Set(
      makeCanaries(siteOf(partner))
        .filter(({ table }) => table === 'case')
        .map(({ values }) => values.account),
    );
    assert.deepEqual(owners, new Set([canaryId('account', 0), null]));
  });

  it('have words that no other cell has, and the secret in none that is asked for by name', () => {
    const drafts = makeCanaries(siteOf(partner));
    const words = drafts
      .flatMap(({ cells }) => cells.flatMap(({ bait, secret }) => [bait, secret]))
      .filter((word) => word !== null);
    assert.equal(new Set(words).size, words.length);
    for (const { table, cells } of drafts)
      for (const { column, secret } of cells)
        if (table === 'snippet' && column === 'name') assert.equal(secret, null);
  });

  it('go by ids that a later run knows', () => {
    const drafts = makeCanaries(siteOf(partner));
    for (const { table, id } of drafts) assert.ok(canaryIds(table).includes(id));
  });
});

describe('a cell of a canary', () => {
  const text = { type: 'text', label: 'x', classification: 'public' } as const;

  it('has bait and secret in the form that its column takes', () => {
    assert.match(String(cellOf({ ...text, maxLength: 200 })?.value), /^[a-z]{9} [a-z]{10}$/);
    assert.match(
      String(cellOf({ ...text, maxLength: 200, format: 'email' })?.value),
      /^[a-z]{9}\.[a-z]{10}@probe\.invalid$/,
    );
    assert.match(
      String(cellOf({ ...text, maxLength: 200, format: 'url' })?.value),
      /^https:\/\/[a-z]{9}\.[a-z]{10}\.invalid\/$/,
    );
    assert.match(
      String(cellOf({ ...text, maxLength: 40, format: 'phone' })?.value),
      /^[a-z]{9} [a-z]{10} 000$/,
    );
    assert.match(
      String(cellOf({ type: 'html', label: 'x', classification: 'public', maxLength: 200 })?.value),
      /^<p>[a-z]{9} [a-z]{10}<\/p>$/,
    );
  });

  it('has the secret alone where there is room for no more, and nothing where there is not even that', () => {
    const short = cellOf({ ...text, maxLength: 12 });
    assert.match(String(short?.value), /^[a-z]{10}$/);
    assert.equal(short?.words?.bait, null);
    assert.equal(cellOf({ ...text, maxLength: 2 }), undefined);
    assert.match(String(cellOf({ ...text, maxLength: 2, required: true })?.value), /^[a-z]{2}$/);
  });

  it('keeps to the limits of numbers, and to old dates', () => {
    const number = { label: 'x', classification: 'public', type: 'integer' } as const;
    assert.equal(cellOf({ ...number, min: 5 })?.value, 5);
    assert.equal(cellOf({ ...number, max: -3 })?.value, -3);
    assert.equal(cellOf({ ...number, type: 'date' })?.value, '2000-01-01');
    assert.equal(cellOf({ ...number, type: 'html', maxLength: 9, rendersFrom: 'x' }), undefined);
  });
});
