import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordValues } from '@portico/protocol';
import { ANONYMOUS, type Subject } from '../authenticate/subject.ts';
import { symbolicSubject } from '../check/access/symbolic-subject.ts';
import { cleanSite } from '../check/testing/clean-site.ts';
import { loadSite } from '../config/load-site.ts';
import { createPlanner } from '../plan/make-plan.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { type ExplainQuestion, explain } from './explain.ts';
import type { PermissionTrace } from './explanation.ts';
import { readSurroundings } from './surroundings.ts';

const site = loadSite(cleanSite);
const planner = createPlanner(site);

const at = (last: string) => `00000000-0000-4000-8000-${last.padStart(12, '0')}`;
const ANN = at('a1');
const BEN = at('a2');
const NORTH = at('b1');
const HERS = at('c1');
const HIS = at('c2');
const NOBODYS = at('c3');

const RECORDS: readonly (readonly [table: string, id: string, values: RecordValues])[] = [
  ['account', NORTH, { name: 'North' }],
  ['contact', ANN, { name: 'Ann', account: NORTH }],
  ['contact', BEN, { name: 'Ben', account: NORTH }],
  ['case', HERS, { title: 'Hers', description: 'x', contact: ANN, account: NORTH }],
  ['case', HIS, { title: 'His', description: 'x', contact: BEN, account: NORTH }],
  ['case', NOBODYS, { title: 'Lost', description: 'x' }],
  ['case_note', at('d1'), { text: 'To Ann', case: HERS, visibility: 'customer' }],
  ['case_note', at('d2'), { text: 'To Ben', case: HIS, visibility: 'customer' }],
  ['case_note', at('d3'), { text: 'Among us', case: HERS, visibility: 'internal' }],
];

const ann: Subject = {
  ...ANONYMOUS,
  authenticated: true,
  contact: ANN,
  account: NORTH,
  webRoles: new Set(['authenticated']),
};
const anns = (...roles: string[]): Subject => ({ ...ann, webRoles: new Set(['authenticated', ...roles]) });

async function opened() {
  const store = createMemoryStore();
  await store.open(site.storeTables);
  for (const [table, id, values] of RECORDS)
    await store.write(
      planner.importRecords(table, [{ id, values }], {
        now: '2026-01-01T00:00:00.000Z',
        newId: () => crypto.randomUUID(),
      }),
    );
  return store;
}

async function why(
  subject: Subject,
  table: string,
  id: string,
  rest: Pick<ExplainQuestion, 'right' | 'column'>,
) {
  const surroundings = await readSurroundings(site, { planner, store: await opened() }, table, id);
  return explain(site, subject, { table, record: { id, surroundings }, ...rest });
}

const said = ({ steps }: PermissionTrace): readonly string[] =>
  steps.flatMap(({ holds, sentence, parent }) => [
    `${holds ? 'yes' : 'no'}: ${sentence}`,
    ...(parent ? said(parent).map((line) => `  ${line}`) : []),
  ]);

describe('why somebody may', () => {
  it('is the permission that granted, with the way to the record', async () => {
    const { granted, columns, permissions } = await why(ann, 'case', HERS, { right: 'read' });
    assert.equal(granted, true);
    assert.deepEqual(columns, ['status', 'title']);
    const [first] = permissions;
    assert.equal(first?.permission, 'cases');
    assert.deepEqual(first && said(first), [
      'yes: grants read',
      'yes: has the web role authenticated',
      `yes: the person has the contact ${ANN}`,
      `yes: contact is ${ANN}, their own`,
    ]);
  });

  it('is every permission that granted, and what they show together', async () => {
    const { columns, permissions } = await why(anns('partner'), 'case', HERS, { right: 'read' });
    assert.deepEqual(columns, ['product', 'status', 'title']);
    assert.deepEqual(
      permissions.map(({ permission, holds }) => [permission, holds]),
      [
        ['cases', true],
        ['firm-cases', true],
      ],
    );
  });

  it('goes through the parent, step by step', async () => {
    const { granted, permissions } = await why(ann, 'case_note', at('d1'), { right: 'read' });
    assert.equal(granted, true);
    assert.deepEqual(permissions[0] && said(permissions[0]), [
      'yes: grants read',
      'yes: has the web role authenticated',
      `yes: case is ${HERS}`,
      'yes: the permission cases covers the case',
      '  yes: has the web role authenticated',
      `  yes: the person has the contact ${ANN}`,
      `  yes: contact is ${ANN}, their own`,
      'yes: visibility is customer',
    ]);
  });

  it('knows actions', async () => {
    assert.equal((await why(ann, 'case', HERS, { right: 'action:close' })).granted, true);
    const { granted, permissions } = await why(ann, 'case', HERS, { right: 'action:reopen' });
    assert.equal(granted, false);
    assert.equal(permissions[0]?.steps[0]?.sentence, 'does not grant reopen');
  });
});

