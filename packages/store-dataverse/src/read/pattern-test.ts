import type { Pattern, PatternMapping } from '../mapping/column-mapping.ts';
import { all, any, type Test } from './odata-logic.ts';

/** A test that holds where the columns together stand for one of these values. */
export function patternHolds(column: PatternMapping, values: readonly string[], path: string): Test {
  return values.includes(column.otherwise.value)
    ? all(patternsOf(column, (value) => !values.includes(value)).map((pattern) => differs(pattern, path)))
    : any(patternsOf(column, (value) => values.includes(value)).map((pattern) => fits(pattern, path)));
}

/** A test that holds where they stand for any other. */
export function patternFails(column: PatternMapping, values: readonly string[], path: string): Test {
  const others = [...new Set([...Object.keys(column.patterns), column.otherwise.value])];
  return patternHolds(
    column,
    others.filter((value) => !values.includes(value)),
    path,
  );
}

function patternsOf(column: PatternMapping, chosen: (value: string) => boolean): readonly Pattern[] {
  return Object.entries(column.patterns).flatMap(([value, patterns]) => (chosen(value) ? patterns : []));
}

function fits(pattern: Pattern, path: string): Test {
  return all(Object.entries(pattern).map(([name, value]) => `${path}${name} eq ${value}`));
}

function differs(pattern: Pattern, path: string): Test {
  return any(
    Object.entries(pattern).flatMap(([name, value]) =>
      value === null ? [`${path}${name} ne null`] : [`${path}${name} eq null`, `${path}${name} ne ${value}`],
    ),
  );
}
