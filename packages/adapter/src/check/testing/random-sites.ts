import { eq, oneOf, type PermissionFilter, related } from '@portico/protocol';
import fc from 'fast-check';
import { ANONYMOUS, type Subject } from '../../authenticate/subject.ts';
import type { SiteConfig } from '../../config/site-config.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';

/** `…0001` is the first contact, `…0101` the first account, and so on. */
const idAt = (kind: number, index: number) =>
  `00000000-0000-4000-8000-00000000${kind.toString().padStart(2, '0')}0${index}`;
const CONTACTS = [1, 2, 3].map((index) => idAt(0, index));
const ACCOUNTS = [1, 2].map((index) => idAt(1, index));
const CASES = [1, 2, 3, 4].map((index) => idAt(2, index));
const NOTES = [1, 2, 3, 4].map((index) => idAt(3, index));

const ROLES = ['anonymous', 'authenticated', 'partner', 'staff'];

interface TableChoice {
  readonly table: string;
  readonly columns: readonly string[];
  readonly paths: readonly Pick<TablePermission, 'access' | 'via'>[];
  /** Lookup to follow for `parent` access, and the table it leads to. */
  readonly parents: readonly (readonly [via: string, table: string])[];
  readonly where: readonly PermissionFilter[];
}

const isOpen: PermissionFilter = eq('status', 'open');

const TABLES: readonly TableChoice[] = [
  {
    table: 'account',
    columns: ['name', 'city'],
    paths: [{ access: 'account' }],
    parents: [],
    where: [eq('id', ACCOUNTS[0] as string)],
  },
  {
    table: 'contact',
    columns: ['name', 'email', 'account'],
    paths: [{ access: 'self' }, { access: 'account', via: 'account' }],
    parents: [['account', 'account']],
    where: [eq('account', ACCOUNTS[0] as string), oneOf('id', CONTACTS.slice(0, 2)) as PermissionFilter],
  },
  {
    table: 'case',
    columns: ['title', 'status', 'contact'],
    paths: [
      { access: 'contact', via: 'contact' },
      { access: 'account', via: 'account' },
      { access: 'account', via: 'contact.account' },
    ],
    parents: [
      ['contact', 'contact'],
      ['account', 'account'],
    ],
    where: [
      isOpen,
      oneOf('status', ['open', 'waiting']) as PermissionFilter,
      oneOf('status', ['waiting', 'resolved', 'cancelled']) as PermissionFilter,
      { type: 'and', filters: [isOpen, eq('kind', 'problem')] },
      { type: 'or', filters: [eq('kind', 'problem'), eq('status', 'resolved')] },
      eq('contact', CONTACTS[0] as string),
      related('contact', eq('account', ACCOUNTS[0] as string)),
    ],
  },
  {
    table: 'case_note',
    columns: ['text', 'author', 'kind'],
    paths: [
      { access: 'contact', via: 'author' },
      { access: 'contact', via: 'case.contact' },
      { access: 'account', via: 'case.account' },
    ],
    parents: [
      ['case', 'case'],
      ['author', 'contact'],
    ],
    where: [eq('visibility', 'customer'), eq('from_staff', true), related('case', isOpen)],
  },
];

const roles = fc.subarray(ROLES, { minLength: 1, maxLength: 2 });

