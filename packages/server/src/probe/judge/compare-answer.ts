import type { Answer, FacetAnswer, ShownRecord } from '@portico/adapter/oracle';
import { isLookupValue } from '@portico/protocol';
import { type Heard, isDone, problemCodeOf } from '../http/heard.ts';

/** How an answer differs from what the configuration says of canaries. */
export interface Difference {
  /** `more`: the answer tells more than it may; `less`: less than it could. */
  readonly side: 'more' | 'less';
  readonly rule: 'record-shown' | 'question-tells';
  readonly came: string;
  readonly why: string;
  /** Records of a list that are not in it. */
  readonly absent?: readonly string[];
}

/** Compares what came back with what must have; of records and counts, what is too much is told apart from what is missing. */
export function compareAnswer(expected: Answer, heard: Heard): readonly Difference[] {
  if (expected.type === 'problem') return compareProblem(expected.code, heard);
  if (!isDone(heard)) return [less(`${heard.status} ${problemCodeOf(heard) ?? ''}`.trim())];
  switch (expected.type) {
    case 'list':
      return compareList(expected, heard);
    case 'record':
      return compareCells(expected.record, membersOf(heard.json));
    case 'hits':
      return compareHits(expected, heard);
    case 'written':
      return [];
  }
}

function compareProblem(code: string, heard: Heard): readonly Difference[] {
  const found = problemCodeOf(heard);
  if (found === code) return [];
  const came = found === null ? `${heard.status}` : `${heard.status} ${found}`;
  // A 401 or a 413 of a proxy tells nothing of records; an answer, or another problem than the one for all, does.
  if (!isDone(heard) && found === null) return [less(came)];
  return [more(came, `It must be refused with ${code}, whatever there is.`)];
}

function compareList(expected: Answer & { readonly type: 'list' }, heard: Heard): readonly Difference[] {
  const { records, count } = membersOf(heard.json);
  const found = (Array.isArray(records) ? records : []).map(membersOf);
  const ids = found.map(({ id }) => String(id));
  const wanted = expected.records.map(({ id }) => String(id));
  const differences: Difference[] = [];
  const extra = ids.filter((id) => !wanted.includes(id));
  const missing = wanted.filter((id) => !ids.includes(id));
  if (extra.length > 0)
    differences.push(
      more(`the canaries ${extra.join(', ')} among the records`, 'Of them this question must not hold.'),
    );
  if (missing.length > 0)
    differences.push({
      ...less(`${missing.length} of ${wanted.length} canaries are missing`),
      absent: missing,
    });
  if (expected.count !== undefined && typeof count === 'number' && count !== expected.count) {
    const came = `the count ${count}`;
    differences.push(
      count > expected.count
        ? more(came, `Of what they may see, ${expected.count} are counted here.`)
        : less(came),
    );
  }
  if (extra.length === 0 && missing.length === 0 && ids.join() !== wanted.join())
    differences.push(more(`another order: ${ids.join(', ')}`, 'Cells they may not see decide the order.'));
  for (const record of expected.records) {
    const shown = found.find(({ id }) => id === record.id);
    if (shown) differences.push(...compareCells(record, shown));
  }
  return differences;
}

function compareHits(expected: Answer & { readonly type: 'hits' }, heard: Heard): readonly Difference[] {
  const { hits, count, facets } = membersOf(heard.json);
  const ids = (Array.isArray(hits) ? hits : []).map((hit) => String(membersOf(hit).id));
  const extra = ids.filter((id) => !expected.ids.has(id));
  const missing = [...expected.ids].filter((id) => !ids.includes(id));
  const differences: Difference[] = [];
  if (extra.length > 0)
    differences.push(
      more(
        `the canaries ${extra.join(', ')} among the hits`,
        'No word of theirs that was looked for may be read.',
      ),
    );
  if (missing.length > 0)
    differences.push(less(`${missing.length} of ${expected.ids.size} hits are missing`));
  if (typeof count === 'number' && count > expected.ids.size)
    differences.push(more(`the count ${count}`, `Of what they may see, ${expected.ids.size} are found.`));
  return [...differences, ...compareFacets(expected.facets, Array.isArray(facets) ? facets : [])];
}

function compareFacets(expected: readonly FacetAnswer[], found: readonly unknown[]): readonly Difference[] {
  return found.map(membersOf).flatMap(({ table, column, values }) => {
    const wanted = expected.find((facet) => facet.table === table && facet.column === column);
    return (Array.isArray(values) ? values : []).map(membersOf).flatMap(({ value, count }) => {
      const most = wanted?.counts.get(value as string) ?? 0;
      if (typeof count !== 'number' || count <= most) return [];
      return [
        more(
          `${count} counted in the facet ${column} of ${table}`,
          `Of what they may see, ${most} are counted.`,
        ),
      ];
    });
  });
}

/** Columns too many are found in every answer; here it is what stands in those that may show. */
function compareCells(expected: ShownRecord, shown: Members): readonly Difference[] {
  return Object.entries(expected).flatMap(([column, cell]) => {
    if (!Object.hasOwn(shown, column)) return [less(`${column} is missing in ${expected.id}`)];
    const found = shown[column];
    if (isLookupValue(cell)) return compareLookup(column, cell.label, membersOf(found).label);
    if (typeof cell === 'number' && typeof found === 'number' && found !== cell) {
      const came = `${column} is ${found}`;
      return [found > cell ? more(came, `Of what they may see, ${cell} are counted.`) : less(came)];
    }
    return [];
  });
}

function compareLookup(column: string, wanted: string | null, found: unknown): readonly Difference[] {
  if (wanted === null && typeof found === 'string')
    return [more(`a label in ${column}`, 'The title of the record it leads to may not be read.')];
  return wanted !== null && found === null ? [less(`${column} has no label`)] : [];
}

function more(came: string, why: string): Difference {
  return {
    side: 'more',
    rule: came.startsWith('the canaries') ? 'record-shown' : 'question-tells',
    came,
    why,
  };
}

function less(came: string): Difference {
  return { side: 'less', rule: 'question-tells', came, why: 'The configuration shows more.' };
}

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {};
}
