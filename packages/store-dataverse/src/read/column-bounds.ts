import { conditionHolds } from '@portico/adapter/store';
import { type Condition, RECORD_ID, type StoredValue } from '@portico/protocol';
import { optionsRead } from '../mapping/choice-options.ts';
import type {
  ChoiceMapping,
  ColumnMapping,
  LookupMapping,
  MarkerMapping,
  PatternMapping,
  TextMapping,
} from '../mapping/column-mapping.ts';
import { lookupProperty } from '../mapping/raw-columns.ts';
import {
  ALWAYS,
  type Bounds,
  compareRange,
  compareSteps,
  differs,
  NEVER,
  present,
  unknownOf,
} from './bounds.ts';
import { days, isDay, isMoment, nearDecimals, seconds, wholeNumbers } from './literal-steps.ts';
import { all, any, type Test } from './odata-logic.ts';
import { patternFails, patternHolds } from './pattern-test.ts';
import { quoted, textSearch } from './text-test.ts';

/**
 * What can be said in OData of a condition on a column as our store reads it. `path` leads to the row from the one
 * that is filtered: empty, or navigation properties each followed by a slash. `keyOf` names the key of a table of ours.
 */
export function columnBounds(
  column: ColumnMapping,
  condition: Condition,
  path: string,
  keyOf: (table: string) => string,
): Bounds {
  switch (column.kind) {
    case 'integer':
      return ordered(condition, path + column.name, 'number', (operator, value: number) =>
        compareSteps(wholeNumbers(path + column.name), operator, value),
      );
    case 'decimal':
      return ordered(condition, path + column.name, 'number', (operator, value: number) => {
        const near = nearDecimals(value);
        return near ? compareRange(path + column.name, operator, ...near) : unknownOf(path + column.name);
      });
    case 'datetime':
      return ordered(condition, path + column.name, 'string', (operator, value: string) =>
        isMoment(value)
          ? compareSteps(seconds(path + column.name), operator, value)
          : unknownOf(path + column.name),
      );
    case 'date':
      return ordered(condition, path + column.name, 'string', (operator, value: string) =>
        isDay(value)
          ? compareSteps(days(path + column.name), operator, value)
          : unknownOf(path + column.name),
      );
    case 'boolean':
      return choiceBounds(path + column.name, condition, [
        [true, ['true']],
        [false, ['false']],
      ]);
    case 'choice':
      return choiceBounds(path + column.name, condition, optionsOf(column));
    case 'lookup':
      return lookupBounds(column, condition, path, keyOf(column.target));
    case 'text':
      return textBounds(column, condition, path);
    case 'pattern':
      return patternBounds(column, condition, path);
    case 'marker':
      return markerBounds(column, condition, path);
    case 'full_name':
    case 'marked_text':
    case 'packed':
      return looseBounds(condition, path + column.name);
  }
}

/** The id, which no record is without. */
export function idBounds(name: string, condition: Condition): Bounds {
  if (condition.operator === 'is_null') return condition.value === true ? NEVER : ALWAYS;
  return idsBounds(name, condition);
}

type Comparison = Parameters<typeof compareSteps>[1];

/** Numbers and dates. A value of another type than the cells is in no relation with them. */
function ordered<V extends number | string>(
  condition: Condition,
  name: string,
  type: 'number' | 'string',
  compare: (operator: Comparison, value: V) => Bounds,
): Bounds {
  const { operator, value } = condition;
  if (operator === 'is_null') return emptiness(name, value);
  if (operator === 'contains' || operator === 'starts_with') return unknownOf(name);
  if (operator === 'in')
    return anyOf(
      values(value).filter((one) => typeof one === type),
      (one) => compare('eq', one as V),
    );
  return typeof value === type ? compare(operator, value as V) : NEVER;
}

/** Cells that hold one of a few values, each of them kept as one of some literals; any other literal is an empty cell. */
function choiceBounds(
  name: string,
  condition: Condition,
  options: readonly (readonly [StoredValue, readonly string[]])[],
): Bounds {
  const kept = (holds: boolean) =>
    options
      .filter(([value]) => conditionHolds(condition, value) === holds)
      .flatMap(([, literals]) => literals);
  const one = (literals: readonly string[]) => any(literals.map((literal) => `${name} eq ${literal}`));
  const none = (literals: readonly string[]) =>
    any([`${name} eq null`, all(literals.map((literal) => `${name} ne ${literal}`))]);
  return conditionHolds(condition, null)
    ? { holds: none(kept(false)), fails: one(kept(false)), exact: true }
    : { holds: one(kept(true)), fails: none(kept(true)), exact: true };
}

function optionsOf(column: ChoiceMapping): (readonly [string, readonly string[]])[] {
  return Object.keys(column.options).map((value) => [value, optionsRead(column, value).map(String)]);
}

/**
 * A lookup to one table is compared by its value. One that may lead to several is compared behind the navigation to its
 * own, since a row of another table reads as an empty cell; so does the row that stands for nobody.
 */
