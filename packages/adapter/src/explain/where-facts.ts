import type { Condition, Filter, StoredValue } from '@portico/protocol';
import { listed } from '../check/describe-access.ts';
import { matches } from '../filter/matches.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * What a condition met in a record, cell by cell: of one that is true, the cells that made it so; of one that is false,
 * those that did not and what they should have been. Whether it is true is for `matches` to say.
 */
export function whereFacts(filter: Filter, at: Omit<Surroundings, 'table'>, prefix = ''): readonly string[] {
  const holds = matches(filter, at.record, at.follow);
  switch (filter.type) {
    case 'condition':
      return [conditionFact(filter, at, prefix, holds)];
    case 'related': {
      const target = at.follow(at.record, filter.lookup);
      return target
        ? whereFacts(filter.filter, target, `${prefix}${filter.lookup}.`)
        : [`${prefix}${filter.lookup} leads to no record`];
    }
    case 'and':
    case 'or': {
      // Of `and` the parts that failed, of `or` the first that holds, else all of them.
      const decisive = filter.filters.filter((part) => matches(part, at.record, at.follow) === holds);
      const telling = filter.type === 'or' && holds ? decisive.slice(0, 1) : decisive;
      return telling.flatMap((part) => whereFacts(part, at, prefix));
    }
    case 'not':
      return whereFacts(filter.filter, at, prefix);
    case 'everything':
    case 'nothing':
      return [];
  }
}

function conditionFact(
  { column, value }: Condition,
  { record }: Omit<Surroundings, 'table'>,
  prefix: string,
  holds: boolean,
): string {
  const cell = record[column] ?? null;
  const is = `${prefix}${column} is ${cell === null ? 'empty' : shown(cell)}`;
  if (holds) return is;
  const values = (Array.isArray(value) ? value : [value]) as readonly StoredValue[];
  return `${is}, not ${listed(values.map(shown), 'or')}`;
}

function shown(value: StoredValue): string {
  return String(value);
}
