import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { Item } from './draft.ts';
import { readJsonLines } from './read-json-lines.ts';

async function collect(path: string): Promise<{ items: Item[]; share: number }> {
  const source = readJsonLines(path);
  const items: Item[] = [];
  for await (const item of source.items) items.push(item);
  return { items, share: source.bytes() / source.totalBytes };
}

describe('readJsonLines', () => {
  const text = '{"a":1}\n\n{"a":"ü"}\r\n{"a":3}';

  for (const [kind, name, content] of [
    ['plain', 'x.jsonl', text],
    ['gzipped', 'x.jsonl.gz', gzipSync(text)],
    ['gzipped in parts', 'x.jsonl.gz', Buffer.concat([gzipSync(text.slice(0, 9)), gzipSync(text.slice(9))])],
  ] as const) {
    it(`reads a ${kind} file with its line numbers, to the last byte`, async (test) => {
      const { items, share } = await collect(join(temporaryFolder(test, { [name]: content }), name));
      assert.deepEqual(items, [
        { place: `${name}, line 1`, value: { a: 1 } },
        { place: `${name}, line 3`, value: { a: 'ü' } },
        { place: `${name}, line 4`, value: { a: 3 } },
      ]);
      assert.equal(share, 1);
    });
  }

  it('names lines that are not JSON or not UTF-8, and goes on', async (test) => {
    const content = Buffer.concat([
      Buffer.from('{"a":\n"'),
      Buffer.from([0xff]),
      Buffer.from('"\n{"a":1}\n'),
    ]);
    const { items } = await collect(join(temporaryFolder(test, { 'x.jsonl': content }), 'x.jsonl'));
    assert.equal(items.length, 3);
    assert.match((items[0] as { fault: string }).fault, /^not valid JSON: /);
    assert.deepEqual(items[1], { place: 'x.jsonl, line 2', fault: 'not valid UTF-8' });
    assert.deepEqual(items[2], { place: 'x.jsonl, line 3', value: { a: 1 } });
  });

  it('hands out whole lines however the file is cut into chunks', async (test) => {
    const long = 'é'.repeat(200_000);
    const content = `${JSON.stringify(long)}\n1\n${JSON.stringify(long)}\n`;
    const { items } = await collect(join(temporaryFolder(test, { 'x.jsonl': content }), 'x.jsonl'));
    assert.deepEqual(
      items.map((item) => ('value' in item ? item.value : null)),
      [long, 1, long],
    );
  });

  it('says so when a gzipped file ends early or is none', async (test) => {
    const folder = temporaryFolder(test, {
      'cut.jsonl.gz': gzipSync('{"a":1}\n'.repeat(1000)).subarray(0, 40),
      'none.jsonl.gz': '{"a":1}\n',
    });
    await assert.rejects(collect(join(folder, 'cut.jsonl.gz')), /cut\.jsonl\.gz cannot be read to its end/);
    await assert.rejects(collect(join(folder, 'none.jsonl.gz')), /none\.jsonl\.gz cannot be read to its end/);
  });
});
