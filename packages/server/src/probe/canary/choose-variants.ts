import type { StoredValue } from '@portico/protocol';

/** A column and the values that its canaries are to have. */
export interface Dimension {
  readonly column: string;
  /** The first is what most people may see. */
  readonly values: readonly StoredValue[];
}

/** Values of the columns that decide. */
export type Variant = Readonly<Record<string, StoredValue>>;

const MAX_PRODUCT = 4000;

/**
 * At most `max` combinations of values: every value of each column, and as many pairs of values of two columns as
 * there is room for. The first has the first value of every column. None is `refused`.
 */
export function chooseVariants(
  dimensions: readonly Dimension[],
  max: number,
  refused: (variant: Variant, chosen: readonly Variant[]) => boolean = () => false,
): readonly Variant[] {
  const rest = productOf(dimensions);
  const covered = new Set<string>();
  const chosen: Variant[] = [];
  while (chosen.length < max && rest.length > 0) {
    const fresh = rest.map((variant) => gainOf(variant, covered));
    const best = Math.max(...fresh);
    if (chosen.length > 0 && best === 0) break;
    const [variant] = rest.splice(chosen.length === 0 ? 0 : fresh.indexOf(best), 1) as [Variant];
    if (refused(variant, chosen)) continue;
    chosen.push(variant);
    for (const key of keysOf(variant)) covered.add(key);
  }
  return chosen;
}

/** A value that was not there yet counts more than any number of new pairs. */
function gainOf(variant: Variant, covered: ReadonlySet<string>): number {
  return keysOf(variant).reduce(
    (gain, key) => gain + (covered.has(key) ? 0 : key.includes('\n') ? 1 : 1000),
    0,
  );
}

/** A key for each value, and one for each pair. */
function keysOf(variant: Variant): readonly string[] {
  const single = Object.entries(variant).map(([column, value]) => `${column} ${value}`);
  return single.flatMap((one, index) => [one, ...single.slice(index + 1).map((other) => `${one}\n${other}`)]);
}

function productOf(dimensions: readonly Dimension[]): Variant[] {
  const lists = dimensions.map(({ values }) => [...values]);
  while (lists.reduce((product, { length }) => product * length, 1) > MAX_PRODUCT)
    lists.reduce((longest, list) => (list.length > longest.length ? list : longest)).pop();
  return dimensions.reduce<Variant[]>(
    (variants, { column }, index) =>
      variants.flatMap((variant) => (lists[index] ?? []).map((value) => ({ ...variant, [column]: value }))),
    [{}],
  );
}
