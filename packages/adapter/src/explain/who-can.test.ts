import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { symbolicSubject } from '../check/access/symbolic-subject.ts';
import { cleanSite, edited } from '../check/testing/clean-site.ts';
import { longChain } from '../check/testing/long-chain.ts';
import { sitePairs } from '../check/testing/random-sites.ts';
import { loadSite } from '../config/load-site.ts';
import { explain } from './explain.ts';
import { whoCan } from './who-can.ts';

const site = loadSite(cleanSite);
const table = (name: string, of = site) => of.tables.get(name) ?? assert.fail(name);

describe('who can', () => {
  it('says it of each web role, on which records', () => {
    const rows = whoCan(site, table('case'), 'read', 'title').rows.map(({ webRoles, records }) => [
      webRoles,
      records,
    ]);
    assert.deepEqual(rows, [
      [['anonymous'], 'no case'],
      [['authenticated'], 'cases of their own (contact)'],
      [['partner'], 'cases of their account (account); or cases of their own (contact)'],
      [['staff'], 'cases of their own (contact)'],
    ]);
  });

  it('says where there are more combinations than it looks at', () => {
    const long = longChain(['name']);
    const { rows, complete } = whoCan(long, table('node', long), 'read', 'name');
    assert.equal(complete, false);
    assert.ok(rows.length < 1000, String(rows.length));
    assert.equal(whoCan(site, table('case'), 'read', 'title').complete, true);
  });

  it('names web roles that open something only together', () => {
    const chained = loadSite(
      edited(cleanSite, (config) => {
        config.tablePermissions.push({
          id: 'firm-notes',
          table: 'case_note',
          webRoles: ['staff'],
          access: 'parent',
          via: 'case',
          parent: 'firm-cases',
          privileges: ['read'],
          columns: { read: ['text'] },
        });
      }),
    );
    const { rows } = whoCan(chained, table('case_note', chained), 'read', 'text');
    assert.deepEqual(
      rows.map(({ webRoles, permissions }) => [webRoles, permissions]),
      [
        [['anonymous'], []],
        [['authenticated'], ['notes']],
        [['partner'], ['notes']],
        [['staff'], ['notes']],
        [
          ['partner', 'staff'],
          ['notes', 'firm-notes'],
        ],
      ],
    );
  });

  it('leaves combinations out that open nothing of their own', () => {
    for (const name of site.tables.keys())
      assert.ok(whoCan(site, table(name), 'read', null).rows.every(({ webRoles }) => webRoles.length === 1));
  });

  it('agrees with what is explained, for every table, column and web role', () => {
    let granted = 0;
    fc.assert(
      fc.property(sitePairs, ([config]) => {
        const random = loadSite(config);
        for (const one of random.tables.values())
          for (const column of [null, ...Object.keys(one.columns)])
            for (const row of whoCan(random, one, 'read', column).rows) {
              const told = explain(random, symbolicSubject(row.webRoles), {
                table: one.name,
                right: 'read',
                ...(column !== null && { column }),
              });
              const by = told.permissions.filter(({ holds }) => holds).map(({ permission }) => permission);
              assert.deepEqual(
                [...row.permissions].sort(),
                by.sort(),
                `${row.webRoles} ${one.name}.${column}`,
              );
              assert.equal(row.reach.length > 0, told.granted);
              granted += told.granted ? 1 : 0;
            }
      }),
      { seed: Number(process.env.PORTICO_SEED ?? 20261123), numRuns: 30 },
    );
    assert.ok(granted > 100, `only ${granted} grants`);
  });
});
