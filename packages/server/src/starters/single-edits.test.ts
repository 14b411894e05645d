import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ConfigError,
  createPlanner,
  loadSite,
  type Site,
  type SiteConfig,
  type Subject,
  type TablePermission,
} from '@portico/adapter';
import { checkSite, isBlocking } from '@portico/adapter/check';
import { isProtocolError, PRIVILEGES } from '@portico/protocol';
import community from './community.ts';
import customer from './customer.ts';
import employee from './employee.ts';
import partner from './partner.ts';

const today = '2026-11-23';

const STRANGER: Subject = {
  key: 'anonymous',
  authenticated: false,
  contact: null,
  account: null,
  webRoles: new Set(['anonymous']),
  displayName: null,
  expiresAt: null,
};

type Loose = Record<string, unknown>;

/** Every way to change one key of one permission that an operator could think of; many of them do not load. */
function* editsOf(config: SiteConfig, permission: TablePermission, site: Site): Generator<Loose> {
  const { webRoles, privileges, columns } = permission;
  const known = Object.keys(site.tables.get(permission.table)?.columns ?? {});
  for (const role of ['anonymous', 'authenticated', ...config.webRoles]) {
    yield { webRoles: [...new Set([...webRoles, role])] };
    yield { webRoles: [role] };
  }
  for (const access of ['global', 'contact', 'account', 'self', 'parent']) {
    yield { access };
    yield { access, via: undefined, parent: undefined };
  }
  yield { where: undefined };
  yield { parent: undefined };
  for (const { id } of config.tablePermissions) yield { parent: id };
  for (const name of known) yield { via: name };
  for (const privilege of PRIVILEGES) yield { privileges: [...new Set([...privileges, privilege])] };
  for (const privilege of ['read', 'create', 'write'] as const) {
    for (const name of known)
      yield { columns: { ...columns, [privilege]: [...(columns[privilege] ?? []), name] } };
    yield { columns: { ...columns, [privilege]: known } };
  }
  // More at once: the permission made anybody's, as it stands and to read each column.
  const everybody = {
    webRoles: ['anonymous'],
    access: 'global',
    via: undefined,
    parent: undefined,
    where: undefined,
  };
  yield everybody;
  for (const name of known)
    yield { ...everybody, privileges: ['read'], columns: { read: [name] }, actions: undefined };
  // Privilege and list at once: for whoever wants a read permission out of one to create.
  for (const name of known) yield { privileges: ['read'], columns: { read: [name] }, actions: undefined };
}

/** The personal columns that the planner would show to a stranger, as `table.column`. */
function exposed(site: Site): readonly string[] {
  const planner = createPlanner(site);
  return [...site.tables.values()].flatMap((table) => {
    try {
      const { projection } = planner.list(STRANGER, table.name, { limit: 1 }, null);
      return projection.select
        .filter((name) => ['personal', 'secret'].includes(table.columns[name]?.classification ?? ''))
        .map((name) => `${table.name}.${name}`);
    } catch (error) {
      if (isProtocolError(error)) return [];
      throw error;
    }
  });
}

/** Those that an error of the check names. */
function named(config: SiteConfig): readonly string[] {
  return checkSite(config, { today })
    .filter((finding) => finding.rule === 'L01' && isBlocking(finding))
    .flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
}

function loaded(config: SiteConfig): Site | null {
  try {
    return loadSite(config);
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

const without = (object: object) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));

describe('no single edit of a starter opens a personal column to strangers unnoticed', () => {
  for (const [name, config] of Object.entries({ customer, community, partner, employee })) {
    it(`${name}: whatever the planner would show them, the check names, and the adapter does not start`, () => {
      const original = loadSite(config);
      let opened = 0;
      let tried = 0;
      for (const [index, permission] of config.tablePermissions.entries()) {
        for (const edit of editsOf(config, permission, original)) {
          const changed = without({ ...permission, ...edit }) as unknown as TablePermission;
          const edited = { ...config, tablePermissions: config.tablePermissions.with(index, changed) };
          const site = loaded(edited);
          if (!site) continue;
          tried += 1;
          const open = exposed(site);
          if (open.length === 0) continue;
          opened += 1;
          assert.deepEqual(
            [...new Set(named(edited))].sort(),
            [...new Set(open)].sort(),
            JSON.stringify(changed),
          );
          // A waiver that does not say which column is none.
          const waiver = {
            rule: 'L01',
            table: changed.table,
            reason: 'It is all right to do this.',
            until: '2027-01-31',
          } as const;
          assert.notEqual(named({ ...edited, acknowledge: [waiver] }).length, 0);
        }
      }
      assert.ok(tried > 200, `${tried} edits load`);
      assert.ok(opened > 3, `${opened} edits open something`);
    });
  }

  it('and none of the starters does as it is', () => {
    for (const config of [customer, community, partner, employee])
      assert.deepEqual(exposed(loadSite(config)), []);
  });
});

/** What a starter gives to staff, or asks of strangers, and says why. */
const ANSWERED: Readonly<Record<string, readonly unknown[]>> = {
  customer: [['L25', 'cases-guest', null]],
  community: [
    ['L05', 'threads-moderate', null],
    ['L05', 'posts-moderate', null],
  ],
  partner: [],
  employee: [],
};

describe('the starters', () => {
  for (const [name, config] of Object.entries({ customer, community, partner, employee })) {
    it(`${name} has nothing that the check warns of, but for what its reasons answer`, () => {
      const findings = checkSite(config, { today }).filter(({ level }) => level !== 'note');
      const answered = findings.map(({ rule, permission, waiver }) => [rule, permission, waiver?.until]);
      assert.deepEqual(answered, ANSWERED[name]);
    });
  }
});
