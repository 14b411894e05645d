import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eq, oneOf, related } from '@portico/protocol';
import { loadSite } from '../../config/load-site.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { cleanSite, type Edit, edited } from '../testing/clean-site.ts';
import { longChain, TWENTY_ROLES } from '../testing/long-chain.ts';
import { siteOf } from '../testing/random-sites.ts';
import { diffSites } from './diff-sites.ts';
import { MOST_COMBINATIONS, roleCombinations } from './role-combinations.ts';

const cases: TablePermission = {
  id: 'cases',
  table: 'case',
  webRoles: ['authenticated'],
  access: 'contact',
  via: 'contact',
  privileges: ['read'],
  columns: { read: ['title', 'status'] },
};

function told(before: readonly TablePermission[], after: readonly TablePermission[]): readonly string[] {
  return diffSites(loadSite(siteOf(before)), loadSite(siteOf(after))).access.map(
    ({ webRoles, right, table, columns, change, before: was, after: is }) =>
      `${webRoles.join('+')} ${change} ${right} ${table}.${columns.join()}: ${was} -> ${is}`,
  );
}

const turn = (permission: Partial<TablePermission>): readonly [TablePermission] => [
  { ...cases, ...permission },
];

describe('what a change gives and takes', () => {
  it('is nothing for a permission that is renamed, split or moved', () => {
    assert.deepEqual(told([cases], turn({ id: 'renamed', reason: 'It gives the same as before.' })), []);
    const halves = [
      { ...cases, id: 'a', columns: { read: ['title'] } },
      { ...cases, id: 'b', columns: { read: ['status'] } },
    ];
    assert.deepEqual(told([cases], halves), []);
    assert.deepEqual(told(halves, [...halves].reverse()), []);
  });

  it('is nothing for conditions that are written in another way', () => {
    const one = turn({ where: oneOf('status', ['open', 'waiting']) as never });
    const other = turn({ where: { type: 'or', filters: [eq('status', 'waiting'), eq('status', 'open')] } });
    assert.deepEqual(told(one, other), []);
    const inside = turn({
      where: related('contact', { type: 'and', filters: [eq('id', 'x'), eq('account', 'y')] }),
    });
    const outside = turn({
      where: {
        type: 'and',
        filters: [related('contact', eq('account', 'y')), related('contact', eq('id', 'x'))],
      },
    });
    assert.deepEqual(told(inside, outside), []);
  });

  it('is a gain or a loss of columns', () => {
    assert.deepEqual(told([cases], turn({ columns: { read: ['title', 'status', 'product'] } })), [
      'authenticated gains read case.product: null -> cases of their own (contact)',
    ]);
    assert.deepEqual(told([cases], turn({ columns: { read: ['title'] } })), [
      'authenticated loses read case.status: cases of their own (contact) -> null',
    ]);
    assert.deepEqual(told([cases], []), [
      'authenticated loses read case.id,title,status: cases of their own (contact) -> null',
    ]);
  });

  it('is more, fewer or other records', () => {
    const open = turn({ where: eq('status', 'open') });
    assert.deepEqual(told([cases], open), [
      'authenticated narrower read case.id,title,status: cases of their own (contact) -> cases of their own (contact) with status open',
    ]);
    assert.deepEqual(told(open, [cases]), [
      'authenticated wider read case.id,title,status: cases of their own (contact) with status open -> cases of their own (contact)',
    ]);
    assert.deepEqual(told([cases], turn({ access: 'account', via: 'account' })), [
      'authenticated other read case.id,title,status: cases of their own (contact) -> cases of their account (account)',
    ]);
  });

  it('is told of those who gain, not of those who had it', () => {
    const partners: TablePermission = { ...cases, id: 'partners', webRoles: ['partner'], access: 'global' };
    const { via: _via, ...global } = partners;
    assert.deepEqual(told([cases], [cases, global]), [
      'partner wider read case.id,title,status: cases of their own (contact) -> every case',
    ]);
    // Every partner has what all who signed in have.
    assert.deepEqual(told([cases], [cases, { ...cases, id: 'again', webRoles: ['partner'] }]), []);
  });

  it('is a record that shows, without a column', () => {
    const hollow = turn({ columns: { read: [] } });
    assert.deepEqual(told([], hollow), [
      'authenticated gains read case.id: null -> cases of their own (contact)',
    ]);
  });

  it('is told for each privilege and action', () => {
    const more = turn({ privileges: ['read', 'delete', 'append_to'], actions: ['close'] });
    assert.deepEqual(told([cases], more), [
      'authenticated gains delete case.id: null -> cases of their own (contact)',
      'authenticated gains append_to case.id: null -> cases of their own (contact)',
      'authenticated gains action:close case.id: null -> cases of their own (contact)',
    ]);
  });

  it('follows parents: who gains is who holds the whole chain', () => {
    const firm: TablePermission = {
      ...cases,
      id: 'firm',
      webRoles: ['partner'],
      access: 'account',
      via: 'account',
    };
    const note: TablePermission = {
      id: 'notes',
      table: 'case_note',
      webRoles: ['staff'],
      access: 'parent',
      via: 'case',
      parent: 'firm',
      privileges: ['read'],
      columns: { read: ['text'] },
    };
    assert.deepEqual(told([firm], [firm, note]), [
      'partner+staff gains read case_note.id,text: null -> notes of their account (case.account)',
    ]);
  });

  it('is columns that may now be set in one request', () => {
    const create = (id: string, ...columns: string[]): TablePermission => ({
      ...cases,
      id,
      privileges: ['create'],
      columns: { create: columns },
    });
    const apart = [create('a', 'title', 'description'), create('b', 'title', 'product')];
    const joint = [create('a', 'title', 'description', 'product')];
    assert.deepEqual(told(apart, joint), [
      'authenticated together create case.title,description,product: null -> cases of their own (contact)',
    ]);
    assert.deepEqual(told(joint, apart), [
      'authenticated apart create case.title,description,product: cases of their own (contact) -> null',
    ]);
  });

  it('is said to be changed where it cannot be decided', () => {
    const named = turn({ access: 'global', via: undefined as never, where: eq('contact', 'x') }).map(
      (permission) => {
        const { via: _via, ...rest } = permission;
        return rest;
      },
    );
    const both = turn({ where: { type: 'and', filters: [eq('contact', 'x'), eq('account', 'y')] } });
    assert.deepEqual(told([], both).length, 1);
    const [line = ''] = told(
      both,
      turn({ where: { type: 'and', filters: [eq('contact', 'x'), related('account', eq('id', 'y'))] } }),
    );
    assert.match(line, /^authenticated (changed|narrower)/);
    assert.equal(told(named, named).length, 0);
  });
});

