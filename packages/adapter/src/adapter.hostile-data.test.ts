import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { assertAnswered, stateOf } from './testing/assert-refused.ts';
import { BASE, openPortal } from './testing/portal.ts';
import { id } from './testing/portal-records.ts';

const hostile = fileURLToPath(new URL('../../../../shared/data/dev/hostile', import.meta.url));
const skip = existsSync(hostile) ? false : 'needs ../shared/data/dev/hostile';

const RECORDS = '/v1/tables/case/records';
const RECORD = `${RECORDS}/${id(200)}`;

const filter = (value: unknown) => `filter=${encodeURIComponent(JSON.stringify(value))}`;
const condition = (column: string, operator: string, value: unknown) => ({
  type: 'condition',
  column,
  operator,
  value,
});

const payloads = (): string[] =>
  gunzipSync(readFileSync(`${hostile}/payloads.jsonl.gz`))
    .toString()
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { payload: string }).payload);

/** Every seventh payload where each costs several requests; all where one is enough. */
const sample = (all: readonly string[], step: number) => all.filter((_, at) => at % step === 0);

test('hostile payloads as search text find something or nothing', { skip }, async () => {
  const portal = await openPortal();
  for (const payload of sample(payloads(), 4)) {
    const text = encodeURIComponent(payload.toWellFormed().slice(0, 1000));
    assert.equal(await assertAnswered(portal, `/v1/search?q=${text}`, {}, payload), 200);
  }
  for (const payload of sample(payloads(), 7)) {
    const text = encodeURIComponent(payload.toWellFormed().slice(0, 1000));
    assert.equal(await assertAnswered(portal, `/v1/suggest?q=${text}`, {}, payload), 200);
  }
});

test('hostile payloads as ids, tables, forms, snippets, columns and cursors name nothing', {
  skip,
}, async () => {
  const portal = await openPortal();
  const before = await stateOf(portal);
  for (const payload of sample(payloads(), 7)) {
    const name = encodeURIComponent(payload.toWellFormed());
    for (const path of [
      `/v1/tables/article/records/${name}`,
      `/v1/tables/${name}`,
      `/v1/forms/${name}`,
      `/v1/content/${name}`,
      `/v1/tables/article/records?select=${name}`,
      `/v1/tables/article/records?sort=${name}`,
      `/v1/tables/article/records?cursor=${name}`,
      `/v1/tables/article/records?filter=${name}`,
    ]) {
      const status = await assertAnswered(portal, path, {}, path);
      if (payload.trim() !== '' && !/^[./?#]*$/.test(payload)) assert.ok(status >= 400, path);
    }
  }
  assert.equal(await stateOf(portal), before);
});

test('hostile payloads in filters are compared as text', { skip }, async () => {
  const portal = await openPortal();
  for (const payload of sample(payloads(), 7)) {
    for (const operator of ['eq', 'contains', 'starts_with']) {
      const path = `/v1/tables/article/records?count=true&${filter(condition('title', operator, payload))}`;
      await assertAnswered(portal, path, {}, path);
    }
  }
});

test('hostile payloads as titles and texts come back as they were typed, or are refused', {
  skip,
}, async () => {
  const portal = await openPortal();
  for (const payload of sample(payloads(), 11)) {
    const response = await portal.send(RECORDS, {
      as: 'ann',
      method: 'POST',
      json: { title: payload, description: payload },
    });
    assert.ok(response.status < 500, payload);
    const { record } = await response.json();
    if (response.status === 201) {
      assert.equal(record.title, payload);
      assert.equal(record.description, payload.replace(/\r\n?/g, '\n'));
    } else {
      assert.ok([400, 413, 422].includes(response.status), `${response.status} ${payload}`);
    }
  }
});

test('hostile payloads as Markdown are stored as typed and rendered without anything that runs', {
  skip,
}, async () => {
  const portal = await openPortal();
  for (const payload of sample(payloads(), 11)) {
    const response = await portal.send('/v1/tables/thread/records', {
      as: 'ann',
      method: 'POST',
      json: { title: 'x', body: payload, forum: id(300) },
    });
    assert.ok(response.status < 500, payload);
    const { record } = await response.json();
    if (record)
      assert.doesNotMatch(
        record.body_html ?? '',
        /<(?!\/?(?:p|a|b|i|em|span|strong|code|pre|ul|ol|li|h[1-6]|hr|br|img|blockquote|table|thead|tbody|tr|th|td|s)\b)/i,
        payload,
      );
  }
});

test('the JSON test suite as bodies is answered', { skip }, async () => {
  const portal = await openPortal();
  const before = await stateOf(portal);
  for (const line of gunzipSync(readFileSync(`${hostile}/json/jsontestsuite.jsonl.gz`))
    .toString()
    .trim()
    .split('\n')) {
    const { name, expect, base64 } = JSON.parse(line) as { name: string; expect: string; base64: string };
    const init = {
      as: 'ann',
      method: 'POST',
      body: Buffer.from(base64, 'base64'),
      headers: { 'content-type': 'application/json' },
    } as const;
    const status = await assertAnswered(portal, RECORDS, init, name);
    if (expect === 'reject') assert.ok([400, 413].includes(status), `${name}: ${status}`);
  }
  assert.equal(await stateOf(portal), before);
});

test('emoji, and letters of every case and cluster, are kept as typed or refused', { skip }, async () => {
  const portal = await openPortal();
  const clusters = readFileSync(`${hostile}/unicode/GraphemeBreakTest.txt`, 'utf8');
  const zipped = ['emoji-test.txt.gz', 'CaseFolding.txt.gz'].map((name) =>
    gunzipSync(readFileSync(`${hostile}/unicode/${name}`)).toString(),
  );
  const rows = [clusters, ...zipped].flatMap((file) =>
    file.split('\n').filter((line) => /^[0-9A-F÷]/.test(line)),
  );
  assert.ok(rows.length > 5000);
  let kept = 0;
  for (const row of sample(rows, 17)) {
    const points = (row.split(/[;#]/)[0] as string).match(/[0-9A-F]{4,6}/g) ?? [];
    const title = `x${points.map((point) => String.fromCodePoint(Number.parseInt(point, 16))).join('')}x`;
    const response = await portal.send(RECORDS, {
      as: 'ann',
      method: 'POST',
      json: { title, description: 'y' },
    });
    const { record, code } = await response.json();
    if (response.status === 201) {
      assert.equal(record.title, title, row);
      kept += 1;
    } else assert.equal(code, 'invalid_values', row);
    assert.equal(await assertAnswered(portal, `/v1/search?q=${encodeURIComponent(title)}`, {}, row), 200);
  }
  assert.ok(kept > 300, String(kept));
});

test('naughty strings in headers are answered', { skip }, async () => {
  const portal = await openPortal();
  for (const text of JSON.parse(readFileSync(`${hostile}/blns.json`, 'utf8')) as string[]) {
    for (const name of [
      'authorization',
      'origin',
      'if-match',
      'idempotency-key',
      'content-type',
      'accept-language',
    ]) {
      let request: Request;
      try {
        request = new Request(BASE + RECORD, { method: 'PATCH', headers: { [name]: text }, body: '{}' });
      } catch {
        continue; // No HTTP client can send it either.
      }
      const response = await portal.adapter.fetch(request);
      assert.ok(response.status >= 400 && response.status < 500, `${name}: ${text}`);
    }
  }
});
