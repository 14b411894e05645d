import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SiteConfig } from '@portico/adapter';
import { STARTERS, type StarterName, starterSource } from '../starters/starters.ts';
import { canaryIds } from './canary/canary-id.ts';
import { exitCodeOf } from './exit-code-of.ts';
import { patchwork } from './testing/patchwork.ts';
import { startProbed } from './testing/probed-adapter.ts';

describe('an adapter that shows what its configuration says', () => {
  for (const name of Object.keys(STARTERS) as StarterName[])
    it(`is clean: the starter ${name}, as a fresh account with each of its web roles and as anybody`, async (test) => {
      const held: SiteConfig = (await import(starterSource(name).href)).default;
      const adapter = await startProbed(test, { held, roles: held.webRoles, as: held.webRoles });
      const report = await adapter.probe();
      assert.deepEqual(report.leaks, []);
      assert.equal(report.stopped, null);
      assert.equal(exitCodeOf(report), 0);
      assert.ok(report.canaries >= 20, `${report.canaries} canaries`);
      const [signedIn, anonymous] = report.views;
      assert.equal(signedIn?.view, 'signed in');
      assert.equal(signedIn?.verified, true);
      assert.deepEqual([...signedIn.webRoles].sort(), [...held.webRoles, 'authenticated'].sort());
      // The employee starter shows strangers nothing, so nothing can be verified by them.
      assert.equal(anonymous?.verified, name === 'employee' ? null : true);
      assert.deepEqual(
        report.views.flatMap(({ missing }) => missing),
        [],
      );
      for (const { kind, view, expected, found } of report.controls)
        assert.equal(found, expected, `${view}: ${kind}`);
      assert.ok(report.controls.some(({ kind }) => kind === 'by filter'));
      // Nothing stays but the account that signed in.
      for (const table of ['account', 'article', 'case', 'thread', 'post', 'lead', 'snippet'])
        assert.equal(await adapter.count(table), 0, table);
      assert.equal(await adapter.count('contact'), 1);
      assert.equal(canaryIds('contact').includes(signedIn.contact ?? ''), false);
    });

  it('is clean: a patchwork in which each record shows other columns to other people', async (test) => {
    const adapter = await startProbed(test, { held: patchwork, roles: patchwork.webRoles, as: ['member'] });
    const report = await adapter.probe();
    assert.deepEqual(report.leaks, []);
    assert.equal(exitCodeOf(report), 0);
    assert.deepEqual(
      report.views.flatMap(({ missing }) => missing),
      [],
    );
    for (const { verified } of report.views) assert.equal(verified, true);
  });
});
