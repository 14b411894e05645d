import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { and, EVERYTHING, eq, type Filter, oneOf, PRIVILEGES, related } from '@portico/protocol';
import fc from 'fast-check';
import { ANONYMOUS, type Subject } from '../authenticate/subject.ts';
import { matches } from '../filter/matches.ts';
import { compileFilter, compileGrants, type Right } from './compile.ts';
import type { AccessType, TablePermission } from './table-permission.ts';

const ann: Subject = {
  ...ANONYMOUS,
  key: 'issuer|ann',
  authenticated: true,
  contact: 'contact-ann',
  account: 'account-acme',
  webRoles: new Set(['authenticated', 'customer']),
};

function permission(rest: Partial<TablePermission> = {}): TablePermission {
  return {
    id: 'p',
    table: 'case',
    webRoles: ['customer'],
    access: 'global',
    privileges: ['read'],
    columns: { read: ['title'] },
    ...rest,
  };
}

function site(...permissions: TablePermission[]) {
  return {
    permissions: Map.groupBy(permissions, (one) => one.table),
    permissionById: new Map(permissions.map((one) => [one.id, one])),
  };
}

function grants(subject: Subject, right: Right, ...permissions: TablePermission[]) {
  return compileGrants(site(...permissions), subject, 'case', right);
}

function filterOf(
  rest: Partial<TablePermission>,
  subject = ann,
  ...others: TablePermission[]
): Filter | null {
  return grants(subject, 'read', permission(rest), ...others)[0]?.filter ?? null;
}

describe('no access', () => {
  test('is what a table without permissions gives', () => {
    assert.deepEqual(grants(ann, 'read'), []);
    assert.deepEqual(compileGrants(site(permission()), ann, 'lead', 'read'), []);
    assert.deepEqual(compileGrants(site(permission()), ann, 'constructor', 'read'), []);
  });

  test('is what a subject without the web role has', () => {
    assert.deepEqual(grants(ANONYMOUS, 'read', permission()), []);
    assert.deepEqual(grants({ ...ann, webRoles: new Set() }, 'read', permission()), []);
    assert.deepEqual(grants(ann, 'read', permission({ webRoles: [] })), []);
  });

  test('is what a privilege not granted gives, for each of them', () => {
    for (const granted of PRIVILEGES) {
      for (const asked of PRIVILEGES) {
        const found = grants(ann, asked, permission({ privileges: [granted] }));
        assert.equal(found.length, granted === asked ? 1 : 0, `${granted} granted, ${asked} asked`);
      }
    }
  });

  test('is what an action not listed gives', () => {
    assert.equal(grants(ann, 'action:close', permission({ actions: ['close'] })).length, 1);
    assert.deepEqual(grants(ann, 'action:reopen', permission({ actions: ['close'] })), []);
    assert.deepEqual(grants(ann, 'action:close', permission()), []);
    assert.deepEqual(grants(ann, 'action:read', permission()), []);
    assert.deepEqual(grants(ann, 'read', permission({ privileges: [], actions: ['read'] })), []);
  });
});

describe('access', () => {
  test('global covers everything', () => {
    assert.equal(filterOf({ access: 'global' }), EVERYTHING);
  });

  test('self covers the own contact', () => {
    assert.deepEqual(filterOf({ access: 'self' }), eq('id', 'contact-ann'));
  });

  test('contact covers records whose path ends at the own contact', () => {
    assert.deepEqual(filterOf({ access: 'contact', via: 'contact' }), eq('contact', 'contact-ann'));
    assert.deepEqual(
      filterOf({ access: 'contact', via: 'case.owner.contact' }),
      related('case', related('owner', eq('contact', 'contact-ann'))),
    );
  });

  test('account covers records whose path ends at the own account', () => {
    assert.deepEqual(filterOf({ access: 'account', via: 'account' }), eq('account', 'account-acme'));
    assert.deepEqual(
      filterOf({ access: 'account', via: 'contact.account' }),
      related('contact', eq('account', 'account-acme')),
    );
  });

  test('without a path is about the record itself', () => {
    assert.deepEqual(filterOf({ access: 'account' }), eq('id', 'account-acme'));
    assert.deepEqual(filterOf({ access: 'contact' }), eq('id', 'contact-ann'));
  });

  test('is narrowed by the permission’s own condition', () => {
    const where = oneOf('status', ['open']);
    assert.deepEqual(filterOf({ where }), where);
    assert.deepEqual(
      filterOf({ access: 'contact', via: 'contact', where }),
      and(eq('contact', 'contact-ann'), where),
    );
  });
});

