import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { INTERNAL_TABLES, isStored, STANDARD_TABLES, type TableSchema } from '@portico/protocol';
import fc from 'fast-check';
import {
  type ColumnMapping,
  MappingError,
  type MappingOverrides,
  mappingsFor,
  standardMappings,
  type TableMapping,
} from './index.ts';

const tables: readonly TableSchema[] = [...STANDARD_TABLES, ...INTERNAL_TABLES];
const GUID = '7f0c3d54-9a0e-4c53-8a7e-0f6f3a1d2b10';

function table(name: string, columns: TableSchema['columns'], rest: Partial<TableSchema> = {}): TableSchema {
  return {
    name,
    label: name,
    pluralLabel: `${name}s`,
    title: Object.keys(columns)[0] as string,
    columns,
    ...rest,
  };
}

function text(maxLength = 10) {
  return { type: 'text', label: 'Text', maxLength, classification: 'internal' } as const;
}

function faults(overrides: MappingOverrides, more: readonly TableSchema[] = []): readonly string[] {
  try {
    mappingsFor([...tables, ...more], overrides);
  } catch (error) {
    if (error instanceof MappingError) return error.faults;
    throw error;
  }
  return [];
}

function nameIn(mapping: TableMapping | undefined, column: string): string | undefined {
  const mapped = mapping?.columns[column];
  return mapped && 'name' in mapped ? mapped.name : undefined;
}

describe('the mappings of a site', () => {
  const mappings = mappingsFor(tables);

  test('name every table and every stored column, and no more', () => {
    assert.deepEqual(Object.keys(mappings).sort(), tables.map(({ name }) => name).sort());
    for (const schema of tables) {
      const stored = Object.keys(schema.columns).filter((name) => isStored(schema.columns[name]!));
      assert.deepEqual(Object.keys(mappings[schema.name]!.columns).sort(), stored.sort(), schema.name);
    }
  });

  test('take the tables of a site as they come', () => {
    assert.deepEqual(mappingsFor(new Map(tables.map((one) => [one.name, one]))), mappings);
  });

  test('never put two columns into one, nor two tables into one but for notes and files', () => {
    const places = Object.values(mappings).map((one) => one.table);
    assert.deepEqual(
      places.filter((one, index) => places.indexOf(one) !== index),
      ['annotation'],
    );
  });

  test('keep what has no counterpart in custom tables and columns', () => {
    assert.equal(mappings.category?.table, 'portico_category');
    assert.equal(mappings.category?.entitySet, 'portico_categories');
    assert.equal(mappings.idempotency_key?.key, 'portico_idempotency_keyid');
    assert.deepEqual(mappings.case?.columns.product, {
      kind: 'text',
      name: 'portico_product',
      maxLength: 120,
    });
    assert.deepEqual(mappings.article?.columns.category, {
      kind: 'lookup',
      name: 'portico_category',
      navigation: 'portico_category',
      target: 'category',
    });
  });

  test('keep sets unique by a digest under a key, but for numbers that Dataverse gives out', () => {
    assert.deepEqual(mappings.identity?.unique, [
      {
        columns: ['issuer', 'subject'],
        name: 'portico_own_unique_issuer_subject',
        key: 'portico_own_key_issuer_subject',
      },
      {
        columns: ['issuer', 'contact'],
        name: 'portico_own_unique_issuer_contact',
        key: 'portico_own_key_issuer_contact',
      },
    ]);
    assert.deepEqual(
      mappings.case?.unique?.map(({ columns }) => columns),
      [['source']],
    );
  });

  test('add nothing to a table that takes no columns: a cell more goes into its text', () => {
    const note = tables.find(({ name }) => name === 'case_note')!;
    const grown = { ...note, columns: { ...note.columns, mood: text() } };
    const { case_note } = mappingsFor([...tables.filter((one) => one !== note), grown]);
    assert.deepEqual(case_note?.columns.mood, {
      kind: 'packed',
      name: 'subject',
      key: 'mood',
      maxLength: 500,
    });
    assert.deepEqual(case_note?.unique, []);
  });

  test('bear the prefix of the publisher, standard tables among them', () => {
    const { article, category } = mappingsFor(tables, {}, 'contoso');
    assert.equal(category?.table, 'contoso_category');
    const written = JSON.stringify(article);
    assert.ok(written.includes('contoso_own_audience') && written.includes('contoso_summary'));
    assert.ok(!written.includes('portico'));
  });

  for (const prefix of ['', 'a', 'Portico', 'mscrm1', 'far_too', 'x;drop', '1abc', 'ninechars'])
    test(`refuse the prefix "${prefix}"`, () =>
      assert.throws(() => mappingsFor(tables, {}, prefix), MappingError));
});

