import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STANDARD_TABLES } from '@portico/protocol';
import { z } from 'zod';
import { bodyLimitFor, readBody } from './read-body.ts';
import { readJson } from './read-json.ts';

function request(body: BodyInit | null, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request('https://a.example', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit);
}

const read = (body: BodyInit | null, headers = {}, limit = 100) =>
  readBody(request(body, headers), 'application/json', limit);

test('a body is read as text', async () => {
  assert.equal(await read('{"ä":1}'), '{"ä":1}');
  assert.equal(await read('x', { 'content-type': 'Application/JSON; charset="UTF-8"' }), 'x');
  assert.equal(await read('x', { 'content-encoding': 'identity' }), 'x');
  assert.equal(await read(null), '');
});

test('the limit counts bytes, whatever the sender claims', async () => {
  assert.equal(await read('ä'.repeat(50)), 'ä'.repeat(50));
  await assert.rejects(read(`${'ä'.repeat(50)}a`), { code: 'payload_too_large' });
  await assert.rejects(read('a', { 'content-length': '101' }), { code: 'payload_too_large' });
});

test('a stream without end is read no further than the limit', async () => {
  let pulled = 0;
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(60).fill(97));
    },
  });
  await assert.rejects(read(endless), { code: 'payload_too_large' });
  assert.ok(pulled < 10, String(pulled));
});

test('characters cut by chunks are put together', async () => {
  const bytes = new TextEncoder().encode('ä🚲');
  const stream = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  assert.equal(await read(stream), 'ä🚲');
});

test('other media types, encodings and character sets are refused', async () => {
  for (const type of [
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json5',
    'multipart/form-data; boundary=x',
  ]) {
    await assert.rejects(read('x', { 'content-type': type }), { code: 'unsupported_media_type' }, type);
  }
  await assert.rejects(read('x', { 'content-type': 'application/json; charset=utf-16' }), {
    code: 'unsupported_media_type',
  });
  for (const encoding of ['gzip', 'br', 'deflate', 'GZIP', 'identity, gzip']) {
    await assert.rejects(
      read('x', { 'content-encoding': encoding }),
      { code: 'unsupported_media_type' },
      encoding,
    );
  }
});

test('bytes that are no UTF-8 are refused', async () => {
  for (const bytes of [
    [0xff],
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0x22, 0xe2, 0x82],
  ]) {
    await assert.rejects(read(Uint8Array.from(bytes)), { code: 'malformed_request' });
  }
});

test('a body of another shape names each fault', async () => {
  const schema = z.strictObject({ a: z.number(), b: z.string() });
  await assert.rejects(
    readJson(request('{"a":"x","c":1}'), schema),
    (error: { code: string; issues: { path: string }[] }) => {
      assert.equal(error.code, 'malformed_request');
      assert.deepEqual(
        error.issues.map(({ path }) => path),
        ['a', 'b', ''],
      );
      return true;
    },
  );
  await assert.rejects(readJson(request('{"a":1}'), schema, { code: 'invalid_values' }), {
    code: 'invalid_values',
  });
});

test('tables with long texts take larger bodies', () => {
  const limits = Object.fromEntries(STANDARD_TABLES.map((table) => [table.name, bodyLimitFor(table)]));
  assert.equal(limits.post, 256 * 1024);
  assert.equal(limits.thread, 256 * 1024);
  assert.equal(limits.case, 64 * 1024);
  assert.equal(limits.lead, 64 * 1024);
});
