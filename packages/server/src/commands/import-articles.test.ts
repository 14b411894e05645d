import assert from 'node:assert/strict';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { ImportSummary } from '../import/import-summary.ts';
import { readDatabase } from '../testing/read-database.ts';
import { runPortico } from '../testing/run-portico.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const bytes = (...values: number[]) => Buffer.from(values);

describe('portico import articles, of a folder as people keep them', () => {
  const SOUND: Readonly<Record<string, string | Buffer>> = {
    'plain.md': '# Plain\n\nText.',
    'bom.md': Buffer.concat([bytes(0xef, 0xbb, 0xbf), Buffer.from('---\ntitle: With a mark\n---\nText.')]),
    'windows.md':
      '---\r\ntitle: From Windows\r\nkeywords:\r\n  - one\r\n  - two\r\n---\r\nFirst.\r\n\r\nSecond.\r\n',
    'deep/er/still/nested.md': '---\ntitle: Nested\ncategory: Guides\n---\nText.',
    'deep/sibling.MD': '---\ntitle: Sibling\ncategory: guides\n---\nText.',
    'größe – 日本.md': '---\ntitle: "Größe – 日本 😀"\n---\nText.',
    'dates.md': '---\ntitle: Dated\ndate: 2024-02-29\nlastmod: 2024-03-01T10:00:00+02:00\n---\nText.',
    'empty-front.md': '---\n---\n# After nothing\n\nText.',
    'rule.md': '# A rule\n\nAbove.\n\n---\n\nBelow.',
    'draft.md': '---\ntitle: Unfinished\ndraft: true\n---\nText.',
    'staff.md': '---\ntitle: For staff\nvisibility: internal\n---\nText.',
    'number.md': '---\ntitle: 404\n---\nText.',
    'script.md':
      '---\ntitle: <b>Bold</b>\n---\n<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">a</a>\n\n[b](javascript:alert(2)) **kept** <iframe src="//x"></iframe>',
    'links.md':
      '---\ntitle: Links\nurl: https://help.example.com/guides/links\n---\n[up](../start.md) ![p](media/p.png) [abs](/x) [mail](mailto:a@example.com)',
    'no-base.md': '# No base\n\n[up](../start.md) [abs](https://other.example.com/)',
    'long-title.md': `---\ntitle: ${'long '.repeat(100)}\n---\nText.`,
    'large.md': `# Large\n\n${'A sentence of some words. '.repeat(8_000)}`,
  };
  const FAULTY: Readonly<Record<string, readonly [content: string | Buffer, reason: RegExp]>> = {
    'no-title.md': ['Only text.', /title: is missing/],
    'only-front.md': ['---\nauthor: me\n---\n', /title: is missing/],
    'bad-yaml.md': ['---\ntitle: "open\n---\nText.', /cannot be read/],
    'twice.md': ['---\ntitle: x\ntitle: y\n---\nText.', /cannot be read/],
    'code.md': ['---js\n{ title: process.exit(9) }\n---\nText.', /front matter must be YAML/],
    'list.md': ['---\n- a\n---\nText.', /names with values/],
    'latin1.md': [Buffer.from('# Gr\xf6\xdfe\n\nText.', 'latin1'), /cannot be read/],
    'utf16.md': [Buffer.from('\ufeff# Title', 'utf16le'), /cannot be read/],
    'who.md': ['---\ntitle: x\nvisibility: everyone\n---\n', /visibility: must be one of .*not "everyone"/],
    'date.md': ['---\ntitle: x\ndate: someday\n---\n', /date: is not a date/],
    'object.md': ['---\ntitle:\n  en: x\n---\n', /title: must be text/],
    'address.md': ['---\ntitle: x\nurl: javascript:alert(1)\n---\n', /url: must start with https/],
    'locale.md': ['---\ntitle: x\nlocale: "a very long name of a language indeed"\n---\n', /locale: /],
  };

  it('takes what is sound, names each fault by file and field, and is the same the second time', async (test) => {
    const faulty = Object.entries(FAULTY).map(([name, [content]]) => [name, content]);
    const folder = temporaryFolder(test, {
      ...Object.fromEntries(
        [...Object.entries(SOUND), ...faulty].map(([name, content]) => [`help/${name}`, content]),
      ),
      'outside/secret.md': '# Secret',
      'help/.git/x.md': '# Hidden',
      'help/node_modules/pkg/readme.md': '# Package',
      'help/picture.png': 'no text',
    } as Record<string, string>);
    symlinkSync(join(folder, 'outside'), join(folder, 'help/linked'));
    symlinkSync(join(folder, 'outside/secret.md'), join(folder, 'help/linked.md'));
    symlinkSync('.', join(folder, 'help/loop'));
    const args = ['import', 'articles', 'help', '--json'];
    const first = await runPortico(args, folder);
    assert.equal(first.code, 1);
    const summary = JSON.parse(first.stdout) as ImportSummary;
    assert.equal(summary.complete, true);
    assert.equal(summary.items, Object.keys(SOUND).length + Object.keys(FAULTY).length);
    for (const [name, [, reason]] of Object.entries(FAULTY)) {
      const failure = summary.failures.find(({ place }) => place === name);
      assert.match(failure?.reason ?? 'not named', reason, name);
      assert.ok(first.stderr.includes(`${name}: `), name);
    }
    assert.equal(summary.tables.article?.created, Object.keys(SOUND).length);
    assert.deepEqual(summary.tables.category, { created: 1, updated: 0, unchanged: 0, failed: 0 });
    assert.equal(summary.failed, Object.keys(FAULTY).length);

    const rows = readDatabase(folder, 'select * from article');
    const article = (source: string) => {
      const row = rows.find((found) => found.source === source);
      assert.ok(row, source);
      return row;
    };
    assert.deepEqual(rows.map(({ source }) => source).sort(), Object.keys(SOUND).sort());
    assert.equal(article('bom.md').title, 'With a mark');
    assert.equal(article('windows.md').keywords, 'one, two');
    assert.equal(article('windows.md').body, '<p>First.</p>\n<p>Second.</p>\n');
    assert.equal(article('größe – 日本.md').title, 'Größe – 日本 😀');
    assert.equal(article('dates.md').created_at, '2024-02-29T00:00:00.000Z');
    assert.equal(article('dates.md').updated_at, '2024-03-01T08:00:00.000Z');
    assert.equal(article('empty-front.md').title, 'After nothing');
    assert.match(String(article('rule.md').body), /Above[\s\S]*<hr ?\/?>[\s\S]*Below/);
    assert.equal(article('draft.md').visibility, 'draft');
    assert.equal(article('staff.md').visibility, 'internal');
    assert.equal(article('plain.md').visibility, 'public');
    assert.equal(article('number.md').title, '404');
    assert.equal(article('deep/er/still/nested.md').category, article('deep/sibling.MD').category);
    assert.equal(String(article('long-title.md').title).length <= 300, true);
    assert.ok(String(article('large.md').body).length > 200_000);

    const script = String(article('script.md').body);
    assert.doesNotMatch(script, /<(script|iframe|img)|onerror|(href|src)=/i);
    assert.match(script, /<strong>kept<\/strong>/);
    assert.equal(article('script.md').title, '<b>Bold</b>', 'a title is text, whatever is in it');
    const links = String(article('links.md').body);
    for (const address of [
      'https://help.example.com/start',
      'https://help.example.com/guides/media/p.png',
      'https://help.example.com/x',
      'mailto:a@example.com',
    ]) {
      assert.ok(links.includes(`"${address}"`), `${address} in ${links}`);
    }
    assert.doesNotMatch(String(article('no-base.md').body), /start\.md/);
    assert.match(String(article('no-base.md').body), /https:\/\/other\.example\.com\//);

    const second = JSON.parse((await runPortico(args, folder)).stdout) as ImportSummary;
    const { created, updated, unchanged } = second.tables.article ?? {};
    assert.deepEqual([created, updated, unchanged], [0, 0, Object.keys(SOUND).length]);
    assert.deepEqual(readDatabase(folder, 'select * from article'), rows, 'not even a time has changed');
  });

  it('replaces what changed, keeps the id, and takes the visibility it is told', async (test) => {
    const folder = temporaryFolder(test, { 'help/a.md': '# One\n\nText.', 'help/b.md': '# Two\n\nText.' });
    await runPortico(['import', 'articles', 'help', '--visibility', 'customer'], folder);
    const before = readDatabase(folder, 'select id, source, title, visibility from article order by source');
    assert.deepEqual(
      before.map(({ visibility }) => visibility),
      ['customer', 'customer'],
    );
    writeFileSync(join(folder, 'help/a.md'), '# One, anew\n\nText.');
    rmSync(join(folder, 'help/b.md'));
    const { stdout, code } = await runPortico(
      ['import', 'articles', 'help', '--visibility', 'customer'],
      folder,
    );
    assert.equal(code, 0);
    assert.match(stdout, /1 items in .*\n {2}article +1 updated\n$/);
    const after = readDatabase(folder, 'select id, source, title, visibility from article order by source');
    assert.deepEqual(
      after,
      [{ ...before[0], title: 'One, anew' }, before[1]],
      'what is gone from the folder stays',
    );
  });
});
