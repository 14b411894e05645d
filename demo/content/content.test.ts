import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { LOGINS } from '../identity/logins.ts';
import { RECORDS } from '../seed.ts';
import { sitePaths } from '../site-server.ts';

interface Line {
  readonly source: string;
  readonly [column: string]: unknown;
}

const FOLDER = import.meta.dirname;

const articles = readdirSync(join(FOLDER, 'articles'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => readArticle(file.replaceAll('\\', '/')));

/** Front matter of flat `name: value` lines, which is all these files use. */
function readArticle(path: string) {
  const text = readFileSync(join(FOLDER, 'articles', path), 'utf8');
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const fields = new Map(front.split('\n').map((line) => line.split(/:\s+/, 2) as [string, string]));
  return { path, fields, body };
}

function lines(file: string): Line[] {
  return readFileSync(join(FOLDER, 'records', file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

/** Every file with the table it goes into, as the demo imports it. */
const records = RECORDS.map(([table, path]) => ({ table, file: basename(path) }));

const sources = new Map<string, Set<string>>([['article', new Set(articles.map(({ path }) => path))]]);
for (const { table, file } of records) {
  const known = sources.get(table) ?? new Set();
  for (const { source } of lines(file)) known.add(source);
  sources.set(table, known);
}

/** The table each lookup of the sample records points to. */
const TARGETS: Readonly<Record<string, string>> = {
  account: 'account',
  contact: 'contact',
  author: 'contact',
  technician: 'contact',
  forum: 'forum',
  thread: 'thread',
  post: 'post',
  accepted_post: 'post',
  case: 'case',
  article: 'article',
};

describe('articles', () => {
  it('are forty or more, three of them in German', () => {
    assert.ok(articles.length >= 40);
    assert.equal(articles.filter(({ fields }) => fields.get('locale') === 'de').length, 3);
  });

  it('cover every class of visibility, and are public for the most part', () => {
    const by = Map.groupBy(articles, ({ fields }) => fields.get('visibility'));
    for (const visibility of ['draft', 'internal', 'partner', 'customer', 'public']) assert.ok(by.get(visibility));
    assert.equal(by.size, 5);
    assert.ok((by.get('public')?.length ?? 0) > articles.length / 2);
  });

  it('have titles of their own', () => {
    assert.equal(new Set(articles.map(({ fields }) => fields.get('title'))).size, articles.length);
  });

  for (const { path, fields, body } of articles) {
    it(`${path} says what it is, in words enough to help`, () => {
      for (const name of ['title', 'summary', 'keywords', 'category', 'product', 'locale', 'visibility'])
        assert.ok(fields.get(name), name);
      assert.match(fields.get('keywords') ?? '', /^\[.+\]$/);
      const words = body.split(/\s+/).length;
      assert.ok(words >= (fields.get('visibility') === 'draft' ? 40 : 110) && words <= 500, `${words} words`);
      assert.match(body, /^(?:- |\d+\. |\| |\*\*)/m);
    });

    it(`${path} has no HTML and links only to pages there are`, () => {
      assert.doesNotMatch(body, /<[a-z/!]/i);
      for (const [, link = ''] of body.matchAll(/\]\(([^)]+)\)/g)) {
        assert.ok(sitePaths().has(link.split('#', 1)[0] ?? ''), link);
      }
    });
  }
});

describe('records', () => {
  it('are all imported, and nothing else is', () => {
    const files = readdirSync(join(FOLDER, 'records')).sort();
    assert.deepEqual(records.map(({ file }) => file).sort(), files);
  });

  for (const { table, file } of records) {
    it(`${file}: every line has a source of its own`, () => {
      const found = lines(file).map(({ source }) => source);
      assert.ok(found.every((source) => typeof source === 'string' && source !== ''));
      assert.equal(new Set(found).size, found.length);
    });

    it(`${file}: every lookup finds its record`, () => {
      for (const line of lines(file)) {
        for (const [column, value] of Object.entries(line)) {
          if (typeof value !== 'object' || value === null) continue;
          const target = TARGETS[column] ?? '';
          const { source } = value as { source: string };
          assert.ok(sources.get(target)?.has(source), `${table} ${line.source}: ${column} ${source}`);
        }
      }
    });
  }

  it('name no address outside example.com', () => {
    for (const { file } of records) {
      for (const [address] of readFileSync(join(FOLDER, 'records', file), 'utf8').matchAll(/[\w.+-]+@[\w.-]+/g))
        assert.match(address, /@(?:[a-z]+\.)?example\.com$/);
    }
  });

  it('have a contact for every login, and one only', () => {
    const emails = lines('contacts.jsonl').map(({ email }) => email);
    for (const { email } of LOGINS) assert.equal(emails.filter((other) => other === email).length, 1, email);
  });

  it('have twelve threads or more with two replies or more', () => {
    const replies = Map.groupBy(lines('posts.jsonl'), ({ thread }) => (thread as { source: string }).source);
    assert.ok([...replies.values()].filter((posts) => posts.length >= 2).length >= 12);
  });

  it('accept only answers of the same thread, and change nothing else of it', () => {
    const threads = new Map(lines('threads.jsonl').map((line) => [line.source, line]));
    for (const { accepted_post, ...rest } of lines('accepted-answers.jsonl')) {
      assert.ok((accepted_post as { source: string }).source.startsWith(`${rest.source}/`));
      assert.deepEqual(rest, threads.get(rest.source));
    }
  });

  it('have cases of two households and two dealers, so that each can be kept from the others', () => {
    const cases = lines('cases.jsonl');
    const of = (column: string) => new Set(cases.map((line) => (line[column] as { source: string } | undefined)?.source));
    for (const contact of ['mira', 'tomas', 'bela']) assert.ok(of('contact').has(contact));
    for (const account of ['kettle-lane', 'northquay']) assert.ok(of('account').has(account));
  });
});
