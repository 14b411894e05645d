import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProtocolError } from '@portico/protocol';
import fc from 'fast-check';
import { loadSite } from '../config/load-site.ts';
import { createPlanner } from '../plan/make-plan.ts';
import { symbolicSubject } from './access/symbolic-subject.ts';
import { accessMatrix, accessOf } from './access-matrix.ts';
import { cleanSite } from './testing/clean-site.ts';
import { sitePairs } from './testing/random-sites.ts';

const site = loadSite(cleanSite);
const table = (name: string) => site.tables.get(name) ?? assert.fail(name);

describe('who may do what with a column', () => {
  it('is said with reach, records and permissions', () => {
    assert.deepEqual(accessOf(site, ['partner'], table('case'), 'read', 'title'), {
      reach: ['account', 'own'],
      records: 'cases of their account (account); or cases of their own (contact)',
      permissions: ['cases', 'firm-cases'],
    });
    assert.deepEqual(accessOf(site, ['anonymous'], table('article'), 'read', 'title'), {
      reach: ['some'],
      records: 'articles with visibility public',
      permissions: ['articles'],
    });
    assert.deepEqual(accessOf(site, ['staff'], table('account'), 'read', 'phone').reach, ['every']);
  });

  it('is nothing for columns and records that are not granted', () => {
    for (const [role, name, right, column] of [
      ['anonymous', 'case', 'read', 'title'],
      ['authenticated', 'case', 'read', 'internal_note'],
      ['authenticated', 'case', 'delete', null],
      ['partner', 'account', 'read', 'phone'],
    ] as const)
      assert.deepEqual(
        accessOf(site, [role], table(name), right, column).reach,
        [],
        `${role} ${name} ${column}`,
      );
  });
});

describe('the matrix', () => {
  it('groups columns that are the same to everybody, and leaves out what nobody may', () => {
    const { webRoles, tables } = accessMatrix(site);
    assert.deepEqual(webRoles, ['anonymous', 'authenticated', 'partner', 'staff']);
    const cases = tables.find((one) => one.table.name === 'case');
    assert.deepEqual(
      cases?.rows.map(({ right, columns, cells }) => [
        right,
        columns.join(),
        ...cells.map(({ reach }) => reach.join('+') || '-'),
      ]),
      [
        ['read', 'title', '-', 'own', 'account+own', 'own'],
        ['read', 'status', '-', 'own', 'own', 'own'],
        ['read', 'product', '-', '-', 'account', '-'],
        ['create', 'title,description', '-', 'own', 'own', 'own'],
        ['append_to', '', '-', 'own', 'own', 'own'],
        ['action:close', '', '-', 'own', 'own', 'own'],
      ],
    );
    assert.equal(
      tables.some((one) => one.table.name === 'forum'),
      false,
    );
  });

  it('shows a column to a web role exactly where the planner does', () => {
    let shown = 0;
    fc.assert(
      fc.property(sitePairs, ([config]) => {
        const random = loadSite(config);
        const planner = createPlanner(random);
        const { webRoles, tables } = accessMatrix(random);
        for (const [index, webRole] of webRoles.entries()) {
          for (const schema of random.tables.values()) {
            const rows = tables.find((one) => one.table === schema)?.rows ?? [];
            const said = rows
              .filter(({ right, cells }) => right === 'read' && (cells[index]?.reach.length ?? 0) > 0)
              .flatMap(({ columns }) => columns);
            shown += said.length;
            assert.deepEqual(
              [...said].sort(),
              planned(schema.name, webRole).sort(),
              `${webRole} ${schema.name}`,
            );
          }
        }

        function planned(name: string, webRole: string): string[] {
          try {
            return [...planner.list(symbolicSubject([webRole]), name, { limit: 1 }, null).projection.select];
          } catch (error) {
            if (isProtocolError(error) && error.code === 'not_found') return [];
            throw error;
          }
        }
      }),
    );
    assert.ok(shown > 200, `${shown} columns`);
  });
});
