import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { INTERNAL_TABLES, STANDARD_TABLES, type TableSchema } from '@portico/protocol';
import type { TablePermission } from '../permissions/table-permission.ts';
import { ConfigError } from './config-error.ts';
import { loadSite } from './load-site.ts';
import { columnOf } from './site.ts';
import type { FormConfig, IssuerConfig, SiteConfig } from './site-config.ts';

const minimal: SiteConfig = {
  site: { name: 'Test', locales: ['en'], origins: ['https://www.example.com'] },
  webRoles: ['customer'],
  tablePermissions: [],
};

const permission: TablePermission = {
  id: 'p',
  table: 'case',
  webRoles: ['customer'],
  access: 'global',
  privileges: ['read'],
  columns: { read: ['title'] },
};

const issuer: IssuerConfig = {
  issuer: 'https://id.example.com',
  audience: ['portico'],
  algorithms: ['RS256'],
  claims: {},
};

const form: FormConfig = {
  name: 'contact-us',
  table: 'lead',
  title: 'Contact us',
  fields: [{ column: 'topic' }, { column: 'last_name' }],
  submitLabel: 'Send',
  success: { title: 'Thank you', message: 'We will call.' },
};

const asset: TableSchema = {
  name: 'asset',
  label: 'Asset',
  pluralLabel: 'Assets',
  title: 'name',
  columns: {
    name: { type: 'text', label: 'Name', maxLength: 100, classification: 'internal' },
    owner: { type: 'lookup', label: 'Owner', target: 'contact', classification: 'internal' },
    condition: {
      type: 'choice',
      label: 'Condition',
      classification: 'internal',
      choices: [{ value: 'good', label: 'Good' }],
    },
  },
};

/** The faults of a configuration, as `path: message`. */
function faults(config: Partial<SiteConfig> | Record<string, unknown>): readonly string[] {
  try {
    loadSite({ ...minimal, ...config } as SiteConfig);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.faults.map((fault) => `${fault.path}: ${fault.message}`);
  }
}

function refuses(config: Partial<SiteConfig> | Record<string, unknown>, path: string, words: RegExp): void {
  const found = faults(config);
  const hit = found.find((fault) => fault.startsWith(`${path}: `));
  assert.ok(hit, `no fault at ${path}; found:\n${found.join('\n')}`);
  assert.match(hit, words);
}

const withPermission = (rest: Partial<TablePermission>, ...others: TablePermission[]) => ({
  tablePermissions: [{ ...permission, ...rest }, ...others],
});
const withIssuer = (rest: Record<string, unknown>) => ({
  identity: {
    signIn: { issuer: issuer.issuer, clientId: 'site', scope: 'openid' },
    issuers: [{ ...issuer, ...rest }],
  },
});
const withForm = (rest: Record<string, unknown>) => ({ forms: [{ ...form, ...rest }] });
const withTable = (rest: Record<string, unknown>) => ({ tables: [{ ...asset, ...rest }] });

describe('a site', () => {
  test('has the standard tables, and the adapter’s own apart from them', () => {
    const site = loadSite(minimal);
    assert.deepEqual(
      [...site.tables.keys()],
      STANDARD_TABLES.map((table) => table.name),
    );
    assert.deepEqual(
      [...site.internalTables.keys()],
      INTERNAL_TABLES.map((table) => table.name),
    );
    assert.equal(site.storeTables.length, STANDARD_TABLES.length + INTERNAL_TABLES.length);
    assert.equal(site.tables.has('audit_entry'), false);
  });

  test('has the tables and columns it adds', () => {
    const badge = { type: 'text', label: 'Badge', maxLength: 10, classification: 'internal' } as const;
    const site = loadSite({ ...minimal, tables: [asset], columns: { contact: { badge } } });
    assert.equal(site.tables.get('asset'), asset);
    assert.deepEqual(site.tables.get('contact')?.columns.badge, badge);
    assert.ok(site.tables.get('contact')?.columns.email);
    assert.equal(STANDARD_TABLES.find(({ name }) => name === 'contact')?.columns.badge, undefined);
  });

  test('finds permissions by table and by id, and forms by name', () => {
    const site = loadSite({ ...minimal, tablePermissions: [permission], forms: [form] });
    assert.deepEqual(site.permissions.get('case'), [permission]);
    assert.equal(site.permissionById.get('p'), permission);
    assert.equal(site.forms.get('contact-us'), form);
  });

  test('leaves alone what a configuration file holds beside the site', () => {
    assert.deepEqual(faults({ store: { file: 'x' } }), []);
  });

  test('does not take names of JavaScript objects for columns', () => {
    const table = loadSite(minimal).tables.get('case') as TableSchema;
    assert.equal(columnOf(table, 'constructor'), undefined);
    assert.equal(columnOf(table, '__proto__'), undefined);
    assert.equal(columnOf(table, 'title')?.type, 'text');
  });
});

