import type { Answer, FacetAnswer } from '../question.ts';

/**
 * What is wrong with an answer, in words; null when it is the one expected. `after` of a write is compared
 * with the store itself, not here.
 */
export function differenceOf(actual: Answer, expected: Answer): string | null {
  if (actual.type !== expected.type) return `a ${actual.type} instead of a ${expected.type}`;
  switch (expected.type) {
    case 'problem':
      return sameAs(actual, 'problem').code === expected.code ? null : 'another problem';
    case 'list': {
      const { records, count } = sameAs(actual, 'list');
      if (count !== expected.count) return `the count ${count} instead of ${expected.count}`;
      if (records.length !== expected.records.length)
        return `${records.length} records instead of ${expected.records.length}`;
      const wrong = records.findIndex((record, index) => !isSame(record, expected.records[index]));
      return wrong < 0 ? null : `another record at place ${wrong}`;
    }
    case 'record':
      return isSame(sameAs(actual, 'record').record, expected.record) ? null : 'another record';
    case 'hits': {
      const { ids, facets } = sameAs(actual, 'hits');
      if (ids.size !== expected.ids.size || ![...ids].every((id) => expected.ids.has(id)))
        return 'other hits';
      return isSame(facetTable(facets), facetTable(expected.facets)) ? null : 'other facets';
    }
    case 'written': {
      const { table, id, shown } = sameAs(actual, 'written');
      if (table !== expected.table || id !== expected.id) return 'another record written';
      return isSame(shown, expected.shown) ? null : 'the record written is shown otherwise';
    }
  }
}

/** Facets as plain values; a facet without a value is none. */
function facetTable(facets: readonly FacetAnswer[]): Record<string, unknown> {
  const table: Record<string, unknown> = {};
  for (const { table: name, column, counts } of facets) {
    for (const [value, count] of counts) table[`${name}.${column}=${JSON.stringify(value)}`] = count;
  }
  return table;
}

function sameAs<T extends Answer['type']>(answer: Answer, _type: T): Extract<Answer, { type: T }> {
  return answer as Extract<Answer, { type: T }>;
}

/** The same JSON value, whatever the order of keys; an absent key is not a null one. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((one, index) => isSame(one, b[index]))
    );
  }
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key]));
}
