/** Search, facets, suggestions. */
const SEARCH = 'packages/adapter/src/store/memory-search.ts';
const PLAN = 'packages/adapter/src/plan/search-plan.ts';

/** @type {readonly import('../mutated.mjs').Mutant[]} */
export const SEARCHES = [
  {
    id: 'search-over-hidden-columns',
    file: SEARCH,
    find: '    if (!isVisible(projection.grants, holds, column)) continue;\n',
    replace: '',
    story: 'A hidden cell is read by searching for what it may hold.',
    rule: 'Directus CVE-2025-30352: a word counts as found only in a column that is readable in that very record.',
    suite: 'engine',
  },
  {
    id: 'search-before-permissions',
    file: SEARCH,
    find: 'if (holds.includes(true) && records.matches(table.name, where, record)) yield { record, holds };',
    replace:
      'if (records.matches(table.name, where, record)) yield { record, holds: holds.map(() => true) };',
    story: 'The number of hits counts records that may not be read.',
    rule: 'Search is about visible records only.',
    suite: 'engine',
  },
  {
    id: 'facets-over-hidden-cells',
    file: SEARCH,
    find: ' || value === null || !isVisible(table.projection.grants, holds, column)) continue;',
    replace: ' || value === null) continue;',
    story: 'A facet counts the values of cells that may not be read.',
    rule: 'Facet values are counted only where their column is readable.',
    suite: 'engine',
  },
  {
    id: 'facets-before-permissions',
    file: SEARCH,
    find: '  for (const { plan, record, holds } of hits) {\n    const value',
    replace: `  const all = [...records.all(table.projection.table.name)].map((record) => ({
    plan: table,
    record,
    holds: table.projection.grants.map(() => true),
  }));
  for (const { plan, record, holds } of hits.length > 0 ? all : []) {
    const value`,
    story: 'Facets count the whole table.',
    rule: 'Facets count visible records only, and are exact.',
    suite: 'engine',
  },
  {
    id: 'facet-label-leak',
    file: SEARCH,
    find: 'return target ? labelOf(plan, readRecord(records, plan.target.name, plan.grants, target)) : null;',
    replace: "return target ? String(target[plan.target.title] ?? '') : null;",
    story: 'A facet names contacts that may not be read.',
    rule: 'A label shows where the target is visible and its title column covered there.',
    suite: 'pairs',
  },
  {
    id: 'ranking-by-hidden-cells',
    file: SEARCH,
    find: 'return hits.sort((a, b) => b.score - a.score || compareValues(a.record.id, b.record.id));',
    replace: `const weight = ({ record }: Hit) => JSON.stringify(record).length;
  return hits.sort(
    (a, b) => b.score - a.score || weight(b) - weight(a) || compareValues(a.record.id, b.record.id),
  );`,
    story: 'The order of hits tells of cells that may not be read.',
    rule: 'The score comes from readable cells alone.',
    suite: 'pairs',
  },
  {
    id: 'ranking-by-hidden-records',
    file: SEARCH,
    find: '      const score = scoreOf(table, record, holds, terms, plan.prefix);\n',
    replace: `      const { name, columns } = table.projection.table;
      const score = terms.reduce((sum, term) => {
        const known = [...records.all(name)].filter((other) =>
          table.columns.some((column) => wordsIn(columns[column]?.type === 'html', other, column).has(term)),
        );
        return sum + scoreOf(table, record, holds, [term], plan.prefix) / (1 + known.length);
      }, 0);
`,
    story: 'The order of hits tells how often a word stands in hidden records: rare words weigh more.',
    rule: 'Ranking statistics come only from classes that the subject may read whole.',
    suite: 'pairs',
  },
  {
    id: 'completions-of-hidden-words',
    file: SEARCH,
    find: 'classes.filter((entry) => entry.whole).map((entry) => entry.visibility),',
    replace: 'classes.map((entry) => entry.visibility),',
    story: 'While someone types, words of hidden records are offered.',
    rule: 'Completions and spelling come only from classes that the subject may read whole.',
    suite: 'pairs',
  },
  {
    id: 'vocabulary-without-classes',
    file: SEARCH,
    find: "      if (!whole.has(record[table.search?.visibility ?? ''] ?? null)) continue;\n",
    replace: '      if (whole.size === 0) continue;\n',
    story: 'Who may read what is public gets the words of internal records as spelling and completions.',
    rule: 'Completions and spelling come only from classes that the subject may read whole.',
    suite: 'pairs',
  },
  {
    id: 'class-whole-without-its-columns',
    file: PLAN,
    find: "standing.some((grant) => grant.filter.type === 'everything' && grant.columns.has(name)),",
    replace: "name !== '' && standing.some((grant) => grant.filter.type === 'everything'),",
    story: 'Words of a hidden column are offered to those who may read all records, but not that column.',
    rule: 'Completions and spelling come only from classes that the subject may read whole.',
    suite: 'pairs',
  },
  {
    id: 'class-whole-though-part',
    file: 'packages/adapter/src/filter/specialise.ts',
    find: 'if (filter.column !== column) return filter;',
    replace: 'if (filter.column !== column) return EVERYTHING;',
    story: 'Who reads some records of a class gets the words of all.',
    rule: 'Completions and spelling come only from classes that the subject may read whole.',
    suite: 'pairs',
  },
  {
    id: 'hidden-table-searched',
    file: PLAN,
    find: 'const missing = request.tables?.find((name) => !plans.has(name));',
    replace: 'const missing = request.tables?.find((name) => !planning.site.tables.has(name));',
    story: 'The names of all tables can be found out by searching them.',
    rule: 'A table of which the subject could find nothing cannot be searched, as one that does not exist.',
    suite: 'engine',
  },
  {
    id: 'search-filter-unguarded',
    file: PLAN,
    find: 'simplify(guard(checkFilter(planning, table, request.filter), guardScope(planning, table)))',
    replace: 'simplify(checkFilter(planning, table, request.filter))',
    story: 'A hidden cell is read by the filter of a search.',
    rule: 'A condition on a column holds only on records where the subject may read that column.',
    suite: 'engine',
  },
];