describe('what else differs', () => {
  const parts = (edit: Edit) =>
    diffSites(loadSite(cleanSite), loadSite(edited(cleanSite, edit))).parts.map(
      ({ path, before, after }) => `${path}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`,
    );

  it('is told by its place, values that were added or removed as nothing', () => {
    assert.deepEqual(
      parts((site) => {
        if (site.identity?.issuers[0]) site.identity.issuers[0].registration = 'open';
        site.site.origins.push('https://shop.example.com');
        site.webRoles = ['staff', 'partner'];
      }),
      [
        'site.origins["https://shop.example.com"]: undefined -> "https://shop.example.com"',
        'identity.issuers["https://login.example.com"].registration: undefined -> "open"',
      ],
    );
  });

  it('is the classification of a column', () => {
    const withColumn =
      (classification: 'personal' | 'public'): Edit =>
      (site) => {
        site.columns = { case: { colour: { type: 'text', label: 'Colour', maxLength: 9, classification } } };
      };
    const before = loadSite(edited(cleanSite, withColumn('personal')));
    const after = loadSite(edited(cleanSite, withColumn('public')));
    assert.deepEqual(diffSites(before, after).parts, [
      { path: 'columns.case.colour.classification', before: 'personal', after: 'public' },
    ]);
  });
});

