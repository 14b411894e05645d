import assert from 'node:assert/strict';
import { test } from 'node:test';
import { and, eq, oneOf, or, type PermissionFilter, related } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import type { Person } from '../world.ts';
import { ann, ask, codeOf, idsOf } from './testing/ask.ts';
import { idOf, makeWorld, permit, person } from './testing/make-world.ts';

/** docs/permissions.md, "Which records: access types". */
const records = {
  account: { north: { name: 'North' }, south: { name: 'South' } },
  contact: {
    ann: { name: 'Ann', account: idOf('north') },
    bob: { name: 'Bob', account: idOf('south') },
    cid: { name: 'Cid' },
  },
  category: { top: { name: 'Top', position: 1 }, sub: { name: 'Sub', parent: idOf('top') } },
  case: {
    C1: { title: 'a', contact: idOf('ann'), account: idOf('north'), status: 'open' },
    C2: { title: 'b', contact: idOf('bob'), account: idOf('north'), status: 'waiting' },
    C3: { title: 'c', contact: idOf('bob') },
    C4: { title: 'd', contact: idOf('gone'), status: 'open' },
    C5: { title: 'e' },
  },
  case_note: {
    N1: { case: idOf('C1'), text: 'a' },
    N2: { case: idOf('C2'), text: 'b' },
    N4: { case: idOf('C4'), text: 'd' },
    N7: { case: idOf('gone'), text: 'g' },
    N8: { text: 'h' },
  },
  file: {
    F1: { name: 'a', case_note: idOf('N1') },
    F2: { name: 'b', case_note: idOf('N2') },
    F9: { name: 'i' },
  },
};

const bare = person('Bare', ['authenticated']);

interface Case {
  readonly says: string;
  readonly table: string;
  readonly permissions: readonly TablePermission[];
  readonly who?: Person;
  /** `not_found` where no permission that counts as held is left, so that the table does not exist. */
  readonly shows: readonly string[] | 'not_found';
}

function read(parts: Partial<TablePermission> & Pick<TablePermission, 'table'>): TablePermission {
  return permit({ privileges: ['read'], ...parts });
}

/** A permission that says which cases are meant, and allows nothing itself. */
function casesOf(parts: Partial<TablePermission>): TablePermission {
  return permit({ id: 'cases', table: 'case', privileges: [], access: 'contact', via: 'contact', ...parts });
}

const notesByCase = read({ id: 'notes', table: 'case_note', access: 'parent', via: 'case', parent: 'cases' });
const filesByNote = read({ table: 'file', access: 'parent', via: 'case_note', parent: 'notes' });

function where(filter: PermissionFilter): readonly TablePermission[] {
  return [read({ table: 'case', where: filter })];
}

