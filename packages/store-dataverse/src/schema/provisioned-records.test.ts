import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  INTERNAL_TABLES,
  isStored,
  STANDARD_TABLES,
  type StoredRecord,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import { createDataverseClient } from '../client/create-dataverse-client.ts';
import type { RowChange } from '../client/dataverse-client.ts';
import { DataverseError } from '../client/dataverse-error.ts';
import {
  changesToCreate,
  changesToUpdate,
  type Mappings,
  mappingsFor,
  selectOf,
  toStored,
} from '../mapping/index.ts';
import { createTables } from '../read/tables.ts';
import { startFakeDataverse } from '../testing/fake-dataverse/index.ts';
import type { DraftTables } from '../write/draft.ts';
import { createDraftTables } from '../write/draft-tables.ts';
import { provisionTables } from './index.ts';

/** Whole records of every table, written to an environment that Portico provisioned, and read again from it. */
const tables: readonly TableSchema[] = [...STANDARD_TABLES, ...INTERNAL_TABLES];
const NOW = '2026-06-01T12:00:00.000Z';
const fake = await startFakeDataverse();
const client = createDataverseClient({
  url: fake.url,
  authority: fake.authority,
  tenantId: fake.tenantId,
  clientId: fake.clientId,
  clientSecret: fake.clientSecret,
});
let mappings: Mappings;
/** What writes take to be in Dataverse afterwards. */
let asKept: DraftTables['asKept'];

before(async () => {
  const { faults, mappings: fitted } = await provisionTables(client, tables, mappingsFor(tables));
  assert.deepEqual(faults, []);
  mappings = fitted;
  ({ asKept } = await createDraftTables(createTables(tables, mappings)));
});
after(() => fake.stop());

/** The same id for the same table and version; records of version 1 point to records of version 1. */
function idOf(table: string, version: number): string {
  const index = tables.findIndex(({ name }) => name === table);
  return `00000000-0000-4000-8000-0000000${index.toString(16).padStart(2, '0')}00${version}`;
}

/** A value in every column, `version` telling one record from another. */
function full(schema: TableSchema, version: number): StoredRecord {
  const values = Object.entries(schema.columns).flatMap(([name, column]): [string, StoredValue][] => {
    switch (column.type) {
      case 'text':
      case 'html':
        // Long enough to overflow where a column is short.
        return [
          [name, `${name} ${version} ${'word '.repeat(60)}`.slice(0, Math.min(column.maxLength, 20)).trim()],
        ];
      case 'integer':
        return [[name, version]];
      case 'decimal':
        return [[name, version + 0.5]];
      case 'boolean':
        return [[name, version % 2 === 0]];
      case 'date':
        return [[name, `2026-01-0${version}`]];
      case 'datetime':
        return [[name, `2026-01-0${version}T08:00:00.000Z`]];
      case 'choice':
        return [[name, column.choices[version % column.choices.length]?.value ?? null]];
      case 'lookup':
        return [[name, idOf(column.target, column.target === 'contact' && version > 1 ? 2 : 1)]];
      default:
        return [];
    }
  });
  const record: Record<string, StoredValue> = Object.fromEntries(values);
  // A file belongs to one record; what counts its bytes is not there yet.
  if (schema.name === 'file') Object.assign(record, { article: null, size: null });
  return { ...record, id: idOf(schema.name, version) };
}

async function read(schema: TableSchema, id: string): Promise<{ record: StoredRecord; etag: string }> {
  const mapping = mappings[schema.name];
  assert.ok(mapping);
  const row = await client.get(mapping.entitySet, id, { select: selectOf(mapping) });
  assert.ok(row, `${schema.name} ${id} is not there`);
  return { record: toStored(row, schema, mappings), etag: String(row['@odata.etag']) };
}

/** What is Dataverse's own to say is left out of the comparison. */
function said(schema: TableSchema, record: StoredRecord): Record<string, StoredValue> {
  const mapped = mappings[schema.name]?.columns ?? {};
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => {
      const column = mapped[name];
      if (column?.kind === 'text' && column.numbered) return false;
      if (column?.kind === 'integer' && column.computed) return false;
      return !(column?.kind === 'datetime' && column.writtenAs !== undefined);
    }),
  );
}

