import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import type { Question } from '../question.ts';
import { evaluate } from './evaluate.ts';
import { ann, answerTo, codeOf, idsOf, type Records } from './testing/ask.ts';
import { idOf, MOMENT, makeWorld, permit } from './testing/make-world.ts';

/** docs/permissions.md, "Search". */
const records: Records = {
  category: { pumps: { name: 'Pumps' } },
  article: {
    A: { title: 'Pump leaks', body: '<p>tighten the <b>valve</b></p>', visibility: 'public', product: 'P1' },
    B: { title: 'Valve', keywords: 'pump', visibility: 'internal', product: 'P2', category: idOf('pumps') },
    C: { title: 'Motor', summary: 'pump', visibility: 'public', product: 'P1' },
    D: { title: 'Fan', internal_note: 'pump', visibility: 'public' },
  },
  thread: { T: { title: 'My pump', body: 'valve', visibility: 'public' } },
};

const articles = (read: readonly string[], visibility?: string): TablePermission =>
  permit({
    id: `article-${visibility}`,
    table: 'article',
    privileges: ['read'],
    columns: { read },
    ...(visibility && { where: eq('visibility', visibility) }),
  });
const threads = permit({ table: 'thread', privileges: ['read'], columns: { read: ['title'] } });

function search(
  text: string,
  permissions: readonly TablePermission[],
  rest: Partial<Question & { type: 'search' }> = {},
) {
  const world = makeWorld({ permissions, records });
  return evaluate(world, ann, { type: 'search', text, facets: false, ...rest }, MOMENT);
}

const everyColumn = ['title', 'summary', 'body', 'keywords', 'internal_note', 'product', 'category'];
const ids = (names: string) => [...names].map(idOf);

test('words are found in every indexed column, whatever their case, and whole', () => {
  assert.deepEqual(idsOf(search('PUMP', [articles(everyColumn)])), ids('ABC'));
  assert.deepEqual(idsOf(search('valve', [articles(everyColumn)])), ids('AB'));
  assert.deepEqual(idsOf(search('pum', [articles(everyColumn)])), []);
});

test('a word counts only in a column that may be read in that very record', () => {
  assert.deepEqual(idsOf(search('pump', [articles(['title'])])), ids('A'));
  const mixed = [articles(['title'], 'public'), articles(['title', 'keywords'], 'internal')];
  assert.deepEqual(idsOf(search('pump', mixed)), ids('AB'));
  const other = [articles(['title', 'keywords'], 'public'), articles(['title'], 'internal')];
  assert.deepEqual(idsOf(search('pump', other)), ids('A'));
});

test('records that are not visible are not found', () => {
  assert.deepEqual(idsOf(search('pump', [articles(everyColumn, 'public')])), ids('AC'));
});

test('any of the words is enough, but there must be one', () => {
  assert.deepEqual(idsOf(search('leaks valve', [articles(everyColumn)])), ids('AB'));
  assert.deepEqual(idsOf(search('leaks motor', [articles(everyColumn)])), ids('AC'));
  assert.deepEqual(idsOf(search('leaks valve', [articles(['title'])])), ids('AB'));
  assert.deepEqual(idsOf(search('engine', [articles(everyColumn)])), []);
  assert.deepEqual(idsOf(search(' - ', [articles(everyColumn)])), []);
});

test('all searchable tables that may be read are searched, or those named', () => {
  const both = [articles(everyColumn), threads];
  assert.deepEqual(idsOf(search('pump', both)), ids('ABCT'));
  assert.deepEqual(idsOf(search('pump', both, { tables: ['thread'] })), ids('T'));
  assert.deepEqual(idsOf(search('pump', [])), []);
});

test('a table in which nothing could be found cannot be searched', () => {
  const forums = permit({ table: 'forum', privileges: ['read'], columns: { read: ['name'] } });
  const code = (table: string, ...permissions: readonly TablePermission[]) =>
    codeOf(search('pump', permissions, { tables: [table] }));
  assert.equal(code('nowhere', threads), 'invalid_parameter');
  assert.equal(code('article', threads), 'invalid_parameter');
  assert.equal(code('forum', forums), 'invalid_parameter');
  assert.equal(code('article', articles(['product'])), 'invalid_parameter');
  assert.equal(code('article', articles(everyColumn, 'no such class')), 'invalid_parameter');
  assert.equal(code('article', articles(everyColumn, 'draft')), 'hits');
});

test('a record of no visibility class is not found', () => {
  const world = { article: { E: { title: 'pump' } } };
  const question: Question = { type: 'search', text: 'pump', facets: false };
  assert.deepEqual(idsOf(answerTo(question, [articles(everyColumn)], world)), []);
});

test('a filter is guarded here, too', () => {
  const mixed = [articles(['title', 'product'], 'public'), articles(['title'], 'internal')];
  const ask = (filter: Parameters<typeof eq>) =>
    search('valve', mixed, { tables: ['article'], filter: eq(...filter) });
  assert.deepEqual(idsOf(search('valve', mixed)), ids('B'));
  assert.deepEqual(idsOf(ask(['product', 'P2'])), []);
  assert.equal(codeOf(ask(['internal_note', 'x'])), 'unknown_column');
});

test('facets count what is found, where their column may be read and is not empty', () => {
  const facets = (...permissions: readonly TablePermission[]) => {
    const answer = search('pump', permissions, { facets: true });
    return answer.type === 'hits' ? answer.facets : answer;
  };
  assert.deepEqual(facets(articles(everyColumn)), [
    { table: 'article', column: 'category', counts: new Map([[idOf('pumps'), 1]]) },
    {
      table: 'article',
      column: 'product',
      counts: new Map([
        ['P1', 2],
        ['P2', 1],
      ]),
    },
  ]);
  assert.deepEqual(facets(articles(['title', 'keywords', 'product'], 'public'), articles(['keywords'])), [
    { table: 'article', column: 'product', counts: new Map([['P1', 1]]) },
  ]);
  assert.deepEqual(facets(articles(['title'])), []);
});
