import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ConfigError } from '../config/config-error.ts';
import { loadSite } from '../config/load-site.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Waiver } from '../config/waiver.ts';
import { checkSite } from './check-site.ts';
import { type Finding, isBlocking } from './finding.ts';
import { cleanSite, edited, type Mutable } from './testing/clean-site.ts';

const today = '2026-11-23';
const reason = 'Dealers want to be called, and their numbers are printed.';

/** Contacts of which strangers read email and phone, with these waivers. */
function exposed(...waivers: readonly Partial<Waiver>[]): SiteConfig {
  return edited(cleanSite, (site) => {
    site.tablePermissions.push({
      id: 'people',
      table: 'contact',
      webRoles: ['anonymous'],
      access: 'global',
      privileges: ['read'],
      columns: { read: ['email', 'phone'] },
    });
    site.assertions?.push({
      webRoles: ['anonymous'],
      table: 'contact',
      may: { read: ['email'] },
      mayNot: { write: true },
    });
    for (const waiver of waivers)
      site.acknowledge?.push({ rule: 'L01', reason, until: '2027-03-01', ...waiver } as Mutable<Waiver>);
  });
}

const check = (config: SiteConfig, day = today) =>
  // The clean site's own waiver and reasons are not what these tests are about.
  checkSite(config, { today: day }).filter(
    ({ rule, path, waiver }) =>
      rule !== 'L26' && path !== 'acknowledge[0].until' && !waiver?.path.startsWith('tablePermissions'),
  );

const said = (findings: readonly Finding[]) =>
  findings.map(({ rule, path, columns, waiver }) => [rule, path, columns.join(), waiver === null].join(' '));

