import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Issue, isStored, type StoredValue, type TableSchema } from '@portico/protocol';
import { changedAt, completeRecord, renderedFrom } from './complete-record.ts';
import { ID, NOW, siteWith } from './testing/plan-site.ts';

const { tables, internalTables } = siteWith([]);
const table = (name: string) => (tables.get(name) ?? internalTables.get(name)) as TableSchema;

function complete(name: string, values: Record<string, StoredValue>, displayName: string | null = 'Ann') {
  const issues: Issue[] = [];
  const stamps = { id: ID.one, now: NOW, displayName };
  const record = completeRecord(table(name), new Map(Object.entries(values)), stamps, issues);
  return { record, missing: issues.map((issue) => issue.path) };
}

describe('a complete record', () => {
  test('has every stored column and no other', () => {
    for (const name of tables.keys()) {
      const stored = Object.entries(table(name).columns).filter(([, column]) => isStored(column));
      assert.deepEqual(
        Object.keys(complete(name, {}).record).toSorted(),
        ['id', ...stored.map(([column]) => column)].toSorted(),
      );
    }
  });

  test('takes given values before stamps and defaults', () => {
    const { record } = complete('case', {
      title: 'T',
      status: 'resolved',
      created_at: '2020-01-01T00:00:00.000Z',
    });
    assert.equal(record.status, 'resolved');
    assert.equal(record.created_at, '2020-01-01T00:00:00.000Z');
  });

  test('takes defaults where nothing is given, false among them', () => {
    const { record } = complete('case', {});
    assert.deepEqual([record.status, record.priority, record.kind], ['open', 'normal', 'question']);
    assert.equal(complete('thread', {}).record.locked, false);
    assert.equal(complete('thread', {}).record.visibility, 'public');
  });

  test('fills an emptied column with its default', () => {
    assert.equal(complete('case', { status: null }).record.status, 'open');
  });

  test('is stamped with the time', () => {
    const { record } = complete('case', {});
    assert.deepEqual([record.created_at, record.updated_at], [NOW, NOW]);
    assert.equal('updated_at' in complete('identity', {}).record, false);
  });

  test('is stamped with the name others see', () => {
    assert.equal(complete('post', {}).record.author_name, 'Ann');
    assert.equal(complete('post', {}, null).record.author_name, null);
    assert.equal(complete('post', {}, 'x'.repeat(100)).record.author_name, 'x'.repeat(80));
  });

  test('has no half characters in a name that is cut', () => {
    const name = complete('post', {}, `${'x'.repeat(79)}😀`).record.author_name;
    assert.ok(typeof name === 'string' && name.isWellFormed() && name.length <= 80);
  });

  test('leaves numbers to the store', () => {
    assert.equal(complete('case', {}).record.number, null);
    assert.equal(complete('case', { number: 'CAS-1' }).record.number, 'CAS-1');
  });

  test('has its Markdown rendered beside it, without scripts', () => {
    const { record } = complete('post', {
      body: '**Hi** <script>alert(1)</script> [x](javascript:alert(1))',
    });
    assert.match(String(record.body_html), /<strong>Hi<\/strong>/);
    assert.doesNotMatch(String(record.body_html), /<script|href="javascript/);
    assert.equal(complete('post', {}).record.body_html, null);
  });

  test('names required columns that are empty', () => {
    assert.deepEqual(complete('case', {}).missing, ['title', 'description']);
    assert.deepEqual(complete('case', { title: 'T', description: null }).missing, ['description']);
    assert.deepEqual(complete('feedback', { article: ID.two, helpful: false }).missing, []);
  });
});

describe('what follows from a change', () => {
  test('is the HTML of changed Markdown', () => {
    assert.match(String(renderedFrom(table('post'), { body: '*a*' }).body_html), /<em>a<\/em>/);
    assert.deepEqual(renderedFrom(table('post'), { body: null }), { body_html: null });
    assert.deepEqual(renderedFrom(table('post'), { visibility: 'hidden' }), {});
    assert.deepEqual(renderedFrom(table('case'), { title: 'x' }), {});
  });

  test('is the time of the change, where the table keeps it', () => {
    assert.deepEqual(changedAt(table('case'), NOW), { updated_at: NOW });
    assert.deepEqual(changedAt(table('identity'), NOW), {});
  });
});
