import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkSite } from '@portico/adapter/check';
import config from '../portico.config.ts';

describe('the configuration of the demo', () => {
  // On a day on which its waiver stands.
  const findings = checkSite(config, { today: '2026-11-23' });

  it('has no finding that is not answered', () => {
    assert.deepEqual(
      findings.filter(({ waiver }) => waiver === null),
      [],
    );
  });

  it('has one risk that is taken in writing', () => {
    assert.deepEqual(
      findings.filter(({ waiver }) => waiver?.until !== null).map(({ rule, level }) => `${rule} ${level}`),
      ['L26 note'],
    );
  });
});
