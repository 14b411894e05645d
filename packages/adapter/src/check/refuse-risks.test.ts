import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import fc from 'fast-check';
import { createAdapter } from '../adapter.ts';
import { ConfigError } from '../config/config-error.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { checkSite } from './check-site.ts';
import type { Evidence } from './evidence.ts';
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

describe('an adapter whose store tells of itself', () => {
  const now = () => new Date('2026-11-23T12:00:00.000Z');
  const superuser = {
    role: 'postgres',
    superuser: true,
    bypassRowSecurity: true,
    createsRoles: true,
    onThisMachine: false,
  };

  async function startOn(evidence: () => Promise<Evidence>, site: SiteConfig = cleanSite) {
    const calls: string[] = [];
    const warnings: string[] = [];
    const memory = createMemoryStore();
    const store = {
      ...memory,
      open: async (tables: Parameters<typeof memory.open>[0]) => {
        calls.push('open');
        await memory.open(tables);
      },
      evidence: async (tables: readonly unknown[]) => {
        calls.push('evidence');
        assert.ok(tables.length > 0);
        return evidence();
      },
    };
    const logger = {
      info: () => {},
      error: () => assert.fail('an error'),
      warn: (_details: unknown, message: string) => void warnings.push(message),
    };
    const adapter = await createAdapter({ site, store, now, logger });
    assert.deepEqual(calls, ['open', 'evidence']);
    assert.equal((await adapter.fetch(new Request('https://help.example/readyz'))).status, 200);
    return warnings;
  }

  it('does not start on an error in what it tells', async () => {
    await assert.rejects(
      startOn(async () => ({ postgres: superuser })),
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.match(error.message, /works in PostgreSQL as postgres, which is a superuser.*\(L29\)/);
        return true;
      },
    );
    const dataverse = { user: 'portico', roles: ['System Administrator'], privileges: [] };
    await assert.rejects(
      startOn(async () => ({ dataverse })),
      /its user portico is System Administrator.*\(L28\)/,
    );
  });

  it('starts on a warning, on a user who may do no more than needed, and on nothing', async () => {
    const humble = { ...superuser, superuser: false, bypassRowSecurity: false };
    const trial = { ...superuser, onThisMachine: true };
    for (const evidence of [{ postgres: humble }, { postgres: trial }, { sqlite: { synchronous: 2 } }, {}])
      assert.deepEqual(await startOn(async () => evidence), []);
  });

  it('starts where the risk is taken in writing', async () => {
    const reason = 'This machine has one database, and it is Portico’s.';
    const waiver = { rule: 'L29' as const, reason, until: '2027-01-31' };
    const site = { ...cleanSite, acknowledge: [...(cleanSite.acknowledge ?? []), waiver] };
    await startOn(async () => ({ postgres: superuser }), site);
    const findings = checkSite(site, { today: '2026-11-23' });
    assert.deepEqual(
      findings.filter(({ waiver: answered }) => answered === null),
      [],
      'not unused where nobody asked the store',
    );
    const asked = checkSite(site, { today: '2026-11-23', evidence: { sqlite: { synchronous: 2 } } });
    assert.ok(asked.some(({ rule }) => rule === 'waiver-unused'));
  });

  it('starts where it fails to tell, and says so in the log', async () => {
    const warnings = await startOn(() => Promise.reject(new Error('no answer')));
    assert.match(warnings.join(), /did not say what its user may do \(L28, L29\)/);
  });

  it('starts where it never tells, after a while', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const starting = startOn(() => {
        setImmediate(() => mock.timers.tick(5000));
        return new Promise(() => {});
      });
      assert.match((await starting).join(), /did not say what its user may do/);
    } finally {
      mock.timers.reset();
    }
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
