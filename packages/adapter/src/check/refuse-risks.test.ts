import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createAdapter } from '../adapter.ts';
import { ConfigError } from '../config/config-error.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { checkSite } from './check-site.ts';
import { isBlocking } from './finding.ts';
import { acknowledged } from './testing/acknowledged.ts';
import { cleanSite, edited } from './testing/clean-site.ts';
import { sitePairs } from './testing/random-sites.ts';

const open = edited(cleanSite, (site) => {
  site.tablePermissions.push({
    id: 'people',
    table: 'contact',
    webRoles: ['anonymous'],
    access: 'global',
    privileges: ['read', 'write'],
    columns: { read: ['name', 'email'], write: ['phone'] },
  });
});

const start = (site: SiteConfig, now = new Date('2026-11-23T12:00:00.000Z')) =>
  createAdapter({ site, store: createMemoryStore(), now: () => now });

describe('an adapter', () => {
  it('starts on a site without errors, whatever warnings it has', async () => {
    await start(cleanSite);
    await start({ ...cleanSite, assertions: [], acknowledge: [] });
  });

  it('does not start on an error, and says who could see what, where, and what to do', async () => {
    await assert.rejects(start(open), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.deepEqual(
        error.faults.map(({ path, rule }) => `${path} ${rule}`),
        ['tablePermissions[8].columns.read L01', 'tablePermissions[8].privileges[1] L05'],
      );
      assert.match(
        error.message,
        /Anyone on the internet can read name and email of every contact\. Take "anonymous"/,
      );
      assert.match(error.message, /Anyone on the internet can change every contact/);
      return true;
    });
  });

  it('does not touch the store before', async () => {
    const store = createMemoryStore();
    store.open = () => assert.fail('opened');
    await assert.rejects(createAdapter({ site: open, store }), ConfigError);
  });

  it('starts when the risk is taken in writing, until the day is over', async () => {
    const now = new Date('2026-11-23T12:00:00.000Z');
    const written = acknowledged(open, now);
    await start(written, now);
    await assert.rejects(start(written, new Date('2027-11-01T00:00:00.000Z')), ConfigError);
  });

  it('does not start on an assertion that fails', async () => {
    const site = {
      ...cleanSite,
      assertions: [{ webRoles: ['anonymous'], table: 'case', may: { read: true } }] as const,
    };
    await assert.rejects(start(site), /cannot read case records; the assertion says they may/);
  });
});

describe('risks taken for a test', () => {
  it('leave no error of any random site', () => {
    fc.assert(
      fc.property(sitePairs, ([config]) => {
        const now = new Date();
        const findings = checkSite(acknowledged(config, now), { today: now.toISOString().slice(0, 10) });
        assert.deepEqual(findings.filter(isBlocking), []);
      }),
    );
  });
});
