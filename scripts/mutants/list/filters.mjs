/** What visitors ask for: filters, order, pages. */
const GUARD = 'packages/adapter/src/filter/guard.ts';
const LIST = 'packages/adapter/src/plan/list-plan.ts';
const READ = 'packages/adapter/src/store/memory-read.ts';

/** @type {readonly import('../mutated.mjs').Mutant[]} */
export const FILTERS = [
  {
    id: 'filter-on-a-hidden-cell',
    file: GUARD,
    find: 'return and(readableWhere(scope.grants, filter.column), filter);',
    replace: 'return filter;',
    story: 'A hidden cell is read by asking, letter by letter, what it starts with.',
    rule: 'ServiceNow CVE-2025-3648, Strapi #11869: a condition on a column holds only where it may be read.',
    suite: 'engine',
  },
  {
    id: 'guarded-by-table',
    file: 'packages/adapter/src/permissions/readable-where.ts',
    find: '  return coveredBy(covering);\n}\n\n/** Whether some grant',
    replace: '  return covering.length > 0 ? EVERYTHING : coveredBy(covering);\n}\n\n/** Whether some grant',
    story: 'A column that may be read in some records can be asked about in all.',
    rule: 'A condition on a column holds only on records where the subject may read that column.',
    suite: 'engine',
  },
  {
    id: 'related-without-grants-of-the-target',
    file: GUARD,
    find: 'const inner = and(coveredBy(target.grants), guard(filter.filter, target));',
    replace: 'const inner = guard(filter.filter, target);',
    story: 'Whether a hidden record exists can be asked of those that point to it.',
    rule: 'A related filter needs the target record to be visible (Directus #15437).',
    suite: 'engine',
  },
  {
    id: 'related-by-grants-of-the-wrong-table',
    file: 'packages/adapter/src/plan/check-filter.ts',
    find: 'return guardScope(planning, tableNamed(planning.site, column.target));',
    replace: `const target = guardScope(planning, tableNamed(planning.site, column.target));
      return { ...target, grants: planning.rights.grants(table.name, 'read') };`,
    story: 'The target of a lookup is judged by the permissions on the table that points to it.',
    rule: "The inner filter is guarded with the target table's grants.",
    suite: 'engine',
  },
  {
    id: 'related-through-a-hidden-lookup',
    file: GUARD,
    find: 'return and(readableWhere(scope.grants, filter.lookup), related(filter.lookup, inner));',
    replace: 'return related(filter.lookup, inner);',
    story: 'Where a hidden lookup points can be asked.',
    rule: 'A related filter needs the lookup column to be readable in the record.',
    suite: 'engine',
  },
  {
    id: 'guard-lost-under-not',
    file: GUARD,
    find: 'return not(guard(filter.filter, scope));',
    replace: 'return not(filter.filter);',
    story: 'A hidden cell answers every question that is put the other way round.',
    rule: '`not` is applied after guarding.',
    suite: 'engine',
  },
  {
    id: 'guard-applied-after-not',
    file: GUARD,
    find: 'return not(guard(filter.filter, scope));',
    replace: `if (filter.filter.type !== 'condition') return not(guard(filter.filter, scope));
      return and(readableWhere(scope.grants, filter.filter.column), not(filter.filter));`,
    story: 'Records are missing from an answer for the sake of cells that cannot be read.',
    rule: 'An unreadable cell behaves as one for which no condition holds, whatever is in it.',
    suite: 'engine',
  },
  {
    id: 'guard-lost-under-or',
    file: GUARD,
    find: 'return or(...filter.filters.map((part) => guard(part, scope)));',
    replace: 'return or(...filter.filters);',
    story: 'A hidden cell answers questions that have two parts.',
    rule: 'Every condition in a visitor’s filter is guarded.',
    suite: 'engine',
  },
  {
    id: 'hidden-column-in-a-filter',
    file: 'packages/adapter/src/plan/check-filter.ts',
    find: "const column = name === 'id' && grants.length > 0 ? ID : readableColumn(table, grants, name);",
    replace: `const own = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  const column = name === 'id' && grants.length > 0 ? ID : (own ?? readableColumn(table, grants, name));`,
    story: 'Columns that may be read nowhere are found by filtering on them.',
    rule: 'A column that the subject can read nowhere is unknown to filters (Prisma #711).',
    suite: 'engine',
  },
  {
    id: 'sort-by-hidden-cells',
    file: LIST,
    find: 'readable: readableWhere(grants, name) };',
    replace: 'readable: EVERYTHING };',
    story: 'The order of a list tells which hidden cell is larger.',
    rule: 'Elide #3415: where the sort column cannot be read, the record sorts as if the cell were empty.',
    suite: 'engine',
  },
  {
    id: 'cursor-with-hidden-sort-values',
    file: READ,
    find: 'next: rest.length > limit ? (page.at(-1)?.position ?? null) : null,',
    replace: `next:
      rest.length > limit
        ? {
            id: (page.at(-1) as { record: StoredRecord }).record.id,
            values: sort.map((key) => page.at(-1)?.record[key.column] ?? null),
          }
        : null,`,
    story: 'A cursor, unpacked, has the hidden cell by which the list was sorted.',
    rule: 'A cursor carries only values that the subject has been shown.',
    suite: 'http',
  },
  {
    id: 'mask-lost-behind-the-cursor',
    file: READ,
    find: 'const rest = after ? entries.filter((entry) => comparePositions(sort, entry.position, after) > 0) : entries;',
    replace: `const at = ({ record }: { readonly record: StoredRecord }): Position => ({
    id: record.id,
    values: sort.map((key) => record[key.column] ?? null),
  });
  const rest = after ? entries.filter((entry) => comparePositions(sort, at(entry), after) > 0) : entries;`,
    story: 'Which records follow a made-up cursor tells how large hidden cells are.',
    rule: 'Where the sort column cannot be read in a record, it sorts as if the cell were empty.',
    suite: 'engine',
  },
  {
    id: 'count-before-permissions',
    file: READ,
    find: '    ...(plan.count && { count }),',
    replace:
      '    ...(plan.count && { count: [...records.matching(plan.projection.table.name, plan.where)].length + 0 * count }),',
    story: 'A list of nothing says how much there is that fits the filter.',
    rule: 'ServiceNow CVE-2025-3648 (Count(er) Strike): `count=true` counts visible records only.',
    suite: 'engine',
  },
  {
    id: 'list-before-permissions',
    file: READ,
    find: 'return and(or(...projection.grants.map((grant) => grant.filter)), where);',
    replace: 'return projection.grants.length > 0 ? where : or();',
    story: 'The number of pages tells of records that may not be read.',
    rule: 'A record is visible where some `read` grant covers it.',
    suite: 'engine',
  },
];