describe('the fewest web roles that a permission needs', () => {
  const combinations = (id: string, ...permissions: readonly TablePermission[]) => {
    const site = loadSite(siteOf(permissions));
    const permission = site.permissionById.get(id);
    assert.ok(permission);
    const { webRoles, complete } = roleCombinations(site, permission);
    assert.equal(complete, true);
    return webRoles.map((roles) => roles.join('+'));
  };
  const forum = (webRoles: readonly string[]): TablePermission => ({
    id: 'forum',
    table: 'forum',
    webRoles,
    access: 'global',
    privileges: ['read'],
    columns: { read: ['name'] },
  });
  const thread = (webRoles: readonly string[]): TablePermission => ({
    ...forum(webRoles),
    id: 'thread',
    table: 'thread',
    access: 'parent',
    via: 'forum',
    parent: 'forum',
    columns: { read: ['title'] },
  });

  it('are its own', () => {
    assert.deepEqual(combinations('forum', forum(['anonymous', 'partner'])), ['anonymous', 'partner']);
    assert.deepEqual(combinations('forum', forum(['authenticated', 'partner'])), ['authenticated']);
  });

  it('are one of each link', () => {
    assert.deepEqual(combinations('thread', forum(['partner']), thread(['staff'])), ['partner+staff']);
    assert.deepEqual(combinations('thread', forum(['partner', 'staff']), thread(['staff'])), ['staff']);
    assert.deepEqual(combinations('thread', forum(['authenticated']), thread(['staff'])), ['staff']);
  });

  it('never join anonymous with another', () => {
    assert.deepEqual(combinations('thread', forum(['anonymous']), thread(['staff'])), []);
    assert.deepEqual(
      combinations('thread', forum(['anonymous', 'authenticated']), thread(['anonymous', 'staff'])),
      ['anonymous', 'staff'],
    );
  });
});

describe('a site with twenty web roles', () => {
  it('has no more combinations looked at than the most, and says where there are others', () => {
    const site = longChain(['name']);
    const end = site.permissionById.get('link-4');
    assert.ok(end);
    const { webRoles, complete } = roleCombinations(site, end);
    assert.equal(webRoles.length, MOST_COMBINATIONS);
    assert.equal(complete, false);
    assert.ok(webRoles.every((roles) => roles.length === 5));
  });

  it('is compared for so many combinations, and the report says that there are more', () => {
    const { access, bounded } = diffSites(longChain(['name']), longChain(['name', 'note']));
    assert.deepEqual(bounded, [{ table: 'node', permission: 'link-4', compared: MOST_COMBINATIONS }]);
    assert.equal(new Set(access.map(({ webRoles }) => webRoles.join())).size, MOST_COMBINATIONS);
    assert.ok(access.every(({ columns, change }) => columns.join() === 'note' && change === 'gains'));
  });

  it('has nothing looked at that is as it was, and then nothing is left out', () => {
    const other: TablePermission = { ...cases, webRoles: ['region_3'], columns: { read: ['title'] } };
    const before = longChain(['name']);
    const after = loadSite({
      ...before.config,
      tablePermissions: [...before.config.tablePermissions, other],
    });
    const { access, bounded } = diffSites(before, after);
    assert.deepEqual(bounded, []);
    assert.deepEqual(
      access.map(({ webRoles, table, change }) => [webRoles.join(), table, change].join(' ')),
      ['region_3 case gains'],
    );
  });

  it('has each web role by itself, where every link takes all of them', () => {
    const { access, bounded } = diffSites(
      longChain(['name'], () => TWENTY_ROLES),
      longChain(['name', 'note'], () => TWENTY_ROLES),
    );
    assert.deepEqual(bounded, []);
    assert.deepEqual(access.map(({ webRoles }) => webRoles.join()).sort(), [...TWENTY_ROLES].sort());
  });
});
