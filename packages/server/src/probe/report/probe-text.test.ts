import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { styleFor } from '../../check/style.ts';
import { exitCodeOf } from '../exit-code-of.ts';
import type { Leak } from '../judge/leak.ts';
import type { ProbeReport, ViewReport } from '../probe-report.ts';
import { probeText } from './probe-text.ts';

const anonymous: ViewReport = {
  view: 'anonymous',
  contact: null,
  account: null,
  webRoles: ['anonymous'],
  tables: [
    {
      table: 'article',
      rows: 48,
      columns: [
        { name: 'title', personal: false },
        { name: 'author', personal: true },
      ],
    },
    { table: 'case_note', rows: 0, columns: [] },
  ],
  verified: true,
  missing: [],
};

const report: ProbeReport = {
  url: 'https://help.example/',
  config: 'portico.config.ts',
  configured: true,
  canaries: 60,
  views: [
    { ...anonymous, view: 'signed in', contact: 'c1', webRoles: ['partner', 'authenticated'] },
    anonymous,
  ],
  leaks: [],
  controls: [{ view: 'anonymous', kind: 'by id', expected: 5, found: 5 }],
  requests: 1200,
  seconds: 60.5,
  stopped: null,
};

const leak: Leak = {
  rule: 'secret-shown',
  view: 'anonymous',
  table: 'article',
  column: 'internal_note',
  asked: `GET https://help.example/v1/search?q=${'x'.repeat(120)}`,
  came: '200, and in it the secret in internal_note of canary 1 of article',
  why: 'The configuration does not show it.',
  fix: 'Mend it.',
  more: 3,
};

const text = (changes: Partial<ProbeReport> = {}) => {
  const plain = styleFor({ isTTY: false } as NodeJS.WriteStream);
  return probeText({ ...report, ...changes }, 80, plain);
};

describe('the report of a probe', () => {
  it('has for each view who it is, and each table with its rows and columns', () => {
    assert.equal(
      text(),
      `https://help.example/  held to portico.config.ts, with 60 canaries

signed in  contact c1; authenticated, partner
  table      rows  columns
  article      48  title, author*
  case_note     0  -

anonymous  anonymous
  table      rows  columns
  article      48  title, author*
  case_note     0  -

ok     anonymous: 5 of 5 canaries found by id

No leak. Nothing shows that the configuration does not show. 1200 requests in 60.5 s.`,
    );
    assert.equal(exitCodeOf(report), 0);
  });

  it('has each leak with what was asked on one line, what came, and what to do', () => {
    const leaks = [leak, { ...leak, table: null, column: null, more: 0 }];
    const said = text({ leaks });
    assert.match(
      said,
      /^leak secret-shown {2}article\.internal_note {2}anonymous\n {2}GET https:\S{140,}\n {2}200, and/m,
    );
    assert.match(said, /\n {2}And 3 more like it\.\n {2}Mend it\.\n/);
    assert.match(said, /^leak secret-shown {2}anonymous$/m);
    assert.match(said, /\n2 leaks\. 1200 requests/);
    assert.equal(exitCodeOf({ ...report, leaks }), 1);
  });

  it('says that nothing can be said when what had to be found was not', () => {
    const controls = [
      { view: 'anonymous', kind: 'by id', expected: 5, found: 4 },
      { view: 'anonymous', kind: 'by search', expected: 2, found: 0 },
    ] as const;
    const said = text({ controls });
    assert.match(
      said,
      /partly anonymous: 4 of 5 canaries found by id\nFAILED anonymous: 0 of 2 found by search/,
    );
    assert.match(said, /says nothing/);
    assert.equal(exitCodeOf({ ...report, controls }), 2);
    // A leak is one all the same.
    assert.equal(exitCodeOf({ ...report, controls, leaks: [leak] }), 1);
  });

  it('says why it ended early, and what could not be asked', () => {
    const stopped = 'GET https://help.example/: it answers 503';
    const said = text({ stopped, views: [{ ...anonymous, tables: [], verified: null }] });
    assert.match(said, /sees no table/);
    assert.match(said, /Without a token only the view of anonymous visitors/);
    assert.match(said, /shows no canary to the view "anonymous"/);
    assert.match(said, /It ended early: GET https:\/\/help\.example\/: it answers 503\n0 leaks until then/);
    assert.equal(exitCodeOf({ ...report, stopped }), 2);
    assert.match(text({ canaries: 0 }), /Without --canaries nothing is planted/);
    assert.match(
      text({ configured: false, canaries: 0 }),
      /Without a configuration[\s\S]*No personal data shows/,
    );
  });

  it('names some of what is missing, and how much more', () => {
    const missing = Array.from({ length: 8 }, (_, nth) => `missing ${nth}`);
    const said = text({ views: [{ ...anonymous, missing }] });
    assert.match(
      said,
      /shows less than the configuration says:\n {4}missing 0\n[\s\S]*missing 4\n {4}and 3 more/,
    );
  });
});
