import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { INTERNAL_TABLES, STANDARD_TABLES, type TableSchema } from '@portico/protocol';
import { createDataverseClient } from '../client/create-dataverse-client.ts';
import type { DataverseClient, Row } from '../client/dataverse-client.ts';
import { GUEST_ACCOUNT } from '../mapping/account.ts';
import { mappingsFor } from '../mapping/index.ts';
import { optionOf } from '../mapping/option-of.ts';
import { startFakeDataverse } from '../testing/fake-dataverse/index.ts';
import { checkTables, provisionTables } from './index.ts';

const PRODUCT: TableSchema = {
  name: 'product',
  label: 'Product',
  pluralLabel: 'Products',
  title: 'name',
  columns: {
    name: { type: 'text', label: 'Name', maxLength: 100, classification: 'public' },
    page: { type: 'html', label: 'Page', maxLength: 100_000, classification: 'public' },
    stock: { type: 'integer', label: 'Stock', min: 0, max: 1000, classification: 'public' },
    price: { type: 'decimal', label: 'Price', classification: 'public' },
    sold: { type: 'boolean', label: 'Sold', classification: 'public' },
    since: { type: 'date', label: 'Since', classification: 'public' },
    seen_at: { type: 'datetime', label: 'Seen', classification: 'public' },
    state: {
      type: 'choice',
      label: 'State',
      choices: [
        { value: 'new', label: 'New' },
        { value: 'old', label: 'Old' },
      ],
      classification: 'public',
    },
    parent: { type: 'lookup', label: 'Parent', target: 'product', classification: 'public' },
    buyer: { type: 'lookup', label: 'Buyer', target: 'contact', classification: 'personal' },
  },
  unique: [['name', 'buyer']],
};
const tables = [...STANDARD_TABLES, ...INTERNAL_TABLES, PRODUCT];
const mappings = mappingsFor(tables);
const fake = await startFakeDataverse();
after(() => fake.stop());
const client = createDataverseClient({
  url: fake.url,
  authority: fake.authority,
  tenantId: fake.tenantId,
  clientId: fake.clientId,
  clientSecret: fake.clientSecret,
});

/** The client, with what it posted, and a failure after so many posts. */
function watched(failAfter = Number.POSITIVE_INFINITY): DataverseClient & { readonly posted: string[] } {
  const posted: string[] = [];
  const post = async (path: string, body: Row) => {
    if (posted.length >= failAfter) throw new Error('The connection is gone.');
    posted.push(path);
    await client.post(path, body);
  };
  return { ...client, post, posted };
}

describe('provisioning', () => {
  test('begins with everything of ours named as missing, and nothing else', async () => {
    const { faults, differences } = await checkTables(client, tables, mappings);
    assert.deepEqual(
      differences.filter(({ kind }) => kind === 'misfit'),
      [],
      faults.join('\n'),
    );
    assert.ok(faults.includes('The table portico_product is missing, in which product would be kept.'));
    assert.ok(
      faults.includes(
        'incident: the column portico_product is missing (text of 120 characters), in which case.product would be kept.',
      ),
    );
    assert.ok(faults.some((fault) => fault.startsWith(`account: the row ${GUEST_ACCOUNT} is missing`)));
  });

  test('goes on where it failed, makes nothing twice, and ends with nothing missing', async () => {
    const first = watched(40);
    await assert.rejects(provisionTables(first, tables, mappings), /connection is gone/);
    const second = watched();
    const { faults, mappings: fitted } = await provisionTables(second, tables, mappings);
    assert.deepEqual(faults, []);
    const all = [...first.posted, ...second.posted];
    const order = [/^EntityDefinitions$/, /\/Attributes$/, /^RelationshipDefinitions$/, /\/Keys$/];
    const stages = second.posted.map((path) => order.findIndex((stage) => stage.test(path)));
    assert.deepEqual(
      stages,
      stages.toSorted((a, b) => a - b),
    );
    assert.equal(
      all.filter((path) => path === 'EntityDefinitions').length,
      Object.values(mappings).filter(({ custom }) => custom).length,
    );
    assert.equal(fitted.category?.entitySet, 'portico_categories');
  });

  test('a second time makes nothing', async () => {
    const again = watched();
    assert.deepEqual((await provisionTables(again, tables, mappings)).faults, []);
    assert.deepEqual(again.posted, []);
  });

  test('adds what a configuration grows by: a column, a choice', async () => {
    const { state } = PRODUCT.columns;
    assert.equal(state?.type, 'choice');
    const grown: TableSchema = {
      ...PRODUCT,
      columns: {
        ...PRODUCT.columns,
        state: { ...state, choices: [{ value: 'gone', label: 'Gone' }, ...state.choices] },
        color: { type: 'text', label: 'Color', maxLength: 5000, classification: 'public' },
      },
    };
    const site = [...tables.filter((one) => one !== PRODUCT), grown];
    const options: Row[] = [];
    const more = watched();
    const post = async (path: string, body: Row) =>
      path === 'InsertOptionValue' ? void options.push(body) : await more.post(path, body);
    const { faults } = await provisionTables({ ...more, post }, site, mappingsFor(site));
    assert.deepEqual(more.posted, ["EntityDefinitions(LogicalName='portico_product')/Attributes"]);
    assert.deepEqual(
      options.map(({ EntityLogicalName, AttributeLogicalName, Value }) => [
        EntityLogicalName,
        AttributeLogicalName,
        Value,
      ]),
      [['portico_product', 'portico_state', optionOf('gone')]],
    );
    // The option was asked for and not made here, so it is what is left.
    assert.deepEqual(faults, [
      `portico_product: the column portico_state has no option ${optionOf('gone')} (Gone), which product.state needs.`,
    ]);
  });

  test('says what it cannot make: a column that is too short, another type, a lookup elsewhere', async () => {
    const [name, stock, buyer] = ['name', 'stock', 'buyer'].map((column) => PRODUCT.columns[column]!);
    const changed = {
      ...PRODUCT,
      columns: {
        ...PRODUCT.columns,
        name: { ...name, maxLength: 200 },
        stock: { ...name, type: 'text', maxLength: 10, label: stock!.label },
        buyer: { ...buyer, target: 'account' },
      },
    } as TableSchema;
    const site = [...tables.filter((one) => one !== PRODUCT), changed];
    const { faults } = await checkTables(client, site, mappingsFor(site));
    assert.deepEqual(faults.toSorted(), [
      'portico_product: portico_buyer does not point to account, as product.buyer needs.',
      'portico_product: portico_name holds 100 characters; product.name has up to 200.',
      'portico_product: portico_stock is of type Integer, which cannot keep product.stock.',
    ]);
  });

  test('the lengths and names of standard tables are those of the environment', async () => {
    const { mappings: fitted } = await checkTables(client, tables, mappings);
    const email = fitted.contact?.columns.email;
    assert.ok(email?.kind === 'text' && email.maxLength === 100);
    const author = fitted.post?.columns.author;
    assert.ok(author?.kind === 'lookup' && /^adx_authorid$/i.test(author.navigation));
  });
});

test('an environment without Field Service is told what to do about it', async () => {
  const bare: Pick<DataverseClient, 'read' | 'get'> = { read: async () => null, get: async () => null };
  const site = tables.filter(({ name }) => ['account', 'contact', 'case', 'work_order'].includes(name));
  const { faults } = await checkTables(bare, site, mappingsFor(site));
  assert.equal(faults.length, 4);
  assert.ok(
    faults.includes(
      'The table msdyn_workorder is missing, in which work_order would be kept; install the app that brings it, or override the mapping of work_order with "custom: true".',
    ),
  );
});
