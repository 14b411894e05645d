import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVERYTHING, NOTHING } from '@portico/protocol';
import { ANONYMOUS } from '../authenticate/subject.ts';
import { loadSite } from '../config/load-site.ts';
import { rightsOf } from './rights.ts';

const site = loadSite({
  site: { name: 'Test', locales: ['en'], origins: [] },
  webRoles: [],
  tablePermissions: [
    {
      id: 'articles',
      table: 'article',
      webRoles: ['anonymous'],
      access: 'global',
      privileges: ['read'],
      columns: { read: ['title'] },
    },
  ],
});

describe('the rights of a subject', () => {
  test('are found by table and right', () => {
    const rights = rightsOf(site, ANONYMOUS);
    assert.deepEqual(
      rights.grants('article', 'read').map((grant) => grant.permission),
      ['articles'],
    );
    assert.deepEqual(rights.grants('article', 'write'), []);
    assert.deepEqual(rights.grants('lead', 'read'), []);
  });

  test('as a filter are what any grant covers, and nothing without one', () => {
    const rights = rightsOf(site, ANONYMOUS);
    assert.equal(rights.where('article', 'read'), EVERYTHING);
    assert.equal(rights.where('article', 'delete'), NOTHING);
    assert.equal(rights.where('audit_entry', 'read'), NOTHING);
  });

  test('are compiled once for one subject, and not kept for another', () => {
    const rights = rightsOf(site, ANONYMOUS);
    assert.equal(rights.grants('article', 'read'), rights.grants('article', 'read'));
    const nobody = rightsOf(site, { ...ANONYMOUS, webRoles: new Set<string>() });
    assert.deepEqual(nobody.grants('article', 'read'), []);
  });
});
