/** Who holds which permission, and which records it covers. */
const COMPILE = 'packages/adapter/src/permissions/compile.ts';

/** @type {readonly import('../mutated.mjs').Mutant[]} */
export const GRANTS = [
  {
    id: 'web-roles-ignored',
    file: COMPILE,
    find: 'permission.webRoles.some((role) => subject.webRoles.has(role))',
    replace: 'subject.webRoles.size > 0',
    story: 'Every visitor has the permissions of the staff.',
    rule: 'A subject holds a permission when it has at least one of its web roles.',
    suite: 'engine',
  },
  {
    id: 'web-roles-of-nobody',
    file: COMPILE,
    find: 'permission.webRoles.some((role) => subject.webRoles.has(role))',
    replace: '[...subject.webRoles].every((role) => permission.webRoles.includes(role))',
    story: 'A subject without web roles holds every permission, as no role of it is missing.',
    rule: 'A subject holds a permission when it has at least one of its web roles.',
    suite: 'engine',
  },
  {
    id: 'anonymous-lends-to-authenticated',
    file: COMPILE,
    find: 'permission.webRoles.some((role) => subject.webRoles.has(role))',
    replace: "permission.webRoles.some((role) => role === 'anonymous' || subject.webRoles.has(role))",
    story: 'Who signs in keeps what was meant for strangers alone.',
    rule: '`authenticated` does not include `anonymous`.',
    suite: 'engine',
  },
  {
    id: 'stranger-is-the-system',
    file: COMPILE,
    find: '  if (!permission.webRoles.some(',
    replace: '  if (!subject.authenticated) return EVERYTHING;\n  if (!permission.webRoles.some(',
    story: 'Without a user nothing is checked, as for a task of the system.',
    rule: 'Directus #28121: the absence of a user is the administrator.',
    suite: 'null-subject',
  },
  {
    id: 'absent-subject-is-the-system',
    file: COMPILE,
    find: '  if (!permission.webRoles.some(',
    replace: '  if (!subject?.webRoles) return EVERYTHING;\n  if (!permission.webRoles.some(',
    story: 'A code path that forgets to hand the user on runs as the administrator.',
    rule: 'Directus #28121: the absence of a user is the administrator.',
    suite: 'null-subject',
  },
  {
    id: 'parent-exists',
    file: COMPILE,
    find: 'related(permission.via, covered)',
    replace: 'related(permission.via, EVERYTHING)',
    story: 'The notes of every case can be read, because every note has a case.',
    rule: '`parent` covers records whose lookup points to a record that the permission `parent` covers.',
    suite: 'engine',
  },
  {
    id: 'parent-web-roles-not-needed',
    file: COMPILE,
    find: 'const covered = compileFilter(site, subject, parent);',
    replace: `const reached = compileAccess(site, subject, parent);
      const covered = parent.where ? and(reached, parent.where) : reached;`,
    story: 'A chain of permissions is wider than its links: the parent is held by someone else.',
    rule: 'The subject must hold the parent permission too.',
    suite: 'engine',
  },
  {
    id: 'parent-where-dropped',
    file: COMPILE,
    find: 'const covered = compileFilter(site, subject, parent);',
    replace: `const held = parent.webRoles.some((role) => subject.webRoles.has(role));
      const covered = held ? compileAccess(site, subject, parent) : NOTHING;`,
    story: 'The notes of confidential cases can be read, though the cases cannot.',
    rule: 'Of the permission named by `parent` its `where` counts.',
    suite: 'engine',
  },
  {
    id: 'null-equals-null',
    file: COMPILE,
    find: '  if (id === null) return NOTHING;\n',
    replace: `  if (id === null) {
    const path = via ? via.split('.') : ['id'];
    const end = path.pop() as string;
    const empty: Filter = { type: 'condition', column: end, operator: 'is_null', value: true };
    return path.reduceRight<Filter>((filter, hop) => related(hop, filter), empty);
  }
`,
    story: 'Someone without an account reads all records that have none.',
    rule: 'Null never equals null.',
    suite: 'engine',
  },
  {
    id: 'missing-claim-is-everything',
    file: COMPILE,
    find: '  if (id === null) return NOTHING;\n',
    replace: '  if (id === null) return EVERYTHING;\n',
    story: 'Someone without an account reads the records of all accounts.',
    rule: 'Where the subject has no contact or account, such a permission covers nothing.',
    suite: 'engine',
  },
  {
    id: 'self-of-nobody',
    file: COMPILE,
    find: "subject.contact === null ? NOTHING : eq('id', subject.contact)",
    replace: "subject.contact === null ? EVERYTHING : eq('id', subject.contact)",
    story: 'Who has no contact record reads all of them.',
    rule: '`self` covers the own contact record alone.',
    suite: 'engine',
  },
  {
    id: 'where-dropped',
    file: COMPILE,
    find: 'return permission.where ? and(access, permission.where) : access;',
    replace: 'return access;',
    story: 'Drafts can be read, because the permission covers articles.',
    rule: '`where` is a further condition, joined with AND.',
    suite: 'engine',
  },
  {
    id: 'where-joined-with-or',
    file: COMPILE,
    find: 'return permission.where ? and(access, permission.where) : access;',
    replace: "return permission.where ? { type: 'or', filters: [access, permission.where] } : access;",
    story: "Other customers' cases can be read, as long as they are open.",
    rule: '`where` is a further condition, joined with AND.',
    suite: 'engine',
  },
  {
    id: 'path-to-anywhere',
    file: COMPILE,
    find: 'return hops.reduceRight<Filter>((filter, hop) => related(hop, filter), eq(last, id));',
    replace: `const [first] = hops;
  return first === undefined ? eq(last, id) : related(first, EVERYTHING);`,
    story: 'A path of several lookups is followed one step and not to whom it belongs.',
    rule: 'The last lookup of a path is compared with the subject.',
    suite: 'engine',
  },
  {
    id: 'path-ends-with-contact-for-account',
    file: COMPILE,
    find: "    case 'account':\n      return pathEndsAt(permission.via, subject.account);",
    replace: "    case 'account':\n      return subject.account === null ? NOTHING : EVERYTHING;",
    story: 'Whoever has an account reads the records of all accounts.',
    rule: '`account` covers records whose path ends at the account of the subject.',
    suite: 'engine',
  },
  {
    id: 'write-implies-delete',
    file: COMPILE,
    find: 'permission.privileges.some((privilege) => privilege === right)',
    replace:
      "permission.privileges.some((privilege) => privilege === right || (right === 'delete' && privilege === 'write'))",
    story: 'Who may correct a record can delete it.',
    rule: 'No privilege implies another.',
    suite: 'engine',
  },
  {
    id: 'write-implies-read',
    file: COMPILE,
    find: 'permission.privileges.some((privilege) => privilege === right)',
    replace:
      "permission.privileges.some((privilege) => privilege === right || (right === 'read' && privilege === 'write'))",
    story: 'Who may only write learns which records there are.',
    rule: 'No privilege implies another.',
    suite: 'engine',
  },
  {
    id: 'any-action-granted',
    file: COMPILE,
    find: "return permission.actions?.includes(right.slice('action:'.length)) ?? false;",
    replace: 'return true;',
    story: 'Who may read a thread can moderate it.',
    rule: 'An action is granted by listing it under `actions`.',
    suite: 'record-by-id',
  },
  {
    id: 'no-columns-means-all',
    file: COMPILE,
    find: 'columns: columnsOf(permission, right) });',
    replace: `columns: permission.columns[right as 'read']
        ? columnsOf(permission, right)
        : new Set(Object.keys((site as Site).tables.get(table)?.columns ?? {})) });`,
    story: 'A permission that lists no columns shows all of them.',
    rule: 'Power Pages: without column permissions, table permissions apply to all columns.',
    suite: 'power-pages-columns',
  },
  {
    id: 'rights-kept-for-another',
    file: 'packages/adapter/src/permissions/rights.ts',
    find: '  const compiled = new Map<string, readonly Grant[]>();\n',
    replace: `  const kept: WeakMap<Site, Map<string, readonly Grant[]>> = ((rightsOf as any).kept ??= new WeakMap());
  const compiled = kept.get(site) ?? new Map<string, readonly Grant[]>();
  kept.set(site, compiled);
`,
    story: 'Whoever comes second has the rights of whoever came first.',
    rule: 'OpenFGA CVE-2026-33729 and others: what is decided for one must not be kept for another.',
    suite: 'engine',
  },
];