const bare = (schema: TableSchema, version: number): StoredRecord => {
  const record = full(schema, version);
  const required = (name: string) => schema.columns[name]?.required === true;
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const column = schema.columns[name];
      const keep = name === 'id' || required(name) || column?.type === 'choice';
      return [name, keep ? value : null];
    }),
  ) as StoredRecord;
};

/** Targets first; a lookup back to a table that comes later is set once both are there. */
test('a bare record of every table is taken as it is and comes back', async () => {
  const order = [...tables].sort((a, b) => depth(a) - depth(b));
  for (const schema of order) {
    const record = bare(schema, 1);
    await write(schema.name, await changesToCreate(record, schema.name, mappings, NOW));
    const found = await read(schema, record.id);
    assert.deepEqual(said(schema, found.record), said(schema, asKept(schema.name, record)), schema.name);
  }
});

for (const schema of tables) {
  test(`a full ${schema.name} comes back, and is changed into another`, async () => {
    const record = full(schema, 2);
    await write(schema.name, await changesToCreate(record, schema.name, mappings, NOW));
    const made = await read(schema, record.id);
    assert.deepEqual(said(schema, made.record), said(schema, asKept(schema.name, record)));
    const { id: _, created_at: __, updated_at: ___, number: ____, ...changes } = full(schema, 3);
    await write(schema.name, await changesToUpdate(made.record, changes, schema.name, mappings, made.etag));
    const changed = await read(schema, record.id);
    const expected = asKept(schema.name, { ...record, ...changes, id: record.id });
    assert.deepEqual(said(schema, changed.record), said(schema, expected));
  });
}

test('a moment of the past is the day a row was made', async () => {
  const schema = tables.find(({ name }) => name === 'case') as TableSchema;
  const { record } = await read(schema, idOf('case', 2));
  assert.equal(record.created_at, '2026-01-02T08:00:00.000Z');
});

test('a unique set is taken once; other letters, small for capital, are another set', async () => {
  const twin = (version: number, subject: string, contact: number) =>
    changesToCreate(
      {
        ...full(tables.find(({ name }) => name === 'identity') as TableSchema, 4),
        id: idOf('identity', version),
        issuer: contact === 1 ? 'https://one.example' : 'https://two.example',
        subject,
        contact: idOf('contact', contact),
      },
      'identity',
      mappings,
      NOW,
    );
  await write('identity', await twin(5, 'Ann', 1));
  await assert.rejects(client.write(await twin(6, 'Ann', 1)), DataverseError);
  await write('identity', await twin(7, 'ann', 2));
  await write('identity', await twin(8, 'ANN', 2).then(withoutKey('contact')));
});

/** The same changes without the digest of the sets that this column is in, so that another set decides. */
function withoutKey(column: string) {
  return (changes: readonly RowChange[]): RowChange[] =>
    changes.map((change) =>
      change.type === 'create'
        ? {
            ...change,
            values: Object.fromEntries(
              Object.entries(change.values).filter(([name]) => !name.endsWith(`_${column}`)),
            ),
          }
        : change,
    );
}

async function write(table: string, changes: Parameters<typeof client.write>[0]): Promise<void> {
  try {
    await client.write(changes);
  } catch (error) {
    throw new Error(`${table}: ${JSON.stringify(changes)}`, { cause: error });
  }
}

function depth(schema: TableSchema, seen: ReadonlySet<string> = new Set()): number {
  if (seen.has(schema.name)) return 0;
  const needed = Object.values(schema.columns).flatMap((column) =>
    isStored(column) && column.type === 'lookup' && column.required ? [column.target] : [],
  );
  const inside = new Set([...seen, schema.name]);
  return Math.max(
    0,
    ...needed.map((name) => 1 + depth(tables.find((one) => one.name === name) as TableSchema, inside)),
  );
}