describe('a missing claim', () => {
  const noOne = { ...ann, contact: null, account: null };

  for (const access of ['self', 'contact', 'account'] as const) {
    test(`makes ${access} access give nothing, not a comparison with null`, () => {
      assert.equal(filterOf({ access, ...(access !== 'self' && { via: 'x' }) }, noOne), null);
    });
  }

  test('spoils no other permission', () => {
    const own = permission({ id: 'own', access: 'contact', via: 'contact' });
    const all = permission({ id: 'all' });
    assert.deepEqual(
      grants(noOne, 'read', own, all).map((grant) => grant.permission),
      ['all'],
    );
  });

  test('never makes an empty cell match', () => {
    const record = { id: 'r', contact: null, account: null };
    fc.assert(
      fc.property(
        fc.constantFrom<AccessType>('self', 'contact', 'account'),
        fc.constantFrom('contact', 'account'),
        fc.constantFrom(ann, noOne),
        (access, via, subject) => {
          for (const grant of grants(subject, 'read', permission({ access, via })))
            assert.equal(
              matches(grant.filter, record, () => null),
              false,
            );
        },
      ),
    );
  });
});

describe('parent access', () => {
  const root = permission({ id: 'root', table: 'account', access: 'account' });
  const middle = permission({
    id: 'middle',
    table: 'case',
    access: 'parent',
    via: 'account',
    parent: 'root',
  });
  const leaf = { access: 'parent', via: 'case', parent: 'middle' } as const;

  test('follows the parent permission along the lookup', () => {
    const filter = filterOf({ access: 'parent', via: 'account', parent: 'root' }, ann, root);
    assert.deepEqual(filter, related('account', eq('id', 'account-acme')));
  });

  test('follows to any depth', () => {
    const found = filterOf({ ...leaf, id: 'leaf' }, ann, middle, root);
    assert.deepEqual(found, related('case', related('account', eq('id', 'account-acme'))));
  });

  test('takes the parent’s condition along', () => {
    const narrow = { ...root, where: eq('active', true) };
    assert.deepEqual(
      filterOf({ access: 'parent', via: 'account', parent: 'root' }, ann, narrow),
      related('account', and(eq('id', 'account-acme'), eq('active', true))),
    );
  });

  test('needs a web role of the parent permission too', () => {
    const others = { ...root, webRoles: ['partner'] };
    assert.equal(filterOf({ access: 'parent', via: 'account', parent: 'root' }, ann, others), null);
    const both = { ...ann, webRoles: new Set(['customer', 'partner']) };
    assert.notEqual(filterOf({ access: 'parent', via: 'account', parent: 'root' }, both, others), null);
  });

  test('needs a role of every permission up the chain', () => {
    assert.equal(filterOf({ ...leaf, id: 'leaf' }, ann, middle, { ...root, webRoles: ['partner'] }), null);
  });

  test('gives nothing when the parent gives nothing', () => {
    assert.equal(filterOf({ ...leaf, id: 'leaf' }, { ...ann, account: null }, middle, root), null);
  });

  test('does not need the parent permission to grant the same privilege', () => {
    const unreadable = { ...root, privileges: ['write' as const] };
    assert.notEqual(filterOf({ access: 'parent', via: 'account', parent: 'root' }, ann, unreadable), null);
  });

  test('gives nothing when the parent is unknown', () => {
    assert.equal(filterOf({ access: 'parent', via: 'account', parent: 'gone' }), null);
    assert.equal(filterOf({ access: 'parent', via: 'account' }), null);
    assert.equal(filterOf({ access: 'parent', parent: 'root' }, ann, root), null);
  });
});

