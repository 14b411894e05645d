/** The same bugs in the Dataverse store, which judges rows itself. */
const LIST = 'packages/store-dataverse/src/read/list-records.ts';
const READER = 'packages/store-dataverse/src/read/row-reader.ts';
const SUPERSET = 'packages/store-dataverse/src/read/superset-filter.ts';

/** @type {readonly import('../mutated.mjs').Mutant[]} */
export const DATAVERSE = [
  {
    id: 'dataverse-superset-not-judged',
    file: LIST,
    find: '    if (exact) return records;\n',
    replace: '    if (exact || records.length > 0) return records;\n',
    story: 'Rows that Dataverse takes for equal, as `ann` and `ANN`, come with those that are.',
    rule: 'Dataverse compares text without case and its end; what it sends is judged once more.',
    suite: 'dataverse',
  },
  {
    id: 'dataverse-count-of-candidates',
    file: LIST,
    find: '    plan.count && exact ? countRows(context, table, test) : null,\n',
    replace: '    plan.count ? countRows(context, table, test) : null,\n',
    story: 'The count says more than the list, and so tells of what is left out.',
    rule: '`count=true` counts visible records only, and is exact.',
    suite: 'dataverse',
  },
  {
    id: 'dataverse-list-of-all-rows',
    file: LIST,
    find: '  const filter = listed(plan);\n',
    replace: '  const filter = plan.where;\n',
    story: 'The number of pages tells of records that may not be read.',
    rule: 'A record is visible where some `read` grant covers it.',
    suite: 'dataverse',
  },
  {
    id: 'dataverse-count-of-hidden-children',
    file: READER,
    find: `    const found = await candidates(table.name, and(oneOf(lookup, ids), visible), columns);
    const counted = await evaluate(snapshot, load, () =>
      found.filter(({ record }) => snapshot.matches(table.name, visible, record)),
    );`,
    replace: '    const counted = await candidates(table.name, oneOf(lookup, ids), columns);',
    story: 'A number of replies tells of replies that are hidden.',
    rule: 'Count columns are computed over the records that this subject may read.',
    suite: 'dataverse',
  },
  {
    id: 'dataverse-related-exists',
    file: SUPERSET,
    find: '      inner.holds,\n',
    replace: '',
    story: 'The notes of every case can be read, because every note has a case.',
    rule: '`related` holds where the lookup points to an existing record for which its filter holds.',
    suite: 'dataverse',
  },
  {
    id: 'dataverse-loose-under-not',
    file: SUPERSET,
    find: 'return { holds: fails, fails: holds, exact };',
    replace: 'return { holds: fails, fails: holds, exact: true };',
    story: 'What cannot be said to Dataverse under a negation is taken for said.',
    rule: 'What is too wide under one `not` must be judged once more.',
    suite: 'dataverse',
  },
  {
    id: 'dataverse-label-leak',
    file: 'packages/adapter/src/store/present-record.ts',
    find: '  if (!isVisible(plan.grants, target.holds, title)) return null;\n',
    replace: '',
    story: 'The name of every contact that something points to can be read.',
    rule: 'The label shows where the target is visible and its title column covered there.',
    suite: 'dataverse',
  },
];