describe('why somebody may not', () => {
  const failed = async (...args: Parameters<typeof why>) => {
    const { granted, permissions } = await why(...args);
    assert.equal(granted, false);
    const [first] = permissions;
    return [first?.permission, ...(first ? said(first).filter((line) => line.trim().startsWith('no')) : [])];
  };

  it('is a path that ends elsewhere', async () => {
    assert.deepEqual(await failed(ann, 'case', HIS, { right: 'read' }), [
      'cases',
      `no: contact is ${BEN}, not their contact`,
    ]);
    assert.deepEqual(await failed(ann, 'case', NOBODYS, { right: 'read' }), [
      'cases',
      'no: contact is empty, not their contact',
    ]);
  });

  it('is a web role that is not held, where nothing else is missing', async () => {
    const { permissions } = await why(ann, 'case', HIS, { right: 'read' });
    const firm = permissions.find(({ permission }) => permission === 'firm-cases');
    assert.deepEqual(firm && said(firm), [
      'yes: grants read',
      'no: is for the web role partner; the person has authenticated',
      `yes: the person has the account ${NORTH}`,
      `yes: account is ${NORTH}, their own`,
    ]);
  });

  it('is a claim that is missing, which never equals an empty lookup', async () => {
    const bare = { ...anns('partner'), contact: null, account: null };
    assert.deepEqual(await failed(bare, 'case', NOBODYS, { right: 'read' }), [
      'cases',
      'no: needs a person with a contact; this one has none',
      'no: contact is empty, not their contact',
    ]);
  });

  it('is a parent that is not covered', async () => {
    assert.deepEqual(await failed(ann, 'case_note', at('d2'), { right: 'read' }), [
      'notes',
      'no: the permission cases does not cover the case',
      `  no: contact is ${BEN}, not their contact`,
    ]);
  });

  it('is a condition that is false, with what the cell is', async () => {
    assert.deepEqual(await failed(ann, 'case_note', at('d3'), { right: 'read' }), [
      'notes',
      'no: visibility is internal, not customer',
    ]);
  });

  it('is a column that is not listed', async () => {
    assert.deepEqual(await failed(ann, 'case', HERS, { right: 'read', column: 'internal_note' }), [
      'cases',
      'no: does not list the column internal_note',
    ]);
    assert.equal((await why(ann, 'case', HERS, { right: 'read', column: 'id' })).granted, true);
  });

  it('is that there is no such record', async () => {
    const answer = await why(ann, 'case', at('ff'), { right: 'read' });
    assert.deepEqual([answer.exists, answer.granted, answer.permissions], [false, false, []]);
  });

  it('tells the nearest first', async () => {
    const { permissions } = await why(ann, 'case_note', at('d1'), { right: 'create' });
    assert.deepEqual(
      permissions.map(({ permission }) => permission),
      ['notes', 'answer'],
    );
  });
});

describe('in general terms', () => {
  it('says which records, for nobody in particular', () => {
    const { id, exists, granted, permissions } = explain(site, symbolicSubject(['partner']), {
      table: 'case',
      right: 'read',
      column: 'title',
    });
    assert.deepEqual([id, exists, granted], [null, null, true]);
    assert.deepEqual(
      permissions.map((trace) => said(trace).at(-1)),
      ['yes: covers cases of their own (contact)', 'yes: covers cases of their account (account)'],
    );
  });

  it('says so of a person, too, and follows parents', () => {
    const { permissions } = explain(site, ann, { table: 'case_note', right: 'read' });
    assert.deepEqual(permissions[0] && said(permissions[0]).slice(2), [
      'yes: the permission cases can cover the case',
      '  yes: has the web role authenticated',
      `  yes: the person has the contact ${ANN}`,
      '  yes: covers cases of their own (contact)',
      'yes: covers notes of their own (case.contact) with visibility customer',
    ]);
  });

  it('says what strangers are without', () => {
    const { granted, permissions } = explain(site, ANONYMOUS, { table: 'case_note', right: 'read' });
    assert.equal(granted, false);
    assert.deepEqual(
      permissions.find(({ permission }) => permission === 'notes') && said(permissions[0] as PermissionTrace),
      [
        'yes: grants read',
        'no: is for the web role authenticated; the person has anonymous',
        'no: the permission cases can never cover the case',
        '  no: is for the web role authenticated; the person has anonymous',
        '  no: needs a person with a contact; this one has none',
      ],
    );
  });

  it('of a table without permissions has nothing to say', () => {
    assert.deepEqual(explain(site, ANONYMOUS, { table: 'work_order', right: 'read' }).permissions, []);
  });
});