describe('a configuration error', () => {
  test('lists every fault, each with its place', () => {
    const found = faults({
      tablePermissions: [
        { ...permission, table: 'cse' },
        { ...permission, id: 'q', webRoles: ['custmer'], columns: { read: ['titel'] } },
      ],
      forms: [{ ...form, table: 'leed' }],
    });
    assert.equal(found.length, 4);
    const error = new ConfigError([{ path: 'a', message: 'is wrong' }]);
    assert.equal(error.message, 'The configuration has one fault:\n  a: is wrong');
  });

  test('names unknown keys, so that a misspelt one is not ignored', () => {
    refuses(withPermission({ privilges: ['read'] } as never), 'tablePermissions[0]', /privilges/);
    refuses({ site: { ...minimal.site, orgins: [] } }, 'site', /orgins/);
  });

  test('is what values of wrong types give, however wrong', () => {
    for (const config of [null, 1, 'x', [], {}, { site: null }])
      assert.throws(() => loadSite(config as never), ConfigError);
    refuses({ tablePermissions: 'none' }, 'tablePermissions', /must be a list/);
    refuses(withPermission({ privileges: ['admin'] as never }), 'tablePermissions[0].privileges[0]', /read/);
    refuses(withPermission({ access: 'all' as never }), 'tablePermissions[0].access', /global/);
  });
});

describe('origins', () => {
  const origin = (value: string, words: RegExp) =>
    refuses({ site: { ...minimal.site, origins: [value] } }, 'site.origins[0]', words);

  test('are refused with wildcards, null, paths and other spellings', () => {
    origin('*', /wildcard/);
    origin('https://*.example.com', /wildcard/);
    origin('null', /sandboxed/);
    origin('https://example.com/', /write https:\/\/example\.com/);
    origin('https://example.com/help', /write https:\/\/example\.com/);
    origin('https://EXAMPLE.com', /write https:\/\/example\.com/);
    origin('https://example.com:443', /write https:\/\/example\.com/);
    origin('example.com', /not an origin/);
    origin('file:///x', /not an origin/);
    origin('', /not an origin/);
  });

  test('of development are fine', () => {
    const origins = ['http://localhost:8080', 'https://www.example.com', 'http://127.0.0.1:3000'];
    assert.deepEqual(faults({ site: { ...minimal.site, origins } }), []);
  });

  test('come with locales that are language tags', () => {
    refuses({ site: { ...minimal.site, locales: ['english!'] } }, 'site.locales[0]', /BCP 47/);
    refuses({ site: { ...minimal.site, locales: [] } }, 'site.locales', /default/);
  });
});