describe('a custom column', () => {
  const kept = (columns: TableSchema['columns']) => mappingsFor([table('thing', columns)]).thing!.columns;

  test('is of the type that holds what ours does', () => {
    const base = { label: 'X', classification: 'internal' } as const;
    const columns = kept({
      small: { ...base, type: 'integer', min: 0, max: 100 },
      wide: { ...base, type: 'integer' },
      ratio: { ...base, type: 'decimal', min: 0 },
      on: { ...base, type: 'boolean' },
      day: { ...base, type: 'date' },
      at: { ...base, type: 'datetime' },
      page: { ...base, type: 'html', maxLength: 9 },
    });
    assert.deepEqual(
      Object.values(columns).map(({ kind }) => kind),
      ['integer', 'decimal', 'decimal', 'boolean', 'date', 'datetime', 'text'],
    );
    assert.deepEqual(columns.small, { kind: 'integer', name: 'portico_small', min: 0, max: 100 });
    assert.deepEqual(columns.ratio, { kind: 'decimal', name: 'portico_ratio', min: 0, max: 1e11 });
  });

  test('keeps its options when choices are added, dropped or put in another order', () => {
    const options = (...values: string[]) => {
      const column = kept({
        state: {
          type: 'choice',
          label: 'State',
          classification: 'internal',
          choices: values.map((value) => ({ value, label: value })),
        },
      }).state as Extract<ColumnMapping, { kind: 'choice' }>;
      return column.options;
    };
    const before = options('a', 'b');
    assert.deepEqual({ ...options('c', 'b', 'a'), c: 0 }, { ...before, c: 0 });
    assert.equal(options('b').b, before.b);
  });

  test('of a long name has a short one of its own', () => {
    const columns = kept(
      Object.fromEntries(['one', 'two'].map((end) => [`${'long_'.repeat(11)}${end}`, text()])),
    );
    const names = Object.values(columns).map((column) => ('name' in column ? column.name : ''));
    assert.equal(new Set(names).size, 2);
    for (const name of names) assert.match(name, /^portico_long_[a-z0-9_]{1,37}$/);
  });

  test('that takes a name of the store’s own is refused', () => {
    const taken = table('thing', { own_label: text() });
    assert.match(faults({}, [taken]).join(), /thing: "own_label" is kept in portico_own_label/);
    const unique = table('thing', { code: text(), own_unique_code: text() }, { unique: [['code']] });
    assert.match(faults({}, [unique]).join(), /"own_unique_code" is kept in portico_own_unique_code/);
  });

  test('has a name that Dataverse takes, whatever ours is', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9_]{0,62}$/), (name) => {
        fc.pre(!name.startsWith('own_'));
        const { thing } = mappingsFor([table('thing', { [name]: text() }, { unique: [[name]] })]);
        const mapped = nameIn(thing, name) ?? '';
        for (const made of [mapped, ...(thing?.unique ?? []).flatMap((set) => [set.name, set.key])])
          assert.match(made, /^([a-z]{1,9}on|portico_[a-z][a-z0-9_]{0,41})$/);
        assert.notEqual(mapped, thing?.unique?.[0]?.name);
      }),
    ));
});

