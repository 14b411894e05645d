import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadSite } from '@portico/adapter';
import { accessMatrix, checkSite } from '@portico/adapter/check';
import community from '../starters/community.ts';
import customer from '../starters/customer.ts';
import { accessReport } from './access-report.ts';
import { findingsReport } from './findings-report.ts';
import type { Style } from './style.ts';
import { wrapText } from './wrap-text.ts';

const same = (text: string) => text;
const PLAIN: Style = { bold: same, dim: same, red: same, yellow: same, green: same };

describe('the report of access', () => {
  it('fits the width, also with more web roles than fit beside each other', () => {
    const webRoles = Array.from({ length: 12 }, (_, index) => `region_${index}`);
    const site = loadSite({ ...customer, webRoles });
    for (const width of [60, 80, 100]) {
      const report = accessReport(accessMatrix(site), width, PLAIN);
      for (const line of report.split('\n')) assert.ok(line.length <= width, `${line.length}: ${line}`);
      for (const role of webRoles) assert.ok(report.includes(role), role);
    }
  });

  it('marks personal columns, and names every column that somebody may read', () => {
    const report = accessReport(accessMatrix(loadSite(community)), 100, PLAIN);
    assert.match(report, /\bname\*, display_name, email\*, locale\b/);
    assert.match(report, /read {8}some {7}some {11}all\+some\n {4}forum, title/);
    assert.match(report, /moderate {4}- {10}- {14}all/);
  });

  it('has one line for columns that look the same to all', () => {
    const report = accessReport(accessMatrix(loadSite(customer)), 100, PLAIN);
    const [, cases = ''] = /\ncase {10}.*\n([\s\S]*?)\n\n/.exec(report) ?? [];
    assert.equal(cases.match(/^ {2}read /gm)?.length, 1);
    assert.equal(cases.match(/^ {2}create /gm)?.length, 2);
  });
});

describe('the report of findings', () => {
  it('sums up in one line', () => {
    const findings = checkSite({ ...customer, assertions: [] }, { today: '2026-11-23' });
    const report = findingsReport(findings, 100, PLAIN);
    assert.match(
      report,
      /\n0 errors, \d+ warnings, 1 note, 0 waived, 1 answered by the reason of a permission\.$/,
    );
    assert.equal(findingsReport([], 100, PLAIN), '0 errors, 0 warnings, 0 notes, 0 waived.');
  });
});

describe('the report of findings that a reason answers', () => {
  it('says which reason, of which permission', () => {
    const report = findingsReport(checkSite(customer, { today: '2026-11-23' }), 200, PLAIN);
    const words = 'Guests may ask for help without signing in.';
    assert.match(
      report,
      new RegExp(`answered L25 {2}tablePermissions\\[3\\].columns.create\n.*\n {2}${words}\n`),
    );
    assert.match(report, /\n {2}By tablePermissions\[3\]\.reason, which answers 1 finding\.\n/);
  });
});

describe('the report of waived findings', () => {
  it('says by which waiver, and how many others that one answers', () => {
    const write = (id: string) => ({
      id,
      table: 'lead',
      webRoles: ['authenticated'],
      access: 'global' as const,
      privileges: ['write' as const],
      columns: { write: ['topic'] },
    });
    const config = {
      ...customer,
      tablePermissions: [...customer.tablePermissions, write('one'), write('other')],
      acknowledge: [{ rule: 'L05' as const, reason: 'Everybody works on leads here.', until: '2027-01-31' }],
    };
    const report = findingsReport(checkSite(config, { today: '2026-11-23' }), 100, PLAIN);
    assert.equal(report.match(/ {2}By acknowledge\[0\], which answers 2 findings\.\n/g)?.length, 2);
    assert.match(report, /\nwarning waiver-wide {2}acknowledge\[0\]\n {2}This answers 2 findings of L05/);
  });
});

describe('wrapped text', () => {
  it('breaks between words and indents each line', () => {
    assert.equal(wrapText('one two three', 9, '  '), '  one two\n  three');
    assert.equal(wrapText('  one\n two ', 20), 'one two');
    assert.equal(wrapText('', 20, '  '), '');
  });

  it('keeps a word that is longer than the line', () => {
    assert.equal(
      wrapText('a tablePermissions[12].columns.read[3] b', 12),
      'a\ntablePermissions[12].columns.read[3]\nb',
    );
  });
});