describe('identity', () => {
  test('is fine when complete', () => assert.deepEqual(faults(withIssuer({})), []));

  for (const key of ['issuer', 'audience', 'algorithms'] as const) {
    test(`needs the issuer's ${key}`, () => {
      refuses(withIssuer({ [key]: undefined }), `identity.issuers[0].${key}`, /./);
    });
  }

  test('needs something in each list', () => {
    refuses(withIssuer({ audience: [] }), 'identity.issuers[0].audience', /audience/);
    refuses(withIssuer({ algorithms: [] }), 'identity.issuers[0].algorithms', /RS256/);
  });

  for (const algorithm of ['HS256', 'HS512', 'none', 'None', 'RSA', 'rs256']) {
    test(`refuses the algorithm ${algorithm}`, () => {
      refuses(
        withIssuer({ algorithms: ['RS256', algorithm] }),
        'identity.issuers[0].algorithms[1]',
        /asymmetric/,
      );
    });
  }

  test('refuses http but on localhost', () => {
    const on = (address: string) => ({
      identity: {
        signIn: { issuer: address, clientId: 'site', scope: 'openid' },
        issuers: [{ ...issuer, issuer: address }],
      },
    });
    refuses(on('http://id.example.com'), 'identity.issuers[0].issuer', /https/);
    refuses(on('http://localhost.example.com'), 'identity.issuers[0].issuer', /https/);
    refuses(on('not a url'), 'identity.issuers[0].issuer', /URL/);
    for (const local of ['http://localhost:8082', 'http://127.0.0.1:1', 'http://[::1]:1'])
      assert.deepEqual(faults(on(local)), []);
    refuses(withIssuer({ jwksUri: 'http://id.example.com/keys' }), 'identity.issuers[0].jwksUri', /https/);
  });

  test('knows the web roles that claims are mapped to', () => {
    const claims = (role: string) => ({ claims: { roles: { claim: 'roles', webRoles: { staff: role } } } });
    assert.deepEqual(faults(withIssuer(claims('customer'))), []);
    const path = 'identity.issuers[0].claims.roles.webRoles.staff';
    refuses(withIssuer(claims('admin')), path, /webRoles/);
    refuses(withIssuer(claims('authenticated')), path, /webRoles/);
  });

  test('links by address only where people cannot set the addresses', () => {
    const on = (rest: Partial<TablePermission>, linkByVerifiedEmail = true) => ({
      ...withIssuer({ linkByVerifiedEmail }),
      ...withPermission({ table: 'contact', webRoles: ['customer'], ...rest }),
    });
    const write = { privileges: ['write'], columns: { write: ['name', 'email'] } } as const;
    const create = { privileges: ['create'], columns: { create: ['email', 'name'] } } as const;
    const written = 'tablePermissions[0].columns.write[1]';
    refuses(on({ access: 'self', ...write }), written, /linkByVerifiedEmail/);
    refuses(on({ access: 'contact', ...write }), written, /linkByVerifiedEmail/);
    const anyone = { access: 'global', webRoles: ['authenticated'] } as const;
    refuses(on({ ...anyone, ...write }), written, /linkByVerifiedEmail/);
    refuses(on({ ...anyone, ...create }), 'tablePermissions[0].columns.create[0]', /linkByVerifiedEmail/);
    assert.deepEqual(faults(on({ access: 'self', ...write }, false)), []);
    assert.deepEqual(faults(on({ access: 'self', ...write, columns: { write: ['name'] } })), []);
    // Those whose work it is to keep addresses.
    assert.deepEqual(faults(on({ access: 'global', ...write })), []);
  });

  test('signs in at one of the issuers, with openid', () => {
    const signIn = (rest: object) => ({
      identity: {
        issuers: [issuer],
        signIn: { issuer: issuer.issuer, clientId: 'c', scope: 'openid', ...rest },
      },
    });
    refuses(signIn({ issuer: 'https://other.example' }), 'identity.signIn.issuer', /issuers/);
    refuses(signIn({ scope: 'profile' }), 'identity.signIn.scope', /openid/);
  });

  test('needs no provider to send visitors to where pages hand over tokens of their own', () => {
    assert.deepEqual(faults({ identity: { issuers: [issuer] } }), []);
  });

  test('says in plain words what is missing or of another type', () => {
    const { name: _, ...unnamed } = minimal.site;
    refuses({ site: unnamed }, 'site.name', /: is missing$/);
    refuses({ site: undefined }, 'site', /: is missing$/);
    refuses(withIssuer({ audience: 'api' }), 'identity.issuers[0].audience', /: must be a list$/);
    refuses(
      withPermission({ columns: 'all' as never }),
      'tablePermissions[0].columns',
      /: must be an object$/,
    );
    refuses(
      withPermission({ access: 'own' as never }),
      'tablePermissions[0].access',
      /: must be one of global, contact, account, self, parent$/,
    );
  });

  test('refuses an issuer listed twice and a wide clock tolerance', () => {
    const twice = { ...withIssuer({}).identity, issuers: [issuer, issuer] };
    refuses({ identity: twice }, 'identity.issuers[1].issuer', /twice/);
    refuses(withIssuer({ clockTolerance: 61 }), 'identity.issuers[0].clockTolerance', /60/);
  });

  test('narrows which tokens are access tokens, and never to nothing or to tokens of another kind', () => {
    const narrowed = { accessClaims: ['scp'], clientIds: ['web'], maxTokenAge: 3600, tokenType: 'at+jwt' };
    assert.deepEqual(faults(withIssuer(narrowed)), []);
    refuses(withIssuer({ accessClaims: [] }), 'identity.issuers[0].accessClaims', /no claim/);
    refuses(withIssuer({ clientIds: [] }), 'identity.issuers[0].clientIds', /no client/);
    refuses(withIssuer({ maxTokenAge: 0 }), 'identity.issuers[0].maxTokenAge', /./);
    refuses(withIssuer({ maxTokenAge: 32 * 86_400 }), 'identity.issuers[0].maxTokenAge', /31 days/);
    for (const tokenType of ['logout+jwt', 'application/dpop+jwt', 'SECEVENT+JWT']) {
      refuses(withIssuer({ tokenType }), 'identity.issuers[0].tokenType', /no type of access tokens/);
    }
  });
});