function lookupBounds(column: LookupMapping, condition: Condition, path: string, key: string): Bounds {
  if (!column.polymorphic && !column.required)
    return wholeLookup(path + lookupProperty(column.name), condition);
  const name = `${path}${column.navigation}/${key}`;
  const nobody = column.required?.placeholder;
  const bounds = wholeLookup(name, condition);
  if (nobody === undefined) return bounds;
  // Nobody is in no relation with any value, and is an empty cell.
  const [some, none] = [`${name} ne ${nobody}`, `${name} eq ${nobody}`];
  return conditionHolds(condition, null)
    ? { ...bounds, holds: any([bounds.holds, none]), fails: all([bounds.fails, some]) }
    : { ...bounds, holds: all([bounds.holds, some]), fails: any([bounds.fails, none]) };
}

function wholeLookup(name: string, condition: Condition): Bounds {
  return condition.operator === 'is_null' ? emptiness(name, condition.value) : idsBounds(name, condition);
}

/** Ids are compared by value; text that is none equals no cell. */
function idsBounds(name: string, { operator, value }: Condition): Bounds {
  switch (operator) {
    case 'eq':
    case 'in':
      return anyOf(
        values(value).filter((id) => typeof id === 'string' && RECORD_ID.test(id)),
        (id) => ({
          holds: `${name} eq ${id}`,
          fails: any([`${name} eq null`, `${name} ne ${id}`]),
          exact: true,
        }),
      );
    case 'ne':
      if (typeof value !== 'string') return NEVER;
      return RECORD_ID.test(value)
        ? {
            holds: differs(name, value),
            fails: any([`${name} eq null`, `${name} eq ${value}`]),
            exact: true,
          }
        : present(name);
    default:
      return unknownOf(name);
  }
}

/**
 * Dataverse compares text without regard to case and to blanks at its end. So what is equal for us is equal there, but
 * not the other way round.
 */
function textBounds(column: TextMapping, condition: Condition, path: string): Bounds {
  const { operator, value } = condition;
  const name = path + column.name;
  if (operator === 'is_null') return emptiness(name, value);
  const loose = (holds: Test): Bounds => ({ holds, fails: true, exact: false });
  const search = (place: 'contains' | 'starts_with', text: string) => {
    const beginning = textSearch(name, place, text);
    return column.overflow === undefined
      ? beginning
      : any([beginning, textSearch(path + column.overflow, place, text)]);
  };
  switch (operator) {
    case 'eq':
    case 'in': {
      const texts = values(value).filter((text) => typeof text === 'string' && text !== '') as string[];
      return loose(
        any(
          texts.map((text) =>
            text.length <= column.maxLength ? `${name} eq ${quoted(text)}` : `${name} ne null`,
          ),
        ),
      );
    }
    case 'contains':
    case 'starts_with':
      return typeof value === 'string' ? loose(search(operator, value)) : NEVER;
    default:
      return unknownOf(name);
  }
}

function patternBounds(column: PatternMapping, condition: Condition, path: string): Bounds {
  const chosen = [...Object.keys(column.patterns), column.otherwise.value].filter((value) =>
    conditionHolds(condition, value),
  );
  return {
    holds: patternHolds(column, chosen, path),
    fails: patternFails(column, chosen, path),
    exact: true,
  };
}

/** Case counts in the marker for us and not for Dataverse, so only its absence can be told for sure. */
function markerBounds(column: MarkerMapping, condition: Condition, path: string): Bounds {
  const [marked, unmarked] = [column.marked, column.unmarked].map((value) =>
    conditionHolds(condition, value),
  );
  if (marked === unmarked) return marked ? ALWAYS : NEVER;
  const begins = textSearch(path + column.name, 'starts_with', column.marker);
  return marked ? { holds: begins, fails: true, exact: false } : { holds: true, fails: begins, exact: false };
}

/** Values that are put together from a cell, or a part of it: no more is asked than that the cell is not empty. */
function looseBounds({ operator, value }: Condition, name: string): Bounds {
  if (operator === 'is_null' && value === true)
    return { holds: true, fails: `${name} ne null`, exact: false };
  return unknownOf(name);
}

function emptiness(name: string, value: Condition['value']): Bounds {
  const empty = `${name} eq null`;
  const full = `${name} ne null`;
  return value === true
    ? { holds: empty, fails: full, exact: true }
    : { holds: full, fails: empty, exact: true };
}

function anyOf<T>(list: readonly T[], boundsOf: (value: T) => Bounds): Bounds {
  const bounds = list.map(boundsOf);
  return {
    holds: any(bounds.map(({ holds }) => holds)),
    fails: all(bounds.map(({ fails }) => fails)),
    exact: bounds.every(({ exact }) => exact),
  };
}

function values(value: Condition['value']): readonly StoredValue[] {
  return Array.isArray(value) ? value : [value as StoredValue];
}
