import type { Condition } from '@portico/protocol';
import { all, any, type Test } from './odata-logic.ts';

/** A test that holds wherever a condition does, one that holds wherever it does not, and whether neither holds elsewhere. */
export interface Bounds {
  readonly holds: Test;
  readonly fails: Test;
  readonly exact: boolean;
}

export const NEVER: Bounds = { holds: false, fails: true, exact: true };
export const ALWAYS: Bounds = { holds: true, fails: false, exact: true };

/** A condition that holds on every cell but the empty one. */
export function present(name: string): Bounds {
  return { holds: `${name} ne null`, fails: `${name} eq null`, exact: true };
}

/** A condition of which no more is known than that it fails on the empty cell. */
export function unknownOf(name: string): Bounds {
  return { holds: `${name} ne null`, fails: true, exact: false };
}

type Order = Extract<Condition['operator'], 'lt' | 'le' | 'gt' | 'ge'>;

/** Cells that take only certain values, a step apart: whole numbers, moments of whole seconds. */
export interface Steps<V> {
  readonly name: string;
  /** The largest possible cell that is not above the value, as a literal; null when every cell is above. */
  readonly floor: (value: V) => string | null;
  /** The smallest possible cell that is not below the value; null when every cell is below. */
  readonly ceil: (value: V) => string | null;
}

/** Comparison with a value that a cell need not be able to hold. */
export function compareSteps<V>(steps: Steps<V>, operator: 'eq' | 'ne' | Order, value: V): Bounds {
  const { name } = steps;
  const [floor, ceil] = [steps.floor(value), steps.ceil(value)];
  const test = (word: Order, opposite: Order, literal: string): Bounds => ({
    holds: `${name} ${word} ${literal}`,
    fails: any([`${name} eq null`, `${name} ${opposite} ${literal}`]),
    exact: true,
  });
  switch (operator) {
    case 'eq':
      return floor !== null && floor === ceil ? equal(name, floor) : NEVER;
    case 'ne':
      return floor !== null && floor === ceil
        ? {
            holds: differs(name, floor),
            fails: any([`${name} eq null`, `${name} eq ${floor}`]),
            exact: true,
          }
        : present(name);
    case 'lt':
      return ceil === null ? present(name) : test('lt', 'ge', ceil);
    case 'le':
      return floor === null ? NEVER : test('le', 'gt', floor);
    case 'gt':
      return floor === null ? present(name) : test('gt', 'le', floor);
    case 'ge':
      return ceil === null ? NEVER : test('ge', 'lt', ceil);
  }
}

/** Said in full: whether `ne` holds on an empty cell is not the same everywhere in Dataverse. */
export function differs(name: string, literal: string): Test {
  return all([`${name} ne null`, `${name} ne ${literal}`]);
}

/** Equality with a literal that is compared exactly. */
export function equal(name: string, literal: string): Bounds {
  return {
    holds: `${name} eq ${literal}`,
    fails: any([`${name} eq null`, `${name} ne ${literal}`]),
    exact: true,
  };
}

/** Comparison where a cell may be as far from its literal as rounding goes. */
export function compareRange(name: string, operator: 'eq' | 'ne' | Order, low: string, high: string): Bounds {
  const empty = `${name} eq null`;
  const inside = all([`${name} ge ${low}`, `${name} le ${high}`]);
  switch (operator) {
    case 'eq':
      return { holds: inside, fails: true, exact: false };
    case 'ne':
      return { holds: `${name} ne null`, fails: any([empty, inside]), exact: false };
    case 'lt':
    case 'le':
      return { holds: `${name} le ${high}`, fails: any([empty, `${name} ge ${low}`]), exact: false };
    case 'gt':
    case 'ge':
      return { holds: `${name} ge ${low}`, fails: any([empty, `${name} le ${high}`]), exact: false };
  }
}