describe('tables of a site', () => {
  test('are fine when complete', () => {
    const search = { weights: { name: 1 }, visibility: 'condition', excerpt: 'name', facets: ['owner'] };
    assert.deepEqual(faults(withTable({ search, unique: [['name', 'owner']] })), []);
  });

  test('may not take a standard or internal name', () => {
    refuses(withTable({ name: 'case' }), 'tables[0].name', /exists/);
    refuses(withTable({ name: 'audit_entry' }), 'tables[0].name', /exists/);
    refuses({ tables: [asset, asset] }, 'tables[1].name', /exists/);
    refuses(withTable({ name: 'Asset' }), 'tables[0].name', /logical name/);
  });

  test('name columns that exist and fit', () => {
    refuses(withTable({ title: 'nme' }), 'tables[0].title', /not a column/);
    refuses(withTable({ unique: [['name', 'x']] }), 'tables[0].unique[0]', /not a column/);
    const search = { weights: { owner: 1 }, visibility: 'name', excerpt: 'x', facets: ['y'] };
    refuses(withTable({ search }), 'tables[0].search.weights', /text or html/);
    refuses(withTable({ search }), 'tables[0].search.visibility', /choice/);
    refuses(withTable({ search }), 'tables[0].search.excerpt', /not a column/);
    refuses(withTable({ search }), 'tables[0].search.facets', /not a column/);
    refuses(withTable({ search: { ...search, weights: {} } }), 'tables[0].search.weights', /no column/);
  });

  const withColumn = (name: string, column: object) => ({ columns: { contact: { [name]: column } } });
  const base = { label: 'X', classification: 'internal' };

  test('have columns whose references resolve', () => {
    refuses(
      withColumn('x', { ...base, type: 'lookup', target: 'nope' }),
      'columns.contact.x.target',
      /not a table/,
    );
    refuses(
      withColumn('x', { ...base, type: 'lookup', target: 'audit_entry' }),
      'columns.contact.x.target',
      /not a table/,
    );
    refuses(
      withColumn('x', { ...base, type: 'count', of: 'nope', lookup: 'y' }),
      'columns.contact.x.of',
      /table/,
    );
    refuses(
      withColumn('x', { ...base, type: 'count', of: 'case', lookup: 'account' }),
      'columns.contact.x.lookup',
      /from case to contact/,
    );
    assert.deepEqual(faults(withColumn('x', { ...base, type: 'count', of: 'case', lookup: 'contact' })), []);
    refuses(
      withColumn('x', { ...base, type: 'html', maxLength: 9, rendersFrom: 'account' }),
      'columns.contact.x.rendersFrom',
      /text column/,
    );
    const choices = [{ value: 'a', label: 'A' }];
    refuses(
      withColumn('x', { ...base, type: 'choice', choices, default: 'b' }),
      'columns.contact.x.default',
      /none of the choices/,
    );
    refuses(
      withColumn('x', { ...base, type: 'choice', choices: [...choices, ...choices] }),
      'columns.contact.x.choices',
      /twice/,
    );
  });

  test('have columns with names of their own', () => {
    const text = { ...base, type: 'text', maxLength: 9 };
    refuses(withColumn('email', text), 'columns.contact.email', /exists already/);
    for (const name of ['id', 'etag', 'constructor'])
      refuses(withColumn(name, text), `columns.contact.${name}`, /reserved/);
    refuses(withColumn('created_on', { ...text, type: 'txt' }), 'columns.contact.created_on.type', /./);
    refuses({ columns: { asset: { x: text } } }, 'columns.asset', /standard table/);
    refuses(
      withTable({ columns: { ...asset.columns, updated_at: text } }),
      'tables[0].columns.updated_at',
      /datetime/,
    );
  });
});