const cases: readonly Case[] = [
  {
    says: 'global: every record',
    table: 'case',
    permissions: [read({ table: 'case' })],
    shows: ['C1', 'C2', 'C3', 'C4', 'C5'],
  },
  {
    says: 'contact: own records',
    table: 'case',
    permissions: [read({ table: 'case', access: 'contact', via: 'contact' })],
    shows: ['C1'],
  },
  {
    says: 'contact without a contact: nothing, not the records of nobody',
    table: 'case',
    permissions: [read({ table: 'case', access: 'contact', via: 'contact' })],
    who: bare,
    shows: 'not_found',
  },
  {
    says: 'contact on contact without via: oneself',
    table: 'contact',
    permissions: [read({ table: 'contact', access: 'contact' })],
    shows: ['ann'],
  },
  {
    says: 'self: oneself',
    table: 'contact',
    permissions: [read({ table: 'contact', access: 'self' })],
    shows: ['ann'],
  },
  {
    says: 'self without a contact: nobody',
    table: 'contact',
    permissions: [read({ table: 'contact', access: 'self' })],
    who: bare,
    shows: 'not_found',
  },
  {
    says: 'account: those of the account',
    table: 'case',
    permissions: [read({ table: 'case', access: 'account', via: 'account' })],
    shows: ['C1', 'C2'],
  },
  {
    says: 'account without an account: nothing',
    table: 'case',
    permissions: [read({ table: 'case', access: 'account', via: 'account' })],
    who: bare,
    shows: 'not_found',
  },
  {
    says: 'account on account without via: the own',
    table: 'account',
    permissions: [read({ table: 'account', access: 'account' })],
    shows: ['north'],
  },
  {
    says: 'a path of two lookups; empty or broken, it ends nowhere',
    table: 'case_note',
    permissions: [read({ table: 'case_note', access: 'contact', via: 'case.contact' })],
    shows: ['N1'],
  },
  {
    says: 'a path of three lookups',
    table: 'file',
    permissions: [read({ table: 'file', access: 'account', via: 'case_note.case.account' })],
    shows: ['F1', 'F2'],
  },
  {
    says: 'a path through the contact to its account',
    table: 'case',
    permissions: [read({ table: 'case', access: 'account', via: 'contact.account' })],
    shows: ['C1'],
  },
  {
    says: 'parent: records of the parents covered, without any privilege on those',
    table: 'case_note',
    permissions: [notesByCase, casesOf({})],
    shows: ['N1'],
  },
  {
    says: 'parent: to any depth',
    table: 'file',
    permissions: [filesByNote, notesByCase, casesOf({})],
    shows: ['F1'],
  },
  {
    says: "parent: the parent's where counts",
    table: 'case_note',
    permissions: [notesByCase, casesOf({ access: 'global', where: eq('status', 'open') })],
    shows: ['N1', 'N4'],
  },
  {
    says: 'parent: a global parent still must exist',
    table: 'case_note',
    permissions: [notesByCase, casesOf({ access: 'global' })],
    shows: ['N1', 'N2', 'N4'],
  },
  {
    says: 'parent: its web roles must be held too',
    table: 'case_note',
    permissions: [notesByCase, casesOf({ webRoles: ['staff'] })],
    shows: 'not_found',
  },
  {
    says: 'parent: nor is a wider permission on the parent table enough',
    table: 'case_note',
    permissions: [notesByCase, casesOf({ webRoles: ['staff'] }), read({ table: 'case' })],
    shows: 'not_found',
  },
  {
    says: 'the own where is joined with and',
    table: 'case_note',
    permissions: [read({ ...notesByCase, where: eq('text', 'x') }), casesOf({})],
    shows: [],
  },
  { says: 'where eq', table: 'case', permissions: where(eq('status', 'open')), shows: ['C1', 'C4'] },
  {
    says: 'where in',
    table: 'case',
    permissions: where(oneOf('status', ['waiting', 'resolved'])),
    shows: ['C2'],
  },
  { says: 'where on id', table: 'case', permissions: where(eq('id', idOf('C5'))), shows: ['C5'] },
  {
    says: 'where and',
    table: 'case',
    permissions: where(and(eq('status', 'open'), eq('account', idOf('north'))) as PermissionFilter),
    shows: ['C1'],
  },
  {
    says: 'where or',
    table: 'case',
    permissions: where(or(eq('status', 'waiting'), eq('contact', idOf('ann'))) as PermissionFilter),
    shows: ['C1', 'C2'],
  },
  {
    says: 'where related: the record must exist',
    table: 'case',
    permissions: where(related('contact', oneOf('id', [idOf('ann'), idOf('gone')]))),
    shows: ['C1'],
  },
  {
    says: 'where related to records that nobody may read',
    table: 'category',
    permissions: [read({ table: 'category', where: related('parent', eq('name', 'Top')) })],
    shows: ['sub'],
  },
  {
    says: 'no permission of another role',
    table: 'case',
    permissions: [
      read({ table: 'case', access: 'account', via: 'account' }),
      read({ table: 'case', webRoles: ['anonymous'] }),
    ],
    shows: ['C1', 'C2'],
  },
  {
    says: 'effects add up',
    table: 'case',
    permissions: [
      ...where(eq('status', 'waiting')),
      read({ table: 'case', access: 'contact', via: 'contact' }),
    ],
    shows: ['C1', 'C2'],
  },
];

for (const { says, table, permissions, who = ann, shows } of cases) {
  test(says, () => {
    const answer = ask(makeWorld({ permissions, records }), { type: 'list', table, query: {} }, who);
    if (shows === 'not_found') assert.equal(codeOf(answer), shows);
    else assert.deepEqual(new Set(idsOf(answer)), new Set(shows.map(idOf)));
  });
}
