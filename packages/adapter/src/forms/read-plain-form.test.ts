import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TableSchema } from '@portico/protocol';
import type { FormConfig } from '../config/site-config.ts';
import { readPlainForm } from './read-plain-form.ts';

const base = { classification: 'internal' } as const;
const table: TableSchema = {
  name: 'deal',
  label: 'Deal',
  pluralLabel: 'Deals',
  title: 'name',
  columns: {
    name: { ...base, type: 'text', label: 'Name', maxLength: 80 },
    size: { ...base, type: 'integer', label: 'Size' },
    urgent: { ...base, type: 'boolean', label: 'Urgent' },
    secret: { ...base, type: 'text', label: 'Secret', maxLength: 80 },
  },
};
const form: FormConfig = {
  name: 'deal',
  table: 'deal',
  title: 'Deal',
  fields: [{ column: 'name' }, { column: 'size' }, { column: 'urgent' }],
  consents: [{ name: 'news', text: 'News?', required: false }],
  submitLabel: 'Send',
  success: { title: 'Thanks', message: 'Done' },
};

const read = (body: string) => readPlainForm(body, form, table);

test('text becomes what its column holds', () => {
  assert.deepEqual(read('name=A+b%26c&size=7&urgent=on&news=on&utm_source=ad&landing_page=https%3A%2F%2Fx'), {
    values: { name: 'A b&c', size: 7, urgent: true },
    consents: { news: true },
    campaign: { source: 'ad', landingPage: 'https://x' },
  });
});

test('an empty input is empty, an unticked box is false', () => {
  assert.deepEqual(read('name=&size='), {
    values: { name: null, size: null, urgent: false },
    consents: {},
    campaign: {},
  });
  for (const text of ['false', 'off', '0', 'no', '']) {
    assert.equal(read(`urgent=${text}`).values.urgent, false);
    assert.deepEqual(read(`news=${text}`).consents, { news: false });
  }
});

test('text that is no number stays text, for the column to refuse', () => {
  for (const text of ['seven', '1e9', '0x7', 'Infinity', '1,5', '--1']) {
    assert.equal(read(`size=${text}`).values.size, text);
  }
});

test('names the form does not know are refused, columns of the table among them', () => {
  for (const body of ['secret=x', 'values=x', '__proto__=x', 'constructor=x', 'utm_x=1', '=x']) {
    assert.throws(() => read(body), { code: 'invalid_values' }, body);
  }
});

test('names sent twice, too many names and bytes that are no UTF-8 are refused', () => {
  assert.throws(() => read('name=a&name=b'), { code: 'malformed_request' });
  assert.throws(() => read(Array.from({ length: 300 }, (_, at) => `n${at}=`).join('&')), {
    code: 'malformed_request',
  });
  for (const body of ['name=%ff', 'name=%', '%c0%80=x'])
    assert.throws(() => read(body), { code: 'malformed_request' }, body);
});