describe('table permissions', () => {
  const at = 'tablePermissions[0]';

  test('name tables that permissions may open', () => {
    refuses(withPermission({ table: 'cases' }), `${at}.table`, /not a table/);
    for (const { name } of INTERNAL_TABLES) refuses(withPermission({ table: name }), `${at}.table`, /own/);
    refuses(withPermission({ table: 'constructor' }), `${at}.table`, /not a table/);
  });

  test('name web roles that exist', () => {
    refuses(withPermission({ webRoles: ['customer', 'partner'] }), `${at}.webRoles[1]`, /anonymous/);
    refuses(withPermission({ webRoles: [] }), `${at}.webRoles`, /nobody/);
    refuses({ webRoles: ['anonymous'] }, 'webRoles[0]', /built in/);
  });

  test('have ids of their own', () => {
    refuses(withPermission({}, permission), 'tablePermissions[1].id', /twice/);
    refuses(withPermission({ id: 'system:import' }), 'tablePermissions[0].id', /kept for the adapter/);
  });

  test('name columns that exist and may be written', () => {
    const columns = { read: ['title', 'nope'], create: ['number'], write: ['created_at'] };
    const config = withPermission({ privileges: ['read', 'create', 'write'], columns });
    refuses(config, `${at}.columns.read[1]`, /not a column/);
    refuses(config, `${at}.columns.create[0]`, /adapter alone/);
    refuses(config, `${at}.columns.write[0]`, /adapter alone/);
    refuses(withPermission({ columns: { read: ['id'] } }), `${at}.columns.read[0]`, /always shows/);
    refuses(withPermission({ columns: { read: ['*'] } }), `${at}.columns.read[0]`, /no wildcard/);
  });

  test('have a reason that says something, or none', () => {
    for (const reason of ['', '.', 'because', 'becausebecausebecause', 'it is needed'])
      refuses(withPermission({ reason }), `${at}.reason`, /says too little/);
    assert.deepEqual(faults(withPermission({ reason: 'Public articles are for everyone.' })), []);
  });

  test('may not write counts or rendered HTML', () => {
    const columns = { create: ['reply_count', 'body_html'] };
    const config = withPermission({ table: 'thread', privileges: ['create'], columns });
    refuses(config, `${at}.columns.create[0]`, /adapter alone/);
    refuses(config, `${at}.columns.create[1]`, /adapter alone/);
  });

  test('may not read what is secret', () => {
    const pin = { type: 'text', label: 'PIN', maxLength: 9, classification: 'secret' } as const;
    const config = { columns: { case: { pin } }, ...withPermission({ columns: { read: ['pin'] } }) };
    refuses(config, `${at}.columns.read[0]`, /secret/);
  });

  test('list columns only for privileges they grant', () => {
    refuses(
      withPermission({ columns: { write: ['title'] } }),
      `${at}.columns.write`,
      /not among the privileges/,
    );
  });

  test('grant something, by names that mean something', () => {
    refuses(withPermission({ privileges: [], columns: {} }), `${at}.privileges`, /grants nothing/);
    refuses(withPermission({ actions: ['vote'] }), `${at}.actions[0]`, /close, reopen/);
    refuses(withPermission({ table: 'account', actions: ['vote'], columns: {} }), `${at}.actions[0]`, /none/);
    assert.deepEqual(faults(withPermission({ privileges: [], columns: {}, actions: ['close'] })), []);
  });

  test('lead by a path of lookups to a contact or account', () => {
    const path = (access: 'contact' | 'account', via?: string, table = 'case_note') =>
      withPermission({ table, access, columns: {}, ...(via !== undefined && { via }) });
    assert.deepEqual(faults(path('contact', 'case.contact')), []);
    assert.deepEqual(faults(path('account', 'case.contact.account')), []);
    assert.deepEqual(faults(path('account', undefined, 'account')), []);
    refuses(path('contact', 'case'), `${at}.via`, /ends at case/);
    refuses(path('account', 'case.contact'), `${at}.via`, /ends at contact/);
    refuses(path('contact', 'case.owner'), `${at}.via`, /"owner" is not a lookup of case/);
    refuses(path('contact', 'text'), `${at}.via`, /not a lookup/);
    refuses(path('contact', 'case.'), `${at}.via`, /not a lookup/);
    refuses(path('contact', 'constructor'), `${at}.via`, /not a lookup/);
    refuses(path('contact'), `${at}.via`, /missing/);
    refuses(path('contact', undefined, 'account'), `${at}.via`, /missing/);
  });

  test('take a path only where it means something', () => {
    refuses(withPermission({ via: 'contact' }), `${at}.via`, /no meaning/);
    refuses(
      withPermission({ table: 'contact', access: 'self', via: 'x', columns: {} }),
      `${at}.via`,
      /no meaning/,
    );
    refuses(withPermission({ parent: 'p' }), `${at}.parent`, /only for access "parent"/);
    refuses(withPermission({ access: 'self' }), `${at}.access`, /table contact/);
  });

  describe('with a parent', () => {
    const note = { table: 'case_note', access: 'parent', columns: {} } as const;
    const cases = { ...permission, id: 'cases' };

    test('follow a permission on the table the lookup points to', () => {
      assert.deepEqual(faults(withPermission({ ...note, via: 'case', parent: 'cases' }, cases)), []);
      refuses(withPermission({ ...note, parent: 'cases' }, cases), `${at}.via`, /missing/);
      refuses(withPermission({ ...note, via: 'case' }, cases), `${at}.parent`, /missing/);
      refuses(withPermission({ ...note, via: 'case', parent: 'gone' }, cases), `${at}.parent`, /not the id/);
      refuses(withPermission({ ...note, via: 'text', parent: 'cases' }, cases), `${at}.via`, /not a lookup/);
      refuses(
        withPermission({ ...note, via: 'case.contact', parent: 'cases' }, cases),
        `${at}.via`,
        /no path/,
      );
      refuses(
        withPermission({ ...note, via: 'author', parent: 'cases' }, cases),
        `${at}.parent`,
        /points to contact/,
      );
    });

    test('may not go round in circles', () => {
      const category = (id: string, parent: string): TablePermission => ({
        ...permission,
        id,
        table: 'category',
        access: 'parent',
        via: 'parent',
        parent,
        columns: {},
      });
      refuses({ tablePermissions: [category('a', 'a')] }, `${at}.parent`, /must end/);
      const round = { tablePermissions: [category('a', 'b'), category('b', 'c'), category('c', 'a')] };
      assert.equal(faults(round).filter((fault) => fault.includes('must end')).length, 3);
      const hanging = { tablePermissions: [category('x', 'a'), category('a', 'a')] };
      assert.equal(faults(hanging).filter((fault) => fault.includes('must end')).length, 1);
    });
  });
});

