import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IssuerConfig } from '../config/site-config.ts';
import { webRolesOf } from './web-roles.ts';

function rolesOf(claims: Readonly<Record<string, unknown>>, claim = 'roles'): string[] {
  const issuer: IssuerConfig = {
    issuer: 'https://id.example',
    audience: ['portico'],
    algorithms: ['ES256'],
    claims: { roles: { claim, webRoles: { Customers: 'customer', Staff: 'employee', Crew: 'employee' } } },
  };
  return [...webRolesOf(claims, issuer)].sort();
}

test('listed names of the claim become web roles; others mean nothing', () => {
  assert.deepEqual(rolesOf({ roles: ['Customers', 'Staff', 'Crew', 'admin'] }), [
    'authenticated',
    'customer',
    'employee',
  ]);
  assert.deepEqual(rolesOf({ roles: 'Staff' }), ['authenticated', 'employee']);
});

test('a name must be written exactly; the names of web roles are not names of the claim', () => {
  assert.deepEqual(rolesOf({ roles: ['customers', 'customer', ' Customers', 'Customers,Staff'] }), [
    'authenticated',
  ]);
});

test('claims of other shapes give no role', () => {
  for (const roles of [undefined, null, 7, true, {}, { Customers: true }, [['Customers']], [null, 7]]) {
    assert.deepEqual(rolesOf({ roles }), ['authenticated']);
  }
});

test('names that every object has are not listed ones', () => {
  assert.deepEqual(rolesOf({ roles: ['__proto__', 'constructor', 'toString'] }), ['authenticated']);
  assert.deepEqual(rolesOf({}, 'constructor.name'), ['authenticated']);
});

test('a path reaches nested claims, after a claim of that very name', () => {
  assert.deepEqual(rolesOf({ realm: { roles: ['Staff'] } }, 'realm.roles'), ['authenticated', 'employee']);
  assert.deepEqual(rolesOf({ 'https://x/roles': ['Staff'] }, 'https://x/roles'), [
    'authenticated',
    'employee',
  ]);
});