/** Some permissions to read. Parents are found among the earlier ones, so that chains end. */
const permissions: fc.Arbitrary<readonly TablePermission[]> = fc
  .array(
    fc.record({
      choice: fc.constantFrom(...TABLES),
      webRoles: roles,
      columns: fc.double({ min: 0, max: 0.999, noNaN: true }),
      access: fc.nat(99),
      parent: fc.nat(99),
      where: fc.nat(12),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drafts) => {
    const made: TablePermission[] = [];
    for (const [index, { choice, webRoles, columns, access, parent, where }] of drafts.entries()) {
      const followed = choice.parents.flatMap(([via, table]) =>
        made
          .filter((other) => other.table === table)
          .map((other) => ({ access: 'parent', via, parent: other.id })),
      );
      const ways = [{ access: 'global' }, ...choice.paths, ...followed, ...followed, ...followed];
      // Each bit one column, at least one of them.
      const bits = 1 + Math.floor(columns * (2 ** choice.columns.length - 1));
      const condition = choice.where[where];
      made.push({
        id: `p${index}`,
        table: choice.table,
        webRoles,
        ...(ways[(access + parent) % ways.length] as Pick<TablePermission, 'access'>),
        ...(condition ? { where: condition } : {}),
        privileges: ['read'],
        columns: { read: choice.columns.filter((_name, at) => bits & (1 << at)) },
      });
    }
    return made;
  });

/** Without those that follow a permission which is gone. */
function withParents(all: readonly TablePermission[]): readonly TablePermission[] {
  const kept = all.filter(({ parent }) => parent === undefined || all.some(({ id }) => id === parent));
  return kept.length === all.length ? all : withParents(kept);
}

export function siteOf(tablePermissions: readonly TablePermission[]): SiteConfig {
  return {
    site: { name: 'Random', locales: ['en'], origins: [] },
    webRoles: ['partner', 'staff'],
    tablePermissions,
  };
}

/** Two configurations: one changed into the other at one place, or with nothing in common. */
export const sitePairs: fc.Arbitrary<readonly [SiteConfig, SiteConfig]> = fc
  .tuple(permissions, permissions, fc.nat(9), fc.nat(9), roles, fc.boolean())
  .map(([one, other, kind, at, webRoles, swap]) => {
    const place = at % one.length;
    const near = one.flatMap((permission, index): TablePermission[] => {
      if (index !== place) return [permission];
      const { where: _where, ...rest } = permission;
      if (kind < 3) return [rest];
      if (kind < 5) return [{ ...permission, webRoles }];
      const [first] = permission.columns.read ?? [];
      if (kind < 6 && first) return [{ ...permission, columns: { read: [first] } }];
      return kind < 7 ? [permission, { ...permission, id: 'twin', webRoles }] : [];
    });
    const second = kind > 7 ? other : withParents(near);
    const pair = [siteOf(one), siteOf(second)] as const;
    return swap ? ([pair[1], pair[0]] as const) : pair;
  });

export interface SmallWorld {
  readonly records: readonly (readonly [
    table: string,
    id: string,
    values: Readonly<Record<string, unknown>>,
  ])[];
  readonly subjects: readonly Subject[];
}

const maybe = (ids: readonly string[]) => fc.option(fc.constantFrom(...ids));

/** A few people, companies, cases and notes that point to each other in any way, and everybody who could ask. */
export const smallWorlds: fc.Arbitrary<SmallWorld> = fc
  .tuple(
    fc.array(maybe(ACCOUNTS), { minLength: CONTACTS.length, maxLength: CONTACTS.length }),
    fc.array(
      fc.record({
        contact: maybe(CONTACTS),
        account: maybe(ACCOUNTS),
        status: fc.constantFrom('open', 'waiting', 'resolved', 'cancelled'),
        kind: fc.constantFrom('question', 'problem'),
      }),
      { minLength: CASES.length, maxLength: CASES.length },
    ),
    fc.array(
      fc.record({
        case: fc.constantFrom(...CASES),
        author: maybe(CONTACTS),
        visibility: fc.constantFrom('customer', 'internal'),
        from_staff: fc.boolean(),
      }),
      { minLength: NOTES.length, maxLength: NOTES.length },
    ),
  )
  .map(([accountOf, cases, notes]) => ({
    records: [
      ...ACCOUNTS.map((id) => ['account', id, { name: 'A', city: 'B' }] as const),
      ...CONTACTS.map(
        (id, index) =>
          ['contact', id, { name: 'C', email: 'c@d.example', account: accountOf[index] }] as const,
      ),
      ...cases.map(
        (values, index) =>
          ['case', CASES[index] as string, { title: 'T', description: 'D', ...values }] as const,
      ),
      ...notes.map(
        (values, index) => ['case_note', NOTES[index] as string, { text: 'N', ...values }] as const,
      ),
    ],
    subjects: [
      ANONYMOUS,
      ...CONTACTS.flatMap((contact, index) =>
        [[], ['partner'], ['staff'], ['partner', 'staff']].map((webRoles) => ({
          ...ANONYMOUS,
          key: `${contact} ${webRoles.join(' ')}`,
          authenticated: true,
          contact,
          account: accountOf[index] ?? null,
          webRoles: new Set(['authenticated', ...webRoles]),
        })),
      ),
    ],
  }));
