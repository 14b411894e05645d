import { type Condition, type Filter, type StoredValue } from '@portico/protocol';
import type { CompiledQuery } from 'kysely';
/**
 * A place for a value in a statement. Plans of one shape differ in their values only, so a statement is
 * compiled once with slots and run many times with values.
 */
export declare class Slot {
  readonly index: number;
  /** Part of the shape: a comparison with null, or with a value of another type, is other SQL. */
  readonly type: string;
  constructor(index: number, type: string);
  /** What the key of a shape holds in place of the value. */
  toJSON(): string;
}
/** Takes the values out of a plan, in the order it is asked to. */
export declare class Parameters {
  #private;
  readonly values: StoredValue[];
  /** The slot that stands for the value, in the guise of a value. */
  bind<T extends StoredValue>(value: T): T;
  bindFilter(filter: Filter): Filter;
}
/** The type of a value or of what a slot stands for: `string`, `number`, `boolean` or `null`. */
export declare function typeOf(value: StoredValue): string;
export declare function isList(value: Condition['value']): value is readonly StoredValue[];
/** The statement with values in its slots. */
export declare function fill<R>(query: CompiledQuery<R>, values: readonly StoredValue[]): CompiledQuery<R>;