describe('a waiver', () => {
  it('answers the column it names, and leaves the others open', () => {
    const findings = check(exposed({ permission: 'people', column: 'phone' }));
    assert.deepEqual(said(findings), [
      'L01 tablePermissions[8].columns.read[0] email true',
      'L01 tablePermissions[8].columns.read[1] phone false',
    ]);
    assert.equal(findings[0]?.sentence, 'Anyone on the internet can read email of every contact.');
    assert.deepEqual(findings[1]?.waiver, { path: 'acknowledge[1]', reason, until: '2027-03-01' });
    assert.deepEqual(findings.map(isBlocking), [true, false]);
  });

  it('answers all of a finding when every column is named', () => {
    const both = exposed(
      { permission: 'people', column: 'phone' },
      { permission: 'people', column: 'email' },
    );
    assert.equal(check(both).some(isBlocking), false);
  });

  it('must name permission and column where everybody would see personal columns', () => {
    for (const waiver of [
      {},
      { permission: 'people' },
      { table: 'contact' },
      { table: 'contact', column: 'email' },
    ]) {
      const findings = check(exposed(waiver));
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        ['L01', 'waiver-unused'],
        JSON.stringify(waiver),
      );
      assert.deepEqual(findings[0]?.columns, ['email', 'phone']);
    }
  });

  it('holds on its last day, and not on the next', () => {
    const config = exposed(
      { permission: 'people', column: 'email' },
      { permission: 'people', column: 'phone' },
    );
    assert.equal(check(config, '2027-03-01').some(isBlocking), false);
    const after = check(config, '2027-03-02');
    assert.deepEqual(said(after), [
      'L01 tablePermissions[8].columns.read email,phone true',
      'waiver-expired acknowledge[1].until email true',
      'waiver-expired acknowledge[2].until phone true',
    ]);
    assert.equal(after.filter(isBlocking).length, 1);
  });

  it('is told of in the month before it ends, as a note', () => {
    const config = exposed(
      { permission: 'people', column: 'email' },
      { permission: 'people', column: 'phone' },
    );
    const soon = check(config, '2027-02-01').filter(({ rule }) => rule === 'waiver-ends-soon');
    assert.deepEqual(
      soon.map(({ level, path }) => `${level} ${path}`),
      ['note acknowledge[1].until', 'note acknowledge[2].until'],
    );
  });

  it('of more than a year answers nothing', () => {
    const config = exposed({ permission: 'people', column: 'email', until: '2099-01-01' });
    assert.deepEqual(
      check(config).map(({ rule }) => rule),
      ['L01', 'waiver-too-long'],
    );
  });

  it('that answers nothing is a finding, whatever it names', () => {
    for (const waiver of [
      { rule: 'L05' },
      { permission: 'peple', column: 'email' },
      { permission: 'people', column: 'name' },
      { permission: 'people', table: 'case', column: 'email' },
    ] as const) {
      const findings = check(exposed(waiver));
      assert.equal(findings.filter(({ rule }) => rule === 'waiver-unused').length, 1, JSON.stringify(waiver));
      assert.equal(findings.some(isBlocking), true);
    }
  });

  it('does not answer a secret in the configuration', () => {
    const config = edited(cleanSite, (site) => {
      if (site.identity?.signIn) site.identity.signIn.clientId = 'changeme';
      site.acknowledge?.push({ rule: 'L18', reason, until: '2027-03-01' });
    });
    assert.deepEqual(
      check(config).map(({ rule }) => rule),
      ['L18', 'waiver-unused'],
    );
  });

  it('answers what only looks like a key', () => {
    const config = edited(cleanSite, (site) => {
      site.site.name = 'f7Kq2LmZ9xWc4TbV8nRj3HsY6pDg1QaE';
      site.acknowledge?.push({ rule: 'L18', reason, until: '2027-03-01' });
    });
    assert.equal(check(config).some(isBlocking), false);
  });

  it('does not answer an assertion that fails', () => {
    const config = edited(cleanSite, (site) => {
      site.assertions?.push({ webRoles: ['staff'], table: 'lead', may: { read: true } });
      site.acknowledge?.push({ rule: 'L30', reason, until: '2027-03-01' });
    });
    assert.deepEqual(
      check(config).map(({ rule, level }) => `${rule} ${level}`),
      ['L30 error', 'waiver-unused warning'],
    );
  });

  describe('that names only a rule', () => {
    /** As many permissions as there are names, by each of which everybody changes every lead; and this waiver. */
    const wide = (names: readonly string[], waiver: Partial<Waiver>) =>
      edited(cleanSite, (site) => {
        for (const id of names)
          site.tablePermissions.push({
            id,
            table: 'lead',
            webRoles: ['authenticated'],
            access: 'global',
            privileges: ['write'],
            columns: { write: ['topic'] },
          });
        site.acknowledge?.push({ rule: 'L05', reason, until: '2027-03-01', ...waiver } as Mutable<Waiver>);
      });
    const about = (config: SiteConfig) => check(config).filter(({ rule }) => rule === 'waiver-wide');

    it('answers what is there, and says how much that is and what it would hide', () => {
      const [finding, ...others] = about(wide(['one', 'other'], {}));
      assert.deepEqual(others, []);
      assert.deepEqual([finding?.level, finding?.path], ['warning', 'acknowledge[1]']);
      assert.equal(
        finding?.sentence,
        'This answers 2 findings of L05 that are there, and every one to come: the next permission with the same mistake would be waived unseen.',
      );
      assert.equal(
        finding?.fix,
        'Take one waiver for each that is meant: permission "one", permission "other".',
      );
      assert.equal(check(wide(['one', 'other'], {})).some(isBlocking), false);
    });

    it('is not that when it names a permission or a table', () => {
      for (const narrow of [{ permission: 'one' }, { table: 'lead' }])
        assert.deepEqual(about(wide(['one'], narrow)), [], JSON.stringify(narrow));
    });

    it('is as it must be where a rule speaks of no permission, or only notes something', () => {
      const config = edited(cleanSite, (site) => {
        site.site.name = 'f7Kq2LmZ9xWc4TbV8nRj3HsY6pDg1QaE';
        site.acknowledge?.push({ rule: 'L18', reason, until: '2027-03-01' });
      });
      assert.deepEqual(about(config), []);
      assert.deepEqual(about(cleanSite), []);
    });

    it('is told of once it is over as over, and not as wide', () => {
      const after = checkSite(wide(['one'], {}), { today: '2027-03-02' });
      assert.equal(
        after.some(({ rule }) => rule === 'waiver-wide'),
        false,
      );
    });
  });

  it('of another rule does not answer', () => {
    const config = exposed({ rule: 'L21', permission: 'people', column: 'email' });
    assert.equal(check(config).filter(isBlocking).length, 1);
  });
});

describe('what is written into a waiver', () => {
  const faults = (waiver: object): readonly string[] => {
    try {
      loadSite({ ...cleanSite, acknowledge: [waiver as Waiver] });
      return [];
    } catch (error) {
      assert.ok(error instanceof ConfigError);
      return error.faults.map(({ path, message }) => `${path}: ${message}`);
    }
  };
  const whole = { rule: 'L05', reason, until: '2027-01-31' };

  it('is a rule, a reason and a day', () => {
    assert.deepEqual(faults(whole), []);
    assert.match(faults({ ...whole, rule: 'L99' }).join(), /acknowledge\[0\]\.rule/);
    assert.match(faults({ ...whole, until: 'never' }).join(), /acknowledge\[0\]\.until: must be a day/);
    assert.match(faults({ ...whole, until: '2027-02-30' }).join(), /acknowledge\[0\]\.until/);
    assert.match(faults({ rule: 'L05', until: '2027-01-31' }).join(), /acknowledge\[0\]\.reason/);
    assert.match(faults({ ...whole, who: 'me' }).join(), /acknowledge\[0\]/);
  });

  it('has a reason that says something', () => {
    for (const empty of [
      '',
      'ok',
      'because we want it'.slice(0, 12),
      'xxxxxxxxxxxxxxxxxxxxxxxxxx',
      ' '.repeat(40),
    ])
      assert.match(faults({ ...whole, reason: empty }).join(), /says too little/, JSON.stringify(empty));
  });
});
