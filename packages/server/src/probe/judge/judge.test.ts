import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer } from '@portico/adapter/oracle';
import type { Canary } from '../canary/canary.ts';
import type { Heard } from '../http/heard.ts';
import { compareAnswer } from './compare-answer.ts';
import { Controls } from './controls.ts';
import { LeakBook, type NewLeak } from './leak.ts';
import { howTheyDiffer } from './same-answer.ts';
import { Secrets } from './secrets.ts';
import { shownRecords } from './shown-records.ts';

const A = 'aaaaaaaa-0000-8000-8000-000000000001';
const B = 'bbbbbbbb-0000-8000-8000-000000000002';
const SECRET = 'kzpwtxrmbd';

function heard(body: unknown, changes: Partial<Heard> = {}): Heard {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    sent: { path: '/v1/tables/case/records' },
    url: 'https://help.example/v1/tables/case/records',
    ...{ status: 200, statusText: 'OK', headers: [], body: text },
    json: typeof body === 'string' ? undefined : body,
    ...changes,
  };
}

const canary: Canary = {
  table: 'case',
  id: A,
  record: { id: A },
  cells: [{ column: 'title', bait: 'fgqwrtzpl', secret: SECRET }],
};

describe('secrets', () => {
  const secrets = new Secrets([canary]);
  const places = (answer: Heard) => secrets.in(answer).map(({ cell, name }) => `${name}.${cell.column}`);

  it('are found wherever they stand', () => {
    const cursor = Buffer.from(JSON.stringify(['a', SECRET])).toString('base64url');
    for (const [what, answer] of Object.entries({
      body: heard(`<p>${SECRET}</p>`),
      'in capitals': heard(SECRET.toUpperCase()),
      'beside other letters': heard(`bcd${SECRET}fgh`),
      header: heard('', { headers: [['x-debug', `title=${SECRET}`]] }),
      'status line': heard('', { statusText: SECRET }),
      'in pieces': heard([...SECRET].join('<b></b>')),
      'with soft hyphens': heard([...SECRET].join('\u00ad')),
      'with escaped ones': heard([...SECRET].join('\\u00ad')),
      'with accents': heard([...SECRET].join('\u0301')),
      'full width': heard(
        [...SECRET].map((letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0)).join(''),
      ),
      'as in a URL': heard(SECRET.replace('z', '%7a')),
      cursor: heard({ cursor }),
    }))
      assert.deepEqual(places(answer), ['canary 1 of case.title'], what);
  });

  it('are not found in other words', () => {
    assert.deepEqual(places(heard(`${SECRET.slice(1)} fgqwrtzpl kzpwtx rmbd`)), []);
  });

  it('can be taken out of a text', () => {
    assert.equal(secrets.censored(`a ${SECRET} b`), 'a … b');
  });
});

describe('records in an answer', () => {
  it('are found in lists, alone, behind lookups, after writes and among hits', () => {
    const record = { id: A, etag: 'x', title: 't' };
    const expanded = {
      id: B,
      etag: 'y',
      account: { id: A, table: 'account', label: null, record: { ...record, id: A } },
    };
    const tables = (answer: Heard) =>
      shownRecords(answer).map(({ table, columns }) => `${table}: ${columns}`);
    assert.deepEqual(tables(heard({ records: [record] })), ['case: title']);
    assert.deepEqual(tables(heard(record)), ['case: title']);
    assert.deepEqual(tables(heard({ id: A, record })), ['case: title']);
    assert.deepEqual(tables(heard(expanded)), ['case: account', 'account: title']);
    const sent = { path: '/v1/search?q=x' };
    const hit = { table: 'article', id: A, title: [], excerpt: [], values: { product: 'x' } };
    assert.deepEqual(tables(heard({ hits: [hit] }, { sent })), ['article: product']);
    assert.deepEqual(tables(heard('nothing')), []);
  });
});

