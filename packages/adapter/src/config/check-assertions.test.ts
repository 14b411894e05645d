import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Assertion } from './assertion.ts';
import { ConfigError } from './config-error.ts';
import { loadSite } from './load-site.ts';

const whole: Assertion = {
  webRoles: ['authenticated', 'partner'],
  table: 'case',
  records: 'of-others',
  may: { read: ['title'], actions: ['close'] },
  mayNot: { write: true, delete: true },
};

function faults(...assertions: readonly object[]): readonly string[] {
  try {
    loadSite({
      site: { name: 'Test', locales: ['en'], origins: [] },
      webRoles: ['partner'],
      tablePermissions: [],
      assertions: assertions as readonly Assertion[],
    });
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe('assertions', () => {
  it('are fine when all they name exists', () => {
    assert.deepEqual(faults(whole, { webRoles: ['anonymous'], table: 'lead', mayNot: { read: true } }), []);
  });

  it('name tables, columns, web roles and actions that exist: else they would hold whatever happens', () => {
    assert.deepEqual(
      faults(
        { ...whole, webRoles: ['partners'] },
        { ...whole, table: 'cases' },
        { ...whole, mayNot: { read: ['titel', 'status'] } },
        { ...whole, may: { create: ['id_card'] } },
        { ...whole, may: { actions: ['vote'] } },
      ),
      [
        'assertions[0].webRoles[0]: "partners" is not a web role',
        'assertions[1].table: "cases" is not a table of this site',
        'assertions[2].mayNot.read[0]: "titel" is not a column of case',
        'assertions[3].may.create[0]: "id_card" is not a column of case',
        'assertions[4].may.actions[0]: "vote" is not an action of case',
      ],
    );
  });

  it('do not speak of the adapter’s own tables', () => {
    assert.deepEqual(faults({ ...whole, table: 'identity' }), [
      'assertions[0].table: "identity" is not a table of this site',
    ]);
  });

  it('say something', () => {
    const { may: _may, mayNot: _mayNot, ...silent } = whole;
    assert.deepEqual(faults(silent), [
      'assertions[0]: says nothing; write what they may, or what they may not',
    ]);
    assert.match(faults({ ...whole, may: {} }).join(), /assertions\[0\]\.may: says nothing/);
    assert.match(faults({ ...whole, mayNot: { read: [] } }).join(), /mayNot\.read/);
    assert.match(faults({ ...whole, webRoles: [] }).join(), /webRoles/);
  });

  it('have no unknown keys and no false', () => {
    assert.match(faults({ ...whole, shall: {} }).join(), /assertions\[0\]/);
    assert.match(faults({ ...whole, mayNot: { delete: false } }).join(), /mayNot\.delete/);
    assert.match(faults({ ...whole, records: 'all' }).join(), /records/);
  });
});