describe('columns of a grant', () => {
  const columns = { read: ['title'], create: ['title', 'kind'], write: ['kind'] };
  const all = permission({ privileges: [...PRIVILEGES], actions: ['close'], columns });

  test('are those listed for the privilege', () => {
    for (const right of ['read', 'create', 'write'] as const)
      assert.deepEqual([...(grants(ann, right, all)[0]?.columns ?? [])], columns[right]);
  });

  test('are none for privileges that know no columns', () => {
    for (const right of ['delete', 'append', 'append_to', 'action:close'] as const)
      assert.equal(grants(ann, right, all)[0]?.columns.size, 0);
  });

  test('are none without a list: there is no wildcard', () => {
    assert.equal(grants(ann, 'read', permission({ columns: {} }))[0]?.columns.size, 0);
    assert.equal(grants(ann, 'write', permission({ privileges: ['write'] }))[0]?.columns.size, 0);
  });

  test('stay with their own records: grants are not merged', () => {
    const found = grants(
      ann,
      'read',
      permission({ id: 'narrow', where: eq('status', 'open'), columns: { read: ['title', 'description'] } }),
      permission({ id: 'wide', columns: { read: ['title'] } }),
    );
    assert.deepEqual(
      found.map((grant) => [grant.permission, [...grant.columns]]),
      [
        ['narrow', ['title', 'description']],
        ['wide', ['title']],
      ],
    );
  });
});

describe('permissions together', () => {
  const accesses = fc.constantFrom<Partial<TablePermission>>(
    { access: 'global' },
    { access: 'contact', via: 'contact' },
    { access: 'account', via: 'account' },
    { access: 'self' },
    { access: 'global', where: eq('status', 'open') },
  );
  const roles = fc.subarray(['anonymous', 'authenticated', 'customer', 'partner']);
  const permissions = fc.array(
    fc
      .tuple(accesses, roles, fc.subarray([...PRIVILEGES]))
      .map(([access, webRoles, privileges]) => permission({ ...access, webRoles, privileges })),
    { maxLength: 5 },
  );
  const records = fc.record({
    id: fc.constantFrom('contact-ann', 'other'),
    contact: fc.constantFrom('contact-ann', 'other', null),
    account: fc.constantFrom('account-acme', 'other', null),
    status: fc.constantFrom('open', 'closed', null),
  });
  const subjects = fc.record({
    contact: fc.constantFrom('contact-ann', null),
    account: fc.constantFrom('account-acme', null),
    webRoles: roles.map((names) => new Set<string>(names)),
  });

  function numbered(list: readonly TablePermission[]): TablePermission[] {
    return list.map((one, index) => ({ ...one, id: `p${index}` }));
  }

  test('grant what any one of them grants', () => {
    fc.assert(
      fc.property(
        permissions,
        records,
        subjects,
        fc.constantFrom(...PRIVILEGES),
        (list, record, who, right) => {
          const subject = { ...ann, ...who };
          const all = numbered(list);
          const covers = (found: ReturnType<typeof grants>) =>
            found.some((grant) => matches(grant.filter, record, () => null));
          const together = covers(grants(subject, right, ...all));
          assert.equal(
            together,
            all.some((one) => covers(grants(subject, right, one))),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('never take away: one more permission covers no less', () => {
    fc.assert(
      fc.property(permissions, permissions, subjects, (list, more, who) => {
        const subject = { ...ann, ...who };
        const all = numbered([...list, ...more]);
        const few = grants(subject, 'read', ...all.slice(0, list.length));
        const many = grants(subject, 'read', ...all);
        assert.deepEqual(many.slice(0, few.length), few);
      }),
    );
  });

  test('depend on the subject’s roles and claims alone', () => {
    fc.assert(
      fc.property(permissions, subjects, (list, who) => {
        const all = numbered(list);
        const one = { ...ann, ...who };
        const other = { ...ANONYMOUS, ...who, key: 'someone else', displayName: 'Other' };
        assert.deepEqual(grants(one, 'read', ...all), grants(other, 'read', ...all));
      }),
    );
  });
});

describe('compiling a single permission', () => {
  test('gives nothing to subjects without its roles', () => {
    assert.deepEqual(compileFilter(site(), ANONYMOUS, permission()), { type: 'nothing' });
  });
});