describe('the condition of a permission', () => {
  const at = 'tablePermissions[0].where';
  const where = (filter: unknown) => withPermission({ where: filter as never });
  const condition = (column: string, operator: string, value: unknown) =>
    where({ type: 'condition', column, operator, value });

  test('may test id, lookup, choice and boolean columns with eq and in', () => {
    assert.deepEqual(faults(condition('status', 'eq', 'open')), []);
    assert.deepEqual(faults(condition('status', 'in', ['open', 'waiting'])), []);
    assert.deepEqual(faults(condition('id', 'eq', 'x')), []);
    const nested = {
      type: 'or',
      filters: [
        {
          type: 'related',
          lookup: 'contact',
          filter: { type: 'condition', column: 'account', operator: 'eq', value: 'x' },
        },
        { type: 'and', filters: [{ type: 'condition', column: 'priority', operator: 'eq', value: 'low' }] },
      ],
    };
    assert.deepEqual(faults(where(nested)), []);
  });

  for (const operator of ['ne', 'lt', 'ge', 'contains', 'starts_with', 'is_null', 'like'])
    test(`may not use "${operator}"`, () =>
      refuses(condition('status', operator, 'open'), `${at}.operator`, /eq or in/));

  for (const column of ['title', 'resolved_at', 'number'])
    test(`may not test ${column}`, () =>
      refuses(condition(column, 'eq', 'x'), `${at}.column`, /may test id/));

  for (const type of ['not', 'everything', 'nothing', 'xor', undefined, 'constructor'])
    test(`may not use the part "${type}"`, () =>
      refuses(where({ type, filter: {} }), `${at}.type`, /may not be used/));

  test('names columns and lookups that exist', () => {
    refuses(condition('nope', 'eq', 'x'), `${at}.column`, /not a column/);
    const related = { type: 'related', lookup: 'title', filter: { type: 'and', filters: [] } };
    refuses(where(related), `${at}.lookup`, /not a lookup/);
    const inner = { type: 'condition', column: 'status', operator: 'eq', value: 'open' };
    refuses(where({ type: 'related', lookup: 'contact', filter: inner }), `${at}.filter.column`, /contact/);
  });

  test('compares with values the column can have, never with null', () => {
    refuses(condition('status', 'eq', 'opened'), `${at}.value`, /cannot be/);
    refuses(condition('status', 'eq', null), `${at}.value`, /cannot be/);
    refuses(condition('contact', 'eq', ''), `${at}.value`, /cannot be/);
    refuses(condition('status', 'in', 'open'), `${at}.value`, /list/);
    refuses(condition('status', 'eq', ['open']), `${at}.value`, /"in"/);
    refuses(condition('status', 'in', ['open', null]), `${at}.value`, /null cannot be/);
  });

  test('has no empty and no unknown parts', () => {
    refuses(where({ type: 'and', filters: [] }), `${at}.filters`, /empty/);
    refuses(where({ type: 'or', filters: 'x' }), `${at}.filters`, /empty/);
    refuses(where('status = open'), at, /must be a filter/);
    refuses(where({ type: 'and', filters: [null] }), `${at}.filters[0]`, /must be a filter/);
    const extra = { type: 'condition', column: 'status', operator: 'eq', value: 'open', not: true };
    refuses(where(extra), `${at}.not`, /not known/);
  });
});

