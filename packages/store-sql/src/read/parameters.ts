import { type Condition, type Filter, foldText, type StoredValue } from '@portico/protocol';
import type { CompiledQuery } from 'kysely';

/**
 * A place for a value in a statement. Plans of one shape differ in their values only, so a statement is
 * compiled once with slots and run many times with values.
 */
export class Slot {
  readonly index: number;
  /** Part of the shape: a comparison with null, or with a value of another type, is other SQL. */
  readonly type: string;

  constructor(index: number, type: string) {
    this.index = index;
    this.type = type;
  }

  /** What the key of a shape holds in place of the value. */
  toJSON(): string {
    return this.type;
  }
}

const TEXT_SEARCHES: readonly Condition['operator'][] = ['contains', 'starts_with'];

/** Takes the values out of a plan, in the order it is asked to. */
export class Parameters {
  readonly values: StoredValue[] = [];

  /** The slot that stands for the value, in the guise of a value. */
  bind<T extends StoredValue>(value: T): T {
    const slot = new Slot(this.values.length, typeOf(value));
    this.values.push(value);
    return slot as unknown as T;
  }

  bindFilter(filter: Filter): Filter {
    switch (filter.type) {
      case 'everything':
      case 'nothing':
        return filter;
      case 'and':
      case 'or':
        return { type: filter.type, filters: filter.filters.map((part) => this.bindFilter(part)) };
      case 'not':
        return { type: 'not', filter: this.bindFilter(filter.filter) };
      case 'related':
        return { type: 'related', lookup: filter.lookup, filter: this.bindFilter(filter.filter) };
      case 'condition':
        return { ...filter, value: this.#bindOperand(filter) };
    }
  }

  #bindOperand({ operator, value }: Condition): Condition['value'] {
    if (operator === 'is_null') return value;
    if (typeof value === 'string' && TEXT_SEARCHES.includes(operator)) return this.bind(foldText(value));
    return isList(value) ? value.map((entry) => this.bind(entry)) : this.bind(value);
  }
}

/** The type of a value or of what a slot stands for: `string`, `number`, `boolean` or `null`. */
export function typeOf(value: StoredValue): string {
  if (value === null) return 'null';
  return (value as unknown) instanceof Slot ? (value as unknown as Slot).type : typeof value;
}

export function isList(value: Condition['value']): value is readonly StoredValue[] {
  return Array.isArray(value);
}

/** The statement with values in its slots. */
export function fill<R>(query: CompiledQuery<R>, values: readonly StoredValue[]): CompiledQuery<R> {
  const parameters = query.parameters.map((parameter) =>
    parameter instanceof Slot ? values[parameter.index] : parameter,
  );
  return { ...query, parameters };
}
