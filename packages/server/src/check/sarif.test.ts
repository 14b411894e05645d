import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkSite, type Finding, RULES } from '@portico/adapter/check';
import customer from '../starters/customer.ts';
import { sarifOf } from './sarif.ts';

const source = { uri: 'portico.config.ts', text: "{\n  id: 'people',\n}", version: '1.0.0' };

const finding: Finding = {
  rule: 'L01',
  level: 'error',
  path: 'tablePermissions[0].columns.read[0]',
  permission: 'people',
  table: 'contact',
  columns: ['email'],
  webRoles: ['anonymous'],
  sentence: 'Anyone can read it.',
  fix: 'Take it out.',
  waiver: null,
};

/** What the schema of SARIF 2.1.0 requires of a log like ours, key by key; nothing else may be in it. */
function assertSarif(log: ReturnType<typeof sarifOf>): void {
  const only = (object: object, ...keys: readonly string[]) => {
    for (const key of Object.keys(object)) assert.ok(keys.includes(key), `unknown key ${key}`);
  };
  const levels = ['none', 'note', 'warning', 'error'];
  only(log, '$schema', 'version', 'runs');
  assert.equal(log.version, '2.1.0');
  assert.ok(URL.canParse(log.$schema));
  assert.equal(log.runs.length, 1);
  for (const run of log.runs) {
    only(run, 'tool', 'results', 'columnKind');
    assert.ok(['utf16CodeUnits', 'unicodeCodePoints'].includes(run.columnKind));
    const { driver } = run.tool;
    only(driver, 'name', 'semanticVersion', 'rules');
    assert.match(driver.semanticVersion, /^\d+\.\d+\.\d+/);
    const ids = driver.rules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, 'rules are listed once');
    for (const rule of driver.rules) {
      only(rule, 'id', 'shortDescription', 'fullDescription', 'defaultConfiguration');
      assert.ok(rule.shortDescription.text.length > 0 && rule.fullDescription.text.length > 0);
      assert.ok(levels.includes(rule.defaultConfiguration.level));
    }
    for (const result of run.results) {
      only(
        result,
        'ruleId',
        'ruleIndex',
        'level',
        'message',
        'locations',
        'partialFingerprints',
        'suppressions',
      );
      assert.equal(ids[result.ruleIndex], result.ruleId);
      assert.ok(levels.includes(result.level));
      assert.ok(result.message.text.length > 0);
      for (const { physicalLocation, logicalLocations } of result.locations) {
        assert.ok(!physicalLocation.artifactLocation.uri.includes('\\'));
        assert.ok(
          Number.isInteger(physicalLocation.region.startLine) && physicalLocation.region.startLine >= 1,
        );
        for (const { fullyQualifiedName, kind } of logicalLocations)
          assert.ok(fullyQualifiedName.length > 0 && kind === 'member');
      }
      for (const suppression of result.suppressions ?? []) {
        only(suppression, 'kind', 'status', 'justification');
        assert.ok(['inSource', 'external'].includes(suppression.kind));
        assert.ok(['accepted', 'underReview', 'rejected'].includes(suppression.status));
      }
    }
  }
}

describe('findings as SARIF', () => {
  it('are as the schema requires, for every kind of finding', () => {
    const kinds = [
      'configuration',
      'waiver-expired',
      'waiver-too-long',
      'waiver-unused',
      'waiver-wide',
      'waiver-ends-soon',
    ] as const;
    assertSarif(
      sarifOf(
        [
          ...RULES.map(({ id, level }) => ({ ...finding, rule: id, level })),
          ...kinds.map((rule) => ({ ...finding, rule, permission: null })),
          { ...finding, waiver: { path: 'acknowledge[0]', reason: 'It is meant.', until: '2027-01-31' } },
        ],
        source,
      ),
    );
    assertSarif(sarifOf(checkSite(customer, { today: '2026-11-23' }), source));
    assertSarif(sarifOf([], { ...source, text: '' }));
  });

  it('point to the line of the permission, else to the first', () => {
    const lines = sarifOf(
      [finding, { ...finding, permission: 'elsewhere' }, { ...finding, permission: null }],
      source,
    );
    assert.deepEqual(
      lines.runs[0]?.results.map(({ locations }) => locations[0]?.physicalLocation.region.startLine),
      [2, 1, 1],
    );
  });

  it('are suppressed where they are waived, with the reason', () => {
    const waived = {
      ...finding,
      waiver: { path: 'acknowledge[0]', reason: 'It is meant.', until: '2027-01-31' },
    };
    const [open, answered] = sarifOf([finding, waived], source).runs[0]?.results ?? [];
    assert.equal(open?.suppressions, undefined);
    assert.equal(answered?.suppressions?.[0]?.justification, 'It is meant. (until 2027-01-31)');
    const byReason = { path: 'tablePermissions[3].reason', reason: 'Staff call them.', until: null };
    const [staff] = sarifOf([{ ...finding, waiver: byReason }], source).runs[0]?.results ?? [];
    assert.equal(staff?.suppressions?.[0]?.justification, 'Staff call them. (tablePermissions[3].reason)');
  });

  it('keep their fingerprint when the permission moves in the file', () => {
    const fingerprint = (path: string, text: string) =>
      sarifOf([{ ...finding, path }], { ...source, text }).runs[0]?.results[0]?.partialFingerprints;
    assert.deepEqual(
      fingerprint('tablePermissions[0].columns.read[0]', source.text),
      fingerprint('tablePermissions[7].columns.read[3]', `\n\n\n${source.text}`),
    );
  });
});
