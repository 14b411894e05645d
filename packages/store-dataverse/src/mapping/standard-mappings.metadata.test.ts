import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { INTERNAL_TABLES, STANDARD_TABLES } from '@portico/protocol';
import type { ColumnShape, NeededTable } from '../schema/needed.ts';
import { neededTables } from '../schema/needed-tables.ts';
import { mappingsFor } from './index.ts';

/** What Dataverse documents of its tables, against what the mappings say of them. */
const DATA = fileURLToPath(new URL('../../../../../shared/data/dev/dataverse/', import.meta.url));
const skip = existsSync(DATA) ? false : 'needs ../shared/data/dev/dataverse';
const tables = [...STANDARD_TABLES, ...INTERNAL_TABLES];
const needed = neededTables(tables, mappingsFor(tables), 'portico');

/** Columns every table has, or that are composed of others, which the definitions leave out. */
const LEFT_OUT = new Set([
  'createdon',
  'modifiedon',
  'overriddencreatedon',
  'account.address1_city',
  'incident.customerid',
]);
/** Brought by Power Pages and Field Service, which are not part of these definitions. */
const OF_APPS = /^(adx_|msdyn_)/;

const TYPES: Readonly<Record<ColumnShape['type'], readonly string[]>> = {
  text: ['string', 'name', 'email', 'phone', 'url', 'firstName', 'lastName', 'fullName', 'country', 'city'],
  integer: ['integer', 'bigInteger'],
  decimal: ['decimal', 'double', 'integer'],
  boolean: ['boolean'],
  datetime: ['dateTime'],
  date: ['dateTime'],
  choice: ['listLookup'],
  lookup: ['lookup', 'entityId'],
  id: ['string', 'listLookup', 'guid'],
};

interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly maxLength?: number;
  readonly options?: readonly { readonly value: string }[];
  readonly targets?: readonly string[];
}

interface Entity {
  readonly logicalName: string;
  readonly entitySet?: string;
  readonly attributes: readonly Attribute[];
}

function described(): ReadonlyMap<string, Entity> {
  if (skip) return new Map();
  const all = JSON.parse(readFileSync(`${DATA}entities-summary.json`, 'utf8')) as Entity[];
  return new Map(all.map((entity) => [entity.logicalName, entity]));
}

const entities = described();
const mapped = needed.filter(({ name }) => entities.has(name));

describe('the common data model', { skip }, () => {
  test('describes the standard tables that no app brings', () => {
    const standard = needed.filter((one) => one.make === null && !OF_APPS.test(one.name));
    assert.deepEqual(mapped.map(({ name }) => name).toSorted(), standard.map(({ name }) => name).toSorted());
    assert.equal(mapped.length, 7);
  });

  for (const table of mapped) {
    const entity = entities.get(table.name);
    assert.ok(entity);
    test(`has every column of ${table.name}, of a type and length that fit`, () => agree(table, entity));
  }
});

function agree(table: NeededTable, entity: Entity): void {
  const attributes = new Map(entity.attributes.map((one) => [one.name.toLowerCase(), one]));
  const mappings = Object.values(mappingsFor(tables)).filter((one) => one.table === table.name);
  for (const mapping of mappings) {
    if (entity.entitySet) assert.equal(mapping.entitySet, entity.entitySet);
    assert.ok(attributes.has(mapping.key), mapping.key);
  }
  let compared = 0;
  for (const { name, custom, shape } of table.columns) {
    if (custom || OF_APPS.test(name) || LEFT_OUT.has(name) || LEFT_OUT.has(`${table.name}.${name}`)) continue;
    const found = attributes.get(name);
    assert.ok(found, `${table.name}.${name} is not described`);
    assert.ok(TYPES[shape.type].includes(found.type), `${table.name}.${name} is of type ${found.type}`);
    if (shape.type === 'text' && found.maxLength)
      assert.ok(shape.maxLength <= found.maxLength, `${name} is too long`);
    if (shape.type === 'choice' && found.options) {
      const options = new Set(found.options.map(({ value }) => Number(value)));
      for (const option of shape.options.keys())
        assert.ok(options.has(option), `${name} has no option ${option}`);
    }
    compared += 1;
  }
  assert.ok(compared >= 3, `only ${compared} columns were compared`);
}

describe('an organization’s metadata', { skip }, () => {
  for (const [entity, file] of [
    ['lead', 'LeadMetadata.xml.gz'],
    ['annotation', 'AnnotationMetadata.xml.gz'],
  ] as const) {
    test(`has every column of ${entity}`, () => {
      const xml = gunzipSync(readFileSync(`${DATA}metadata/${file}`)).toString('utf8');
      const names = new Set(
        xml.split('<b:AttributeMetadata i:type').map((part) => /<b:LogicalName>(\w+)</.exec(part)?.[1]),
      );
      const table = needed.find(({ name }) => name === entity);
      const standard = table?.columns.filter(({ custom }) => !custom) ?? [];
      // Organizations change lengths, which is why they are read when the store opens.
      for (const { name } of standard) assert.ok(names.has(name), `${entity}.${name}`);
      assert.ok(standard.length >= 5);
    });
  }

  test('takes no columns in annotation, and names its lookups by their targets', () => {
    const xml = gunzipSync(readFileSync(`${DATA}metadata/AnnotationMetadata.xml.gz`)).toString('utf8');
    assert.match(xml, /<b:CanCreateAttributes[^>]*><c:CanBeChanged>false<.{0,120}<c:Value>false</);
    for (const navigation of ['objectid_incident', 'objectid_knowledgearticle'])
      assert.ok(xml.includes(`ReferencingEntityNavigationPropertyName>${navigation}<`), navigation);
    const note = needed.find(({ name }) => name === 'annotation');
    assert.deepEqual(
      note?.columns.filter(({ custom }) => custom),
      [],
    );
  });
});
