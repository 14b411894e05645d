import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Assertion } from '../../config/assertion.ts';
import { loadSite } from '../../config/load-site.ts';
import { cleanSite } from '../testing/clean-site.ts';
import { asserted } from './asserted.ts';

const site = loadSite(cleanSite);

const wrong = (assertion: Assertion) =>
  asserted(site, assertion)
    .filter(({ holds, expected }) => holds !== expected)
    .map(({ webRole, place }) => `${webRole} ${place}`);

describe('an assertion', () => {
  it('about any record looks at every reach', () => {
    assert.deepEqual(
      wrong({ webRoles: ['authenticated', 'partner'], table: 'case', may: { read: ['title'] } }),
      [],
    );
    assert.deepEqual(wrong({ webRoles: ['anonymous'], table: 'case', may: { read: ['title'] } }), [
      'anonymous may.read[0]',
    ]);
  });

  it('about the records of others leaves one’s own out', () => {
    const others = { table: 'case', records: 'of-others', mayNot: { read: ['title'] } } as const;
    assert.deepEqual(wrong({ ...others, webRoles: ['authenticated'] }), []);
    assert.deepEqual(wrong({ ...others, webRoles: ['partner'] }), ['partner mayNot.read[0]']);
  });

  it('about other accounts leaves the account’s out, too', () => {
    const beyond = { records: 'of-other-accounts', mayNot: { read: true } } as const;
    assert.deepEqual(wrong({ ...beyond, webRoles: ['partner'], table: 'case' }), []);
    assert.deepEqual(wrong({ ...beyond, webRoles: ['staff'], table: 'account' }), ['staff mayNot.read']);
    assert.deepEqual(wrong({ ...beyond, webRoles: ['anonymous'], table: 'article' }), [
      'anonymous mayNot.read',
    ]);
  });

  it('about a column needs one permission that covers it', () => {
    assert.deepEqual(
      wrong({
        webRoles: ['partner'],
        table: 'case',
        records: 'of-others',
        may: { read: ['product', 'status'] },
      }),
      ['partner may.read[1]'],
    );
  });

  it('takes named web roles together with authenticated, and anonymous alone', () => {
    assert.deepEqual(wrong({ webRoles: ['staff'], table: 'contact', may: { read: ['email'] } }), []);
    assert.deepEqual(
      wrong({ webRoles: ['anonymous'], table: 'contact', mayNot: { read: true, write: true } }),
      [],
    );
  });

  it('speaks of actions and of privileges without columns', () => {
    assert.deepEqual(
      wrong({
        webRoles: ['authenticated'],
        table: 'case',
        may: { actions: ['close'], append_to: true },
        mayNot: { actions: ['reopen'], delete: true, append: true },
      }),
      [],
    );
  });

  it('names the permissions that break it', () => {
    const [said] = asserted(site, { webRoles: ['partner'], table: 'case', mayNot: { read: ['title'] } });
    assert.deepEqual(said?.permissions, ['cases', 'firm-cases']);
  });
});