describe('an answer compared with what must be answered', () => {
  const sides = (expected: Answer, answer: Heard) =>
    compareAnswer(expected, answer).map(({ side, rule }) => (side === 'more' ? rule : side));
  const list = (ids: readonly string[]): Answer => ({
    type: 'list',
    records: ids.map((id) => ({ id })),
    count: ids.length,
  });

  it('is alike', () => {
    assert.deepEqual(sides(list([A]), heard({ records: [{ id: A }], count: 1 })), []);
    const missing = { type: 'problem', code: 'not_found' } as const;
    assert.deepEqual(sides(missing, heard({ code: 'not_found' }, { status: 404 })), []);
    assert.deepEqual(
      sides({ type: 'record', record: { id: A, title: 't' } }, heard({ id: A, title: 't' })),
      [],
    );
  });

  it('tells more: records, counts, orders, labels, facets, and that something is there at all', () => {
    assert.deepEqual(sides(list([A]), heard({ records: [{ id: A }, { id: B }], count: 1 })), [
      'record-shown',
    ]);
    assert.deepEqual(sides(list([A]), heard({ records: [{ id: A }], count: 2 })), ['question-tells']);
    assert.deepEqual(sides(list([A, B]), heard({ records: [{ id: B }, { id: A }], count: 2 })), [
      'question-tells',
    ]);
    const lookup = { id: B, table: 'contact', label: null };
    assert.deepEqual(
      sides(
        { type: 'record', record: { id: A, contact: lookup } },
        heard({ id: A, contact: { ...lookup, label: 'Ann' } }),
      ),
      ['question-tells'],
    );
    const facets = [{ table: 'article', column: 'product', values: [{ value: 'x', count: 2 }] }];
    const hits: Answer = { type: 'hits', ids: new Set([A]), facets: [] };
    assert.deepEqual(sides(hits, heard({ hits: [{ id: A }], count: 1, facets })), ['question-tells']);
    assert.deepEqual(sides(hits, heard({ hits: [{ id: A }, { id: B }], count: 2, facets: [] })), [
      'record-shown',
      'question-tells',
    ]);
    const missing = { type: 'problem', code: 'not_found' } as const;
    assert.deepEqual(sides(missing, heard({ code: 'permission_denied' }, { status: 403 })), [
      'question-tells',
    ]);
    assert.deepEqual(sides(missing, heard({ records: [] })), ['question-tells']);
  });

  it('tells less, which is no leak', () => {
    assert.deepEqual(sides(list([A]), heard({ records: [], count: 0 })), ['less', 'less']);
    assert.deepEqual(sides(list([A]), heard({ code: 'not_found' }, { status: 404 })), ['less']);
    assert.deepEqual(sides({ type: 'record', record: { id: A, title: 't' } }, heard({ id: A })), ['less']);
    assert.deepEqual(
      sides({ type: 'problem', code: 'not_found' }, heard('<h1>Blocked</h1>', { status: 403 })),
      ['less'],
    );
  });
});

describe('two answers to one question', () => {
  it('are the same but for the word that was asked for', () => {
    const [word, other] = [['fgqwrtzpl'], ['bcdfghjkl']];
    const of = (text: string, changes: Partial<Heard> = {}) => heard(`nothing for ${text}`, changes);
    assert.equal(howTheyDiffer(of('fgqwrtzpl'), word, of('bcdfghjkl'), other), null);
    assert.equal(howTheyDiffer(of('x'), word, of('bcdfghjkl'), other), 'another body');
    assert.equal(howTheyDiffer(of('', { status: 404 }), word, of(''), other), '404 instead of 200');
    const tagged = of('', { headers: [['etag', '"x"']] });
    assert.equal(howTheyDiffer(tagged, word, of(''), other), 'another etag');
    // A word that stands in every answer is no echo.
    const of404 = (name: string) => heard(`{"status":400,"detail":"There is no ${name}."}`);
    assert.equal(howTheyDiffer(of404('status'), ['status'], of404('xqzwtr'), ['xqzwtr']), null);
    // Names and times of the request itself are no answer.
    assert.equal(howTheyDiffer(of('', { headers: [['x-request-id', '1']] }), word, of(''), other), null);
  });
});

describe('what is written down', () => {
  it('is one leak for what is the same, and says how often', () => {
    const book = new LeakBook();
    const leak: NewLeak = {
      rule: 'secret-shown',
      view: 'anonymous',
      table: 'case',
      column: 'title',
      asked: 'GET x',
      came: '200',
      why: 'Because.',
    };
    book.add(leak);
    book.add({ ...leak, asked: 'GET y' });
    book.add({ ...leak, column: 'number' });
    assert.deepEqual(
      book.all.map(({ column, asked, more }) => [column, asked, more]),
      [
        ['title', 'GET x', 1],
        ['number', 'GET x', 0],
      ],
    );
    assert.ok(book.all.every(({ fix }) => fix.length > 20));
  });

  it('has no secret in it, whoever wrote one into an answer', () => {
    const book = new LeakBook((text) => new Secrets([canary]).censored(text));
    book.add({
      rule: 'kept-by-caches',
      view: 'anonymous',
      asked: 'GET x',
      came: `Cache-Control: ${SECRET}`,
      why: 'x',
    });
    assert.deepEqual(
      book.all.map(({ came }) => came),
      ['Cache-Control: …'],
    );
  });

  it('keeps apart by which path a question told', () => {
    const book = new LeakBook();
    const leak: NewLeak = {
      rule: 'question-tells',
      view: 'anonymous',
      table: 'case',
      column: 'title',
      asked: '',
      came: '200',
      why: 'Because.',
    };
    for (const asked of [
      `GET https://x/records/${A}?a`,
      `GET https://x/records/${B}`,
      'GET https://x/search?q=1',
    ])
      book.add({ ...leak, asked });
    assert.deepEqual(
      book.all.map(({ more }) => more),
      [1, 0],
    );
  });

  it('counts what had to be found', () => {
    const controls = new Controls();
    controls.add('anonymous', 'by id', true);
    controls.add('anonymous', 'by id', false);
    controls.add('signed in', 'by search', false);
    assert.deepEqual(controls.count('by id'), { expected: 2, found: 1 });
    assert.deepEqual(controls.count('by id', 'signed in'), { expected: 0, found: 0 });
    assert.deepEqual(
      controls.all.map(({ view, kind, found }) => `${view} ${kind} ${found}`),
      ['anonymous by id 1', 'signed in by search 0'],
    );
  });
});
