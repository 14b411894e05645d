import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  INTERNAL_TABLES,
  isProtocolError,
  STANDARD_TABLES,
  type StoredRecord,
  type TableSchema,
} from '@portico/protocol';
import fc from 'fast-check';
import { createTables } from '../read/tables.ts';
import { randomRecord } from '../testing/random-record.ts';
import { keepRow } from '../testing/row-keeper.ts';
import { createDraftTables } from '../write/draft-tables.ts';
import { isDenied } from './denied-names.ts';
import { changesToCreate, changesToUpdate, isRecord, mappingsFor, selectOf, toStored } from './index.ts';
import { writtenNames } from './written-names.ts';

const NOW = '2026-06-01T12:00:00.000Z';
const RUNS = { numRuns: 60 };
const KITCHEN: TableSchema = {
  name: 'kitchen_sink',
  label: 'Sink',
  pluralLabel: 'Sinks',
  title: 'name',
  columns: {
    name: { type: 'text', label: 'Name', maxLength: 20, classification: 'internal' },
    page: { type: 'html', label: 'Page', maxLength: 5000, classification: 'internal' },
    count: { type: 'integer', label: 'Count', min: 0, max: 9, classification: 'internal' },
    total: { type: 'integer', label: 'Total', classification: 'internal' },
    ratio: { type: 'decimal', label: 'Ratio', classification: 'internal' },
    done: { type: 'boolean', label: 'Done', classification: 'internal' },
    day: { type: 'date', label: 'Day', classification: 'internal' },
    at: { type: 'datetime', label: 'At', classification: 'internal' },
    state: {
      type: 'choice',
      label: 'State',
      classification: 'internal',
      choices: ['a', 'b', 'constructor'].map((value) => ({ value, label: value })),
    },
    owner: { type: 'lookup', label: 'Owner', target: 'contact', classification: 'internal' },
  },
};
const tables = [...STANDARD_TABLES, ...INTERNAL_TABLES, KITCHEN];
const mappings = mappingsFor(tables);
/** What writes take to be in Dataverse afterwards. */
const { asKept } = await createDraftTables(createTables(tables, mappings));

/** The record as a reader gets it: what Dataverse alone says is left out, as no row here has passed it. */
function comparable(record: StoredRecord): Record<string, unknown> {
  const { created_at: _created, updated_at: _updated, size: _size, ...rest } = record;
  return { ...rest };
}

/** Lookups that share a column cannot both be set; the first is kept. */
function possible(table: string, record: StoredRecord): StoredRecord {
  const values: Record<string, unknown> = { ...record };
  if (table === 'file' && record.case !== null) values.article = null;
  if (table === 'case_note' && String(record.text).startsWith('*WEB*')) values.visibility = 'customer';
  return values as StoredRecord;
}

for (const table of tables) {
  const mapping = mappings[table.name];
  assert.ok(mapping);
  const filled = new Set(
    Object.entries(table.columns).flatMap(([name, column]) => (column.required ? [name] : [])),
  );
  const records = randomRecord(table, filled).map((record) => possible(table.name, record));

  describe(`a ${table.name}`, () => {
    test('comes back as it was, and is a record of ours', () =>
      fc.assert(
        fc.asyncProperty(records, async (record) => {
          const { row } = keepRow(await changesToCreate(record, table.name, mappings, NOW), mappings);
          const read = toStored(row, table, mappings);
          assert.deepEqual(comparable(read), comparable(asKept(table.name, record)));
          const whole = { islatestversion: true, isrootarticle: false, objecttypecode: 'incident', ...row };
          assert.ok(isRecord(whole, mapping));
        }),
        RUNS,
      ));

    test('is changed into another and comes back as that one', () =>
      fc.assert(
        fc.asyncProperty(records, records, async (before, other) => {
          const after = { ...other, id: before.id };
          const made = keepRow(await changesToCreate(before, table.name, mappings, NOW), mappings);
          const changes = await changesToUpdate(before, after, table.name, mappings, 'W/"1"');
          const { row } = keepRow(changes, mappings, made.row);
          assert.deepEqual(comparable(toStored(row, table, mappings)), comparable(asKept(table.name, after)));
        }),
        RUNS,
      ));

    test('touches nothing but what is mapped', () => {
      const allowed = new Set([
        mapping.key,
        ...Object.values(mapping.columns).flatMap(writtenNames),
        ...Object.values(mapping.columns).flatMap((column) =>
          column.kind === 'lookup'
            ? [
                `_${column.name}_value`,
                ...[column.navigation, column.required?.otherwise?.navigation].map(
                  (one) => `${one}@odata.bind`,
                ),
              ]
            : [],
        ),
        ...Object.keys(mapping.fixed ?? {}),
        ...(mapping.rows ?? []).map(({ name }) => name),
        ...(mapping.copies ?? []).map(({ name }) => name),
        ...(mapping.unique ?? []).map(({ name }) => name),
      ]);
      for (const name of selectOf(mapping)) assert.ok(allowed.has(name) && !isDenied(name), name);
      return fc.assert(
        fc.asyncProperty(records, async (record) => {
          const stranger = { ...record, adx_identity_passwordhash: 'x', constructor: 'x' } as StoredRecord;
          const { written } = keepRow(await changesToCreate(stranger, table.name, mappings, NOW), mappings);
          for (const name of written) assert.ok(allowed.has(name) && !isDenied(name), name);
        }),
        { numRuns: 20 },
      );
    });
  });
}

test('a row of another table behind a lookup is an empty cell', () => {
  const id = '7f0c3d54-9a0e-4c53-8a7e-0f6f3a1d2b10';
  const contact = tables.find(({ name }) => name === 'contact') as TableSchema;
  const row = (table?: string) => ({
    contactid: id,
    _parentcustomerid_value: id,
    ...(table && { '_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': table }),
  });
  assert.equal(toStored(row('account'), contact, mappings).account, id);
  assert.equal(toStored(row('contact'), contact, mappings).account, null);
  assert.equal(toStored(row(), contact, mappings).account, null);
});

test('cells of a type that is not the column’s are empty', () => {
  const row = Object.fromEntries(
    Object.values(mappings.kitchen_sink?.columns ?? {}).flatMap((column) =>
      writtenNames(column).map((name) => [name, { nested: true }]),
    ),
  );
  const { id: _, ...cells } = toStored({ ...row, portico_kitchen_sinkid: 'X' }, KITCHEN, mappings);
  assert.deepEqual(new Set(Object.values(cells)), new Set([null]));
});

test('a row without its key is no record', () => {
  assert.throws(() => toStored({}, KITCHEN, mappings), /without its key/);
});

test('every refusal names its column', async () => {
  const record: StoredRecord = {
    id: '7f0c3d54-9a0e-4c53-8a7e-0f6f3a1d2b10',
    name: 'x'.repeat(21),
    count: 10,
    total: 1e12,
    ratio: 1e-11,
    day: '1752-12-31',
    at: '0001-01-01T00:00:00.000Z',
    state: 'toString',
  };
  await assert.rejects(changesToCreate(record, 'kitchen_sink', mappings, NOW), (error) => {
    assert.ok(isProtocolError(error));
    assert.deepEqual(error.issues.map(({ path }) => path).sort(), [
      'at',
      'count',
      'day',
      'name',
      'ratio',
      'state',
      'total',
    ]);
    return error.code === 'invalid_values';
  });
});