describe('an override', () => {
  test('changes what it names and leaves the rest', () => {
    const { account } = mappingsFor(tables, {
      account: {
        fixed: { 'ownerid@odata.bind': `/teams(${GUID})` },
        columns: { country: { kind: 'text', name: 'address1_country', maxLength: 80 } },
      },
    });
    assert.equal(nameIn(account, 'country'), 'address1_country');
    assert.deepEqual(account?.columns.name, standardMappings.account.columns.name);
    assert.deepEqual(account?.rows, standardMappings.account.rows);
    assert.deepEqual(account?.fixed, { 'ownerid@odata.bind': `/teams(${GUID})` });
  });

  test('may keep a table or a column as a custom one', () => {
    const { work_order, contact } = mappingsFor(tables, {
      work_order: { custom: true },
      contact: { columns: { job_title: 'custom' } },
    });
    assert.equal(work_order?.table, 'portico_work_order');
    assert.equal(nameIn(work_order, 'title'), 'portico_title');
    assert.equal(nameIn(contact, 'job_title'), 'portico_job_title');
  });

  test('may open articles that nobody gave an audience, by saying so', () => {
    const visibility = standardMappings.article.columns.visibility;
    const { article } = mappingsFor(tables, {
      article: {
        columns: {
          visibility: {
            ...visibility,
            patterns: {
              ...visibility.patterns,
              public: [
                ...visibility.patterns.public,
                { statecode: 3, isinternal: false, portico_own_audience: null },
              ],
            },
          },
        },
      },
    });
    assert.equal(article?.columns.visibility?.kind, 'pattern');
  });

  const column = (mapping: ColumnMapping): MappingOverrides => ({ contact: { columns: { phone: mapping } } });
  const named = (name: string): MappingOverrides => column({ kind: 'text', name, maxLength: 50 });
  const refused: readonly (readonly [string, MappingOverrides, RegExp])[] = [
    ['an unknown table', { nope: {} }, /^nope: is not a table/],
    ['an unknown column', { contact: { columns: { nope: 'custom' } } }, /^contact\.nope: is not a column/],
    ['a password hash', named('adx_identity_passwordhash'), /^contact\.phone: .* never mapped/],
    ['a security stamp in capitals', named('ADX_Identity_SecurityStamp'), /never mapped/],
    ['an identity column of a later version', named('adx_identity_somethingnew'), /never mapped/],
    ['a lookup property of one', named('_adx_identity_x_value'), /never mapped/],
    ['the table of sign-ins', { contact: { table: 'adx_externalidentity' } }, /never mapped/],
    ['the table of invitations', { contact: { table: 'adx_invitation' } }, /never mapped/],
    ['the entity set of sign-ins', { contact: { entitySet: 'adx_externalidentities' } }, /never mapped/],
    ['the key of invitations', { contact: { key: 'adx_invitationid' } }, /never mapped/],
    [
      'a row condition over an identity column',
      { contact: { rows: [{ name: 'adx_identity_logonenabled', operator: 'eq', value: true }] } },
      /never mapped/,
    ],
    ['a fixed identity column', { contact: { fixed: { adx_identity_logonenabled: true } } }, /never mapped/],
    [
      'an identity column behind text that overflows',
      column({ kind: 'text', name: 'telephone1', maxLength: 9, overflow: 'adx_identity_passwordhash' }),
      /never mapped/,
    ],
    ['a name that could end a query', named("telephone1 eq 'x' or 1"), /no logical name/],
    [
      'a navigation that could',
      {
        contact: {
          columns: {
            account: { kind: 'lookup', name: 'parentcustomerid', navigation: 'x/y', target: 'account' },
          },
        },
      },
      /no navigation property/,
    ],
    ['an entity set that could', { contact: { entitySet: 'contacts?$x' } }, /no name of Dataverse/],
    ['a column that is taken', named('emailaddress1'), /"email" and "phone" are both kept in emailaddress1/],
    [
      'a kind that cannot keep the type',
      column({ kind: 'boolean', name: 'telephone1' }),
      /type text, which a mapping of kind boolean/,
    ],
    [
      'a lookup to another table',
      {
        contact: { columns: { account: { kind: 'lookup', name: 'x', navigation: 'x', target: 'contact' } } },
      },
      /points to account, its mapping to contact/,
    ],
    ['a length that is none', column({ kind: 'text', name: 'telephone1', maxLength: 0 }), /no usable length/],
    [
      'a choice without an option',
      {
        case: {
          columns: { priority: { kind: 'choice', name: 'prioritycode', options: { high: 1, low: 3 } } },
        },
      },
      /"normal" has no option/,
    ],
    [
      'an option of a value that is none',
      {
        case: {
          columns: {
            priority: {
              kind: 'choice',
              name: 'prioritycode',
              options: { high: 1, normal: 2, low: 3, top: 4 },
            },
          },
        },
      },
      /"top" is no value/,
    ],
    [
      'an option that means two values',
      {
        case: {
          columns: {
            priority: {
              kind: 'choice',
              name: 'prioritycode',
              options: { high: 1, normal: 2, low: 3 },
              reads: { low: [1] },
            },
          },
        },
      },
      /1 means both "high" and "low"/,
    ],
    [
      'patterns that one row could fit both',
      {
        article: {
          columns: {
            visibility: {
              ...standardMappings.article.columns.visibility,
              patterns: {
                ...standardMappings.article.columns.visibility.patterns,
                public: [{ statecode: 3 }],
              },
            },
          },
        },
      },
      /one row could be both/,
    ],
    [
      'a closed value that reads as an open one',
      {
        article: {
          columns: {
            visibility: {
              ...standardMappings.article.columns.visibility,
              otherwise: { value: 'draft', written: { statecode: 3, isinternal: true } },
            },
          },
        },
      },
      /"draft" is written as what reads as "internal"/,
    ],
    [
      'an empty pattern',
      {
        article: {
          columns: {
            visibility: {
              ...standardMappings.article.columns.visibility,
              patterns: { ...standardMappings.article.columns.visibility.patterns, public: [{}] },
            },
          },
        },
      },
      /would fit every row/,
    ],
    [
      'a marker without its text',
      { case_note: { columns: { text: { kind: 'text', name: 'notetext', maxLength: 9 } } } },
      /needs one column of kind marked_text/,
    ],
    [
      'a placeholder that is no id',
      {
        case: {
          columns: {
            account: {
              ...standardMappings.case.columns.account,
              required: { placeholder: 'nobody' },
            },
          },
        },
      },
      /no id in lower case/,
    ],
  ];
  for (const [what, overrides, message] of refused)
    test(`is refused that names ${what}`, () => {
      const found = faults(overrides);
      assert.ok(
        found.some((fault) => message.test(fault)),
        found.join('\n') || 'no fault',
      );
    });

  test('has every fault named at once', () => {
    assert.equal(faults({ nope: {}, neither: {}, contact: { columns: { nope: 'custom' } } }).length, 3);
  });
});

test('values of a choice that fall together are refused, not mixed up', () => {
  assert.match(
    faults({
      case: {
        columns: {
          kind: { kind: 'choice', name: 'portico_kind', options: { question: 7, problem: 7, request: 8 } },
        },
      },
    }).join(),
    /7 means both "question" and "problem"/,
  );
});
