import type { StoredValue } from '@portico/protocol';

/** A column and the values that its canaries are to have. */
export interface Dimension {
  readonly column: string;
  /** The first is what most people may see. */
  readonly values: readonly StoredValue[];
}

/** Values of the columns that decide. */
export type Variant = Readonly<Record<string, StoredValue>>;

/** A value that was not there yet counts more than pairs, and a pair that is made more than one that could be. */
const WORTH = { value: 1_000_000, pair: 1000 } as const;

/**
 * At most `max` combinations of values: every value of each column, and as many pairs of values of two columns as
 * there is room for. The first has the first value of every column. None is `refused`.
 */
export function chooseVariants(
  dimensions: readonly Dimension[],
  max: number,
  refused: (variant: Variant, chosen: readonly Variant[]) => boolean = () => false,
): readonly Variant[] {
  const covered = new Set<string>();
  const chosen: Variant[] = [];
  for (let tried = 0; chosen.length < max && tried < max * 4; tried++) {
    const variant = nextVariant(dimensions, covered);
    const fresh = keysOf(variant).filter((key) => !covered.has(key));
    if (tried > 0 && fresh.length === 0) break;
    // What is refused is not tried again.
    for (const key of fresh) covered.add(key);
    const fitting = refused(variant, chosen)
      ? insteadOf(variant, dimensions, (one) => !refused(one, chosen))
      : variant;
    if (!fitting) continue;
    chosen.push(fitting);
    for (const key of keysOf(fitting)) covered.add(key);
  }
  return chosen;
}

/** Column by column, the value with the most that was not there yet. */
function nextVariant(dimensions: readonly Dimension[], covered: ReadonlySet<string>): Variant {
  const variant: Record<string, StoredValue> = {};
  dimensions.forEach(({ column, values }, index) => {
    const worths = values.map((value) => {
      const isNew = !covered.has(keyOf(column, value));
      const pairs = Object.entries(variant).filter(
        ([name, other]) => !covered.has(pairOf([name, other], [column, value])),
      );
      const possible = dimensions
        .slice(index + 1)
        .flatMap((next) =>
          next.values.filter((other) => !covered.has(pairOf([column, value], [next.column, other]))),
        );
      return (isNew ? WORTH.value : 0) + pairs.length * WORTH.pair + possible.length;
    });
    variant[column] = values[worths.indexOf(Math.max(...worths))] ?? null;
  });
  return variant;
}

/** The first that fits and differs in one column alone. */
function insteadOf(
  variant: Variant,
  dimensions: readonly Dimension[],
  fits: (variant: Variant) => boolean,
): Variant | undefined {
  return dimensions
    .flatMap(({ column, values }) => values.map((value) => ({ ...variant, [column]: value })))
    .find(fits);
}

/** A key for each value, and one for each pair. */
function keysOf(variant: Variant): readonly string[] {
  const cells = Object.entries(variant);
  return cells.flatMap((one, index) => [
    keyOf(...one),
    ...cells.slice(index + 1).map((other) => pairOf(one, other)),
  ]);
}

type Cell = readonly [column: string, value: StoredValue];

function keyOf(...[column, value]: Cell): string {
  return `${column} ${value}`;
}

/** In the order of the columns. */
function pairOf(one: Cell, other: Cell): string {
  return `${keyOf(...one)}\n${keyOf(...other)}`;
}
