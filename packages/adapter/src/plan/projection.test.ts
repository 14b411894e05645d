import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVERYTHING, eq, NOTHING, type TableSchema } from '@portico/protocol';
import type { Site } from '../config/site.ts';
import type { TablePermission } from '../permissions/table-permission.ts';
import { planningFor } from './planning.ts';
import { type ProjectionRequest, projectionOf } from './projection.ts';
import { ann, guest, ID, permit, refused, siteWith } from './testing/plan-site.ts';

const CASE = permit('case', ['read'], { columns: { read: ['title', 'status', 'contact', 'account'] } });
const CONTACT = permit('contact', ['read'], { columns: { read: ['name', 'account'] } });
const THREAD = permit('thread', ['read'], {
  columns: { read: ['title', 'vote_count', 'reply_count', 'forum'] },
});

function project(
  permissions: TablePermission[],
  table: string,
  request: ProjectionRequest = {},
  subject = guest,
) {
  const site: Site = siteWith(permissions);
  const planning = planningFor(site, subject);
  const grants = planning.rights.grants(table, 'read');
  return projectionOf(planning, site.tables.get(table) as TableSchema, grants, request);
}

describe('selected columns', () => {
  test('are by default all that may be read somewhere, in the order of the schema', () => {
    const more = permit('case', ['read'], { where: eq('status', 'open'), columns: { read: ['resolution'] } });
    assert.deepEqual(project([CASE, more], 'case').select, [
      'title',
      'status',
      'contact',
      'account',
      'resolution',
    ]);
  });

  test('are those asked for', () => {
    assert.deepEqual(project([CASE], 'case', { select: ['status', 'title'] }).select, ['status', 'title']);
    assert.deepEqual(project([CASE], 'case', { select: [] }).select, []);
  });

  test('need not name the id, which is always there', () => {
    assert.deepEqual(project([CASE], 'case', { select: ['id', 'title'] }).select, ['title']);
  });

  test('that may not be read do not exist', () => {
    for (const column of ['internal_note', 'nope', 'constructor', '__proto__', '', '*', 'contact.name'])
      refused('unknown_column', () => project([CASE], 'case', { select: [column] }));
  });

  test('come with all grants, so that each cell is decided by its own record', () => {
    const more = permit('case', ['read'], { where: eq('status', 'open'), columns: { read: ['resolution'] } });
    const { grants } = project([CASE, more], 'case', { select: ['title'] });
    assert.deepEqual(
      grants.map((grant) => grant.permission),
      [CASE.id, more.id],
    );
  });
});

describe('lookups', () => {
  test('have a plan each when selected', () => {
    const { lookups } = project([CASE, CONTACT], 'case');
    assert.deepEqual(
      lookups.map(({ column, target }) => [column, target.name]),
      [
        ['contact', 'contact'],
        ['account', 'account'],
      ],
    );
    assert.deepEqual(project([CASE], 'case', { select: ['title'] }).lookups, []);
  });

  test('go by the read grants on their target', () => {
    const self = permit('contact', ['read'], { access: 'self', columns: { read: ['name'] } });
    const [contact, account] = project([CASE, self], 'case', {}, ann).lookups;
    assert.deepEqual(
      contact?.grants.map((grant) => grant.filter),
      [eq('id', ID.ann)],
    );
    assert.deepEqual(account?.grants, []);
  });

  test('do not take other privileges on the target for reading', () => {
    const append = permit('contact', ['append_to', 'write'], { columns: { write: ['phone'] } });
    assert.deepEqual(project([CASE, append], 'case').lookups[0]?.grants, []);
  });
});

describe('expanded lookups', () => {
  test('carry the target as the subject may read it', () => {
    const [contact] = project([CASE, CONTACT], 'case', { expand: ['contact'] }).lookups;
    assert.deepEqual(contact?.expand?.select, ['name', 'account']);
    assert.deepEqual(contact?.expand?.grants, contact?.grants);
  });

  test('are added to the selection', () => {
    const { select } = project([CASE, CONTACT], 'case', { select: ['title'], expand: ['contact'] });
    assert.deepEqual(select, ['title', 'contact']);
  });

  test('are not expanded further', () => {
    const [contact] = project([CASE, CONTACT], 'case', { expand: ['contact'] }).lookups;
    assert.equal(contact?.expand?.lookups[0]?.column, 'account');
    assert.equal(contact?.expand?.lookups[0]?.expand, undefined);
  });

  test('are left alone when the target may not be read', () => {
    const [contact] = project([CASE], 'case', { expand: ['contact'] }).lookups;
    assert.equal(contact?.expand, undefined);
  });

  test('are lookups that may be read', () => {
    refused('invalid_parameter', () => project([CASE], 'case', { expand: ['title'] }));
    refused('unknown_column', () => project([CASE], 'case', { expand: ['nope'] }));
    refused('unknown_column', () => project([CASE], 'case', { expand: ['id'] }));
    const narrow = permit('case', ['read'], { columns: { read: ['title'] } });
    refused('unknown_column', () => project([narrow, CONTACT], 'case', { expand: ['contact'] }));
  });

  test('show no counts', () => {
    const forum = permit('forum', ['read'], { columns: { read: ['name', 'thread_count'] } });
    const [plan] = project([THREAD, forum], 'thread', { expand: ['forum'] }).lookups;
    assert.deepEqual(plan?.expand?.select, ['name']);
    assert.deepEqual(plan?.expand?.counts, []);
  });
});

describe('counts', () => {
  const votes = (rest: Partial<TablePermission>) => permit('vote', ['read'], rest);
  const countOf = (...permissions: TablePermission[]) =>
    project([THREAD, ...permissions], 'thread', { select: ['vote_count'] }).counts[0];

  test('are of the records the reader may read', () => {
    const plan = countOf(votes({ where: eq('post', ID.one), columns: { read: ['thread'] } }));
    assert.deepEqual(plan?.visible, eq('post', ID.one));
    assert.deepEqual([plan?.table.name, plan?.lookup], ['vote', 'thread']);
  });

  test('are of none when those records may not be read', () => {
    assert.equal(countOf()?.visible, NOTHING);
  });

  test('are of none when it may not be read what those records point to', () => {
    assert.equal(countOf(votes({ columns: { read: ['post'] } }))?.visible, NOTHING);
    const both = countOf(
      votes({ columns: { read: ['post'] } }),
      votes({ where: eq('post', ID.one), columns: { read: ['thread'] } }),
    );
    assert.deepEqual(both?.visible, eq('post', ID.one));
  });

  test('are of all when all may be read', () => {
    assert.equal(countOf(votes({ columns: { read: ['thread'] } }))?.visible, EVERYTHING);
  });

  test('are made only when selected', () => {
    assert.deepEqual(project([THREAD], 'thread', { select: ['title'] }).counts, []);
    assert.equal(project([THREAD], 'thread').counts.length, 2);
  });
});
