/** What a `$filter` says, before anything is known of tables and columns. */
export type Expression =
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly text: string }
  | { readonly kind: 'path'; readonly segments: readonly string[] }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'not' | 'negate'; readonly operand: Expression }
  | {
      readonly kind: 'call';
      /** Segments before the function's name. */
      readonly on: readonly string[];
      readonly name: string;
      readonly arguments: readonly Argument[];
    }
  | {
      readonly kind: 'lambda';
      readonly quantifier: 'any' | 'all';
      readonly on: readonly string[];
      /** Null for `any()` without a condition. */
      readonly variable: string | null;
      readonly condition: Expression | null;
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] };

export interface Argument {
  /** Null in `contains(name,'x')`, set in `In(PropertyName='x')`. */
  readonly name: string | null;
  readonly value: Expression;
}

export type LiteralType =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'guid'
  | 'datetime'
  | 'date'
  | 'time'
  /** `duration'P1D'`, `Sales.Color'Red'` and the like: the prefix is kept in the text. */
  | 'typed'
  | 'json';

export type BinaryOperator = LogicalOperator | ComparisonOperator | 'has' | 'in' | ArithmeticOperator;
export type LogicalOperator = 'and' | 'or';
export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type ArithmeticOperator = 'add' | 'sub' | 'mul' | 'div' | 'divby' | 'mod';

/** Lowest first; those of one level associate to the left. */
export const PRECEDENCE: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['eq', 'ne'],
  ['gt', 'ge', 'lt', 'le', 'has', 'in'],
  ['add', 'sub'],
  ['mul', 'div', 'divby', 'mod'],
];
