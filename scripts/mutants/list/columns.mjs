/** Which cells of a record show, its lookups, counts and ETag. */
const ETAG = 'packages/adapter/src/store/etag-of.ts';
const PRESENT = 'packages/adapter/src/store/present-record.ts';
const PROJECTION = 'packages/adapter/src/plan/projection.ts';

/** @type {readonly import('../mutated.mjs').Mutant[]} */
export const COLUMNS = [
  {
    id: 'table-wide-column-union',
    file: ETAG,
    find: 'return grants.some((grant, index) => holds[index] && grant.columns.has(column));',
    replace: 'return holds.includes(true) && grants.some((grant) => grant.columns.has(column));',
    story: "A colleague's case shows the columns that are meant for one's own.",
    rule: 'A cell shows only through one permission that covers both this record and this column.',
    suite: 'engine',
  },
  {
    id: 'etag-over-hidden-cells',
    file: ETAG,
    find: 'if (isVisible(grants, holds, name)) cells.push(name, record[name] ?? null);',
    replace: 'cells.push(name, record[name] ?? null);',
    story: 'A reader sees when a hidden cell changes, and can try what it holds.',
    rule: 'The ETag is a hash of the cells this subject may read.',
    suite: 'pairs',
  },
  {
    id: 'label-leak',
    file: PRESENT,
    find: '  if (!isVisible(plan.grants, target.holds, title)) return null;\n',
    replace: '',
    story: 'The name of every contact that something points to can be read.',
    rule: 'The label shows where the target is visible and its title column covered there.',
    suite: 'engine',
  },
  {
    id: 'label-of-hidden-title',
    file: PRESENT,
    find: '  if (!isVisible(plan.grants, target.holds, title)) return null;\n',
    replace: '  if (!target.holds.includes(true)) return null;\n',
    story: 'The title of a record shows as a label to those who may read other columns of it.',
    rule: 'The label shows where the target is visible and its title column covered there.',
    suite: 'engine',
  },
  {
    id: 'any-record-by-id',
    file: PRESENT,
    find: '  if (!holds.includes(true)) return null;\n',
    replace: '',
    story: 'Any id can be tried: the answer says whether there is such a record.',
    rule: 'A record that exists and is not visible is `not_found`, as one that does not exist.',
    suite: 'engine',
  },
  {
    id: 'by-id-unchecked',
    file: 'packages/adapter/src/plan/list-plan.ts',
    find: "  return { type: 'get', projection: projectionOf(planning, table, grants, request), id };",
    replace: `  const all = grants.map((grant) => ({ ...grant, filter: EVERYTHING }));
  return { type: 'get', projection: projectionOf(planning, table, all, request), id };`,
    story: "Lists are filtered; the address of one record shows anybody's.",
    rule: 'The portal that Microsoft published as source read a record of a feed by id without a check.',
    suite: 'engine',
  },
  {
    id: 'expand-without-permissions',
    file: PROJECTION,
    find: '  return { ...plan, expand: withoutCounts(projectionOf(planning, target, grants)) };',
    replace: `  const columns = new Set(Object.keys(target.columns));
  const all = [{ permission: 'none', filter: { type: 'everything' as const }, columns }];
  return { ...plan, grants: all, expand: withoutCounts(projectionOf(planning, target, all)) };`,
    story: 'A record that may not be read is read in place of a lookup to it.',
    rule: '`expand` shows the target exactly as if it had been asked for by id.',
    suite: 'engine',
  },
  {
    id: 'expand-by-grants-of-the-wrong-table',
    file: PROJECTION,
    find: "    if (column.type === 'lookup') lookups.push(lookupPlan(planning, name, column, expand.includes(name)));",
    replace: `    if (column.type === 'lookup') {
      const plan = lookupPlan(planning, name, column, expand.includes(name));
      const lent = [...grants.flatMap((grant) => [...grant.columns])].filter((one) => columnOf(plan.target, one));
      const wide = plan.grants.map((grant) => ({ ...grant, columns: new Set([...grant.columns, ...lent]) }));
      lookups.push(plan.expand ? { ...plan, grants: wide, expand: withoutCounts(projectionOf(planning, plan.target, wide)) } : plan);
    }`,
    story: 'A column that may be read in one table is shown in another that has one of the same name.',
    rule: '`expand` shows the target by own grants of its table, own columns.',
    suite: 'engine',
  },
  {
    id: 'lookup-by-append-to',
    file: PROJECTION,
    find: "  const grants = planning.rights.grants(target.name, 'read');",
    replace: `  const grants = [
    ...planning.rights.grants(target.name, 'read'),
    ...planning.rights.grants(target.name, 'append_to').map((grant) => ({ ...grant, columns: new Set([target.title]) })),
  ];`,
    story: 'What may be pointed to is named, though it may not be read.',
    rule: 'No privilege implies another.',
    suite: 'engine',
  },
  {
    id: 'count-of-hidden-children',
    file: PROJECTION,
    find: `        visible: coveredBy(
          planning.rights.grants(column.of, 'read').filter((grant) => grant.columns.has(column.lookup)),
        ),`,
    replace: "        visible: { type: 'everything' },",
    story: 'A number of replies tells of replies that are hidden.',
    rule: 'Count columns are computed over the records that this subject may read.',
    suite: 'engine',
  },
  {
    id: 'count-by-hidden-lookup',
    file: PROJECTION,
    find: "planning.rights.grants(column.of, 'read').filter((grant) => grant.columns.has(column.lookup)),",
    replace: "planning.rights.grants(column.of, 'read'),",
    story: 'A number tells where records point whose lookup may not be read.',
    rule: 'Where a record points is a cell like any other.',
    suite: 'engine',
  },
  {
    id: 'hidden-column-named',
    file: PROJECTION,
    find: 'if (!column || !readableSomewhere(grants, name)) throw unknownColumn(name);',
    replace: 'if (!column) throw unknownColumn(name);',
    story: 'Columns that someone can read nowhere can be guessed by name.',
    rule: 'A column that the subject can read nowhere is unknown.',
    suite: 'engine',
  },
  {
    id: 'hidden-table-refused',
    file: 'packages/adapter/src/plan/planning.ts',
    find: "  if (!table || grants.length === 0) throw new ProtocolError('not_found');\n  return { table, grants };",
    replace: `  if (!table) throw new ProtocolError('not_found');
  if (grants.length === 0) throw new ProtocolError('permission_denied');
  return { table, grants };`,
    story: 'The names of all tables can be found out: 403 for those there are.',
    rule: 'A table of which the subject can read nothing is `not_found`.',
    suite: 'engine',
  },
  {
    id: 'unknown-right-refused',
    file: 'packages/adapter/src/plan/planning.ts',
    find: "  if (!table || !hasAnyRight(planning, name)) throw new ProtocolError('not_found');",
    replace: `  if (!table) throw new ProtocolError('not_found');
  if (!hasAnyRight(planning, name)) throw new ProtocolError('permission_denied');`,
    story: 'The names of all tables can be found out by writing to them.',
    rule: 'Writing to a table on which the subject has no right at all is `not_found`.',
    suite: 'engine',
  },
  {
    id: 'own-tables-readable',
    file: 'packages/adapter/src/plan/planning.ts',
    find: "  const grants = table ? planning.rights.grants(name, 'read') : [];\n",
    replace: `  const own = planning.site.internalTables.get(name);
  const all = { permission: 'own', filter: { type: 'everything' as const }, columns: new Set(Object.keys(own?.columns ?? {})) };
  if (own) return { table: own, grants: [all] };
  const grants = table ? planning.rights.grants(name, 'read') : [];
`,
    story: 'Identities, audit and replay keys can be read as tables.',
    rule: "The adapter's own tables can be named by no permission.",
    suite: 'upguard',
  },
  {
    id: 'table-info-of-all-columns',
    file: 'packages/adapter/src/plan/table-info.ts',
    find: '    if (read || create || write) columns[column]',
    replace: '    columns[column]',
    story: 'The schema tells strangers which columns a table has.',
    rule: 'A column that is covered in no permission the subject holds does not exist for it.',
    suite: 'power-pages-columns',
  },
  {
    id: 'record-kept-for-another',
    file: 'packages/adapter/src/store/memory-read.ts',
    find: '  return record ? present(records, plan.projection, record) : null;\n',
    replace: `  if (!record) return null;
  const kept: WeakMap<StoredRecord, TableRecord | null> = ((getRecord as any).kept ??= new WeakMap());
  if (!kept.has(record)) kept.set(record, present(records, plan.projection, record));
  return kept.get(record) ?? null;
`,
    story: 'A record that was shown to one is shown to the next, as it was.',
    rule: 'OpenFGA CVE-2026-33729 and others: what is kept for one must not answer another.',
    suite: 'engine',
  },
];
