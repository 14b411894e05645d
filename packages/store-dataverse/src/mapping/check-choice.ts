import type { ChoiceColumn } from '@portico/protocol';
import { optionsRead } from './choice-options.ts';
import type { ChoiceMapping, Pattern, PatternMapping } from './column-mapping.ts';

/** Every value of ours has an integer, and no integer two values. */
export function checkChoice(
  schema: ChoiceColumn,
  column: ChoiceMapping,
  report: (fault: string) => void,
): void {
  const values = schema.choices.map(({ value }) => value);
  checkValues(values, Object.keys(column.options), 'option', report);
  const taken = new Map<number, string>();
  for (const value of Object.keys(column.options)) {
    for (const option of optionsRead(column, value)) {
      if (!Number.isInteger(option) || Math.abs(option) >= 2 ** 31) report(`${option} is no option`);
      const other = taken.get(option);
      if (other !== undefined) report(`${option} means both "${other}" and "${value}"`);
      taken.set(option, value);
    }
    if (column.state && !Object.hasOwn(column.state.of, value)) report(`"${value}" has no state`);
  }
}

/** Every value of ours has a pattern or is the closed one, and no row fits the patterns of two. */
export function checkPattern(
  schema: ChoiceColumn,
  column: PatternMapping,
  report: (fault: string) => void,
): void {
  const values = schema.choices.map(({ value }) => value);
  const entries = Object.entries(column.patterns).flatMap(([value, patterns]) =>
    patterns.map((pattern) => ({ value, pattern })),
  );
  checkValues(values, [...Object.keys(column.patterns), column.otherwise.value], 'pattern', report);
  for (const [value, patterns] of Object.entries(column.patterns))
    if (patterns.length === 0 || patterns.some((pattern) => Object.keys(pattern).length === 0))
      report(`"${value}" has an empty pattern, which would fit every row`);
  for (const [index, one] of entries.entries())
    for (const other of entries.slice(index + 1))
      if (one.value !== other.value && !exclude(one.pattern, other.pattern))
        report(`one row could be both "${one.value}" and "${other.value}"`);
  for (const { value, pattern } of entries)
    if (!exclude(pattern, column.otherwise.written))
      report(`"${column.otherwise.value}" is written as what reads as "${value}"`);
}

function checkValues(
  values: readonly string[],
  mapped: readonly string[],
  what: string,
  report: (fault: string) => void,
): void {
  for (const value of values) if (!mapped.includes(value)) report(`"${value}" has no ${what}`);
  for (const value of mapped) if (!values.includes(value)) report(`"${value}" is no value of this column`);
}

function exclude(one: Pattern, other: Pattern): boolean {
  return Object.keys(one).some((name) => Object.hasOwn(other, name) && one[name] !== other[name]);
}