describe('forms', () => {
  test('are fine when complete', () => {
    const complete = {
      fixed: { status: 'new' },
      campaign: { source: 'campaign_source' },
      consents: [{ name: 'news', text: 'Send me news.', required: false }],
      reference: 'topic',
      deflect: { field: 'topic', tables: ['article'] },
      success: { ...form.success, redirect: '/thanks.html' },
    };
    assert.deepEqual(faults(withForm(complete)), []);
  });

  test('name a table and columns that exist and may be set', () => {
    refuses(withForm({ table: 'leads' }), 'forms[0].table', /not a table/);
    refuses(withForm({ table: 'consent' }), 'forms[0].table', /not a table/);
    refuses(withForm({ fields: [{ column: 'subject' }] }), 'forms[0].fields[0].column', /not a column/);
    refuses(withForm({ fields: [{ column: 'created_at' }] }), 'forms[0].fields[0].column', /adapter alone/);
    refuses(withForm({ fixed: { nope: 1 } }), 'forms[0].fixed.nope', /not a column/);
    refuses(withForm({ campaign: { source: 'status' } }), 'forms[0].campaign.source', /text column/);
    refuses(withForm({ reference: 'nope' }), 'forms[0].reference', /text column/);
  });

  test('set each column once', () => {
    refuses(withForm({ fixed: { topic: 'x' } }), 'forms[0].fixed.topic', /twice/);
    refuses(withForm({ campaign: { source: 'topic' } }), 'forms[0].campaign.source', /twice/);
    refuses(withForm({ fields: [...form.fields, form.fields[0]] }), 'forms[0].fields[2].column', /twice/);
    refuses({ forms: [form, form] }, 'forms[1].name', /twice/);
    const consent = { name: 'news', text: 'x', required: true };
    refuses(withForm({ consents: [consent, consent] }), 'forms[0].consents', /twice/);
  });

  test('fix values their columns can hold', () => {
    refuses(withForm({ fixed: { status: 'nope' } }), 'forms[0].fixed.status', /not a choice/);
    refuses(withForm({ fixed: { country: 'x'.repeat(61) } }), 'forms[0].fixed.country', /not a text/);
    refuses(withForm({ fixed: { country: 1 } }), 'forms[0].fixed.country', /not a text/);
  });

  test('redirect to pages, never to scripts or foreign protocols', () => {
    const redirect = (to: string) => withForm({ success: { ...form.success, redirect: to } });
    for (const to of [
      'javascript:alert(1)',
      '//evil.example',
      '/\\evil.example',
      'data:text/html,x',
      'thanks',
    ])
      refuses(redirect(to), 'forms[0].success.redirect', /path/);
    for (const to of ['/thanks', 'https://www.example.com/thanks'])
      assert.deepEqual(faults(redirect(to)), []);
  });

  test('offer answers from tables that are searched, for a field they have', () => {
    refuses(
      withForm({ deflect: { field: 'message', tables: ['article'] } }),
      'forms[0].deflect.field',
      /field/,
    );
    refuses(
      withForm({ deflect: { field: 'topic', tables: ['lead'] } }),
      'forms[0].deflect.tables[0]',
      /searched/,
    );
  });
});
