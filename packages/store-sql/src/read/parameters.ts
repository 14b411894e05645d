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
}

const TEXT_SEARCHES: readonly Condition['operator'][] = ['contains', 'starts_with'];

/** Takes the values out of a plan, in the order it is asked to, and notes the shape of what is left. */
export class Parameters {
  readonly values: StoredValue[] = [];
  #shape = '';

  /** Of all that was bound and noted so far: plans whose values may go into one statement have the same. */
  get shape(): string {
    return this.#shape;
  }

  /** Adds a part of a plan that is no value. `part` is made of names of the configuration and of the protocol. */
  note(part: string): void {
    this.#shape += `${part};`;
  }

  /** The slot that stands for the value, in the guise of a value. */
  bind<T extends StoredValue>(value: T): T {
    const type = typeOf(value);
    const slot = new Slot(this.values.length, type);
    this.values.push(value);
    this.#shape += `${type},`;
    return slot as unknown as T;
  }

  bindFilter(filter: Filter): Filter {
    switch (filter.type) {
      case 'everything':
      case 'nothing':
        this.note(filter.type);
        return filter;
      case 'and':
      case 'or': {
        this.#shape += `${filter.type}(`;
        const filters = filter.filters.map((part) => this.bindFilter(part));
        this.#shape += ')';
        return { type: filter.type, filters };
      }
      case 'not': {
        this.#shape += 'not(';
        const inner = this.bindFilter(filter.filter);
        this.#shape += ')';
        return { type: 'not', filter: inner };
      }
      case 'related': {
        this.#shape += `${filter.lookup}>(`;
        const inner = this.bindFilter(filter.filter);
        this.#shape += ')';
        return { type: 'related', lookup: filter.lookup, filter: inner };
      }
      case 'condition':
        this.#shape += `${filter.column} ${filter.operator} `;
        return { ...filter, value: this.#bindOperand(filter) };
    }
  }

  #bindOperand({ operator, value }: Condition): Condition['value'] {
    if (operator === 'is_null') {
      this.note(JSON.stringify(value));
      return value;
    }
    if (typeof value === 'string' && TEXT_SEARCHES.includes(operator)) return this.bind(foldText(value));
    if (!isList(value)) return this.bind(value);
    this.#shape += '[';
    const values = value.map((entry) => this.bind(entry));
    this.#shape += ']';
    return values;
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
