import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TableSchema } from '@portico/protocol';
import type { FormConfig } from '../config/site-config.ts';
import { formDefinition } from './form-definition.ts';

const base = { classification: 'internal' } as const;
const table: TableSchema = {
  name: 'deal',
  label: 'Deal',
  pluralLabel: 'Deals',
  title: 'name',
  columns: {
    name: {
      ...base,
      type: 'text',
      label: 'Name',
      maxLength: 80,
      required: true,
      autocomplete: 'organization',
    },
    note: { ...base, type: 'text', label: 'Note', maxLength: 500, format: 'multiline' },
    mail: { ...base, type: 'text', label: 'Mail', maxLength: 254, format: 'email' },
    page: { ...base, type: 'html', label: 'Page', maxLength: 900 },
    size: { ...base, type: 'integer', label: 'Size', min: 1, max: 10 },
    price: { ...base, type: 'decimal', label: 'Price' },
    urgent: { ...base, type: 'boolean', label: 'Urgent' },
    due: { ...base, type: 'date', label: 'Due' },
    at: { ...base, type: 'datetime', label: 'At' },
    kind: { ...base, type: 'choice', label: 'Kind', choices: [{ value: 'a', label: 'A' }] },
    partner: { ...base, type: 'lookup', label: 'Partner', target: 'account' },
  },
};

function form(fields: FormConfig['fields'], rest: Partial<FormConfig> = {}): FormConfig {
  return {
    name: 'deal',
    table: 'deal',
    title: 'Register a deal',
    fields,
    submitLabel: 'Send',
    success: { title: 'Thanks', message: 'Done' },
    ...rest,
  };
}

test('inputs follow the columns', () => {
  const { fields } = formDefinition(form(Object.keys(table.columns).map((column) => ({ column }))), table);
  assert.deepEqual(
    fields.map((field) => [field.name, field.input]),
    [
      ['name', 'text'],
      ['note', 'multiline'],
      ['mail', 'email'],
      ['page', 'multiline'],
      ['size', 'number'],
      ['price', 'number'],
      ['urgent', 'checkbox'],
      ['due', 'date'],
      ['at', 'datetime'],
      ['kind', 'choice'],
      ['partner', 'hidden'],
    ],
  );
  assert.deepEqual(fields[0], {
    name: 'name',
    label: 'Name',
    input: 'text',
    required: true,
    maxLength: 80,
    autocomplete: 'organization',
  });
  assert.deepEqual(fields[9]?.choices, [{ value: 'a', label: 'A' }]);
});

test('the words of the operator come first, limits only narrow', () => {
  const { fields } = formDefinition(
    form([
      {
        column: 'name',
        label: 'Shop',
        required: false,
        maxLength: 500,
        hint: 'As on the sign.',
        width: 'half',
      },
      { column: 'size', min: 0, max: 5 },
      { column: 'note', maxLength: 100 },
      { column: 'price', max: 9 },
    ]),
    table,
  );
  assert.deepEqual(fields[0], {
    name: 'name',
    label: 'Shop',
    input: 'text',
    required: false,
    maxLength: 80,
    autocomplete: 'organization',
    hint: 'As on the sign.',
    width: 'half',
  });
  assert.deepEqual([fields[1]?.min, fields[1]?.max], [1, 5]);
  assert.equal(fields[2]?.maxLength, 100);
  assert.deepEqual([fields[3]?.min, fields[3]?.max], [undefined, 9]);
});

test('fixed values, campaign columns and the reference are not told', () => {
  const definition = formDefinition(
    form([{ column: 'name' }], { fixed: { kind: 'a' }, campaign: { source: 'note' }, reference: 'price' }),
    table,
  );
  assert.deepEqual(Object.keys(definition).sort(), [
    ...['consents', 'fields', 'intro', 'name', 'submitLabel', 'success', 'table', 'title'],
  ]);
});
