import { badQuery } from '../request/fault.ts';
import { isRealDay } from './calendar.ts';
import { comparable, comparerFor, type EdmType, type Scalar } from './compare.ts';
import type { BinaryOperator, Expression } from './expression.ts';
import { bindPath, type Operand, type Predicate, type Scope } from './operand.ts';

const KINDS: Readonly<Record<string, string>> = {
  eq: 'Equal',
  ne: 'NotEqual',
  gt: 'GreaterThan',
  ge: 'GreaterThanOrEqual',
  lt: 'LessThan',
  le: 'LessThanOrEqual',
};
const HOLDS: Readonly<Record<string, (sign: number) => boolean>> = {
  eq: (sign) => sign === 0,
  ne: (sign) => sign !== 0,
  gt: (sign) => sign > 0,
  ge: (sign) => sign >= 0,
  lt: (sign) => sign < 0,
  le: (sign) => sign <= 0,
};

interface Constant {
  readonly type: EdmType;
  readonly value: Scalar | null;
}

/** `column op literal`, or two columns of one row. */
export function bindComparison(
  scope: Scope,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
): Predicate {
  const holds = HOLDS[operator];
  if (!holds) throw badQuery(`The operator '${operator}' is not supported.`);
  if (left.kind !== 'path') throw badQuery('The left side of a comparison must be a property.');
  const column = bindPath(scope, left.segments);
  if (right.kind === 'path') return bindColumns(scope, operator, column, bindPath(scope, right.segments));
  const constant = constantOf(right);
  check(operator, column.type, constant.type);
  if (constant.value === null) return bindNull(operator, column);
  const compare = comparerFor(column.type, constant.type, scope.world.settings.accents);
  const { value } = constant;
  const missing = scope.world.settings.nulls === 'two-valued' && operator === 'ne' ? true : null;
  return (rows) => {
    const found = column.read(rows);
    return found === null ? missing : holds(compare(found, value));
  };
}

function bindNull(operator: BinaryOperator, column: Operand): Predicate {
  if (operator === 'eq') return (rows) => column.read(rows) === null;
  if (operator === 'ne') return (rows) => column.read(rows) !== null;
  throw badQuery(`The operator '${operator}' does not take null.`);
}

function bindColumns(scope: Scope, operator: BinaryOperator, left: Operand, right: Operand): Predicate {
  if (left.owner !== right.owner) throw badQuery('Only columns of one row can be compared with each other.');
  check(operator, left.type, right.type);
  const compare = comparerFor(left.type, right.type, scope.world.settings.accents);
  const holds = HOLDS[operator]!;
  return (rows) => {
    const first = left.read(rows);
    const second = right.read(rows);
    return first === null || second === null ? null : holds(compare(first, second));
  };
}

function check(operator: BinaryOperator, left: EdmType, right: EdmType): void {
  if (comparable(left, right)) return;
  throw badQuery(
    `A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${KINDS[operator]}'.`,
  );
}

/** The value of a literal as columns hold it. */
export function constantOf(expression: Expression): Constant {
  if (expression.kind !== 'literal') throw badQuery('The right side of a comparison must be a literal.');
  const { type, text } = expression;
  switch (type) {
    case 'null':
      return { type: 'Null', value: null };
    case 'string':
      return { type: 'Edm.String', value: text };
    case 'boolean':
      return { type: 'Edm.Boolean', value: text.toLowerCase() === 'true' };
    case 'guid':
      return { type: 'Edm.Guid', value: text.toLowerCase() };
    case 'datetime':
      return { type: 'Edm.DateTimeOffset', value: moment(text) };
    case 'date':
      return { type: 'Edm.Date', value: moment(text) };
    case 'number':
      return { type: Number.isInteger(Number(text)) ? 'Edm.Int32' : 'Edm.Decimal', value: finite(text) };
    default:
      throw badQuery(`The literal ${text} is not supported.`);
  }
}

function moment(text: string): string {
  if (!isRealDay(text) || Number.isNaN(Date.parse(text.toUpperCase())))
    throw badQuery(`Unrecognized date '${text}'.`);
  return text.toUpperCase();
}

function finite(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value)) throw badQuery(`The number ${text} is not supported.`);
  return value;
}
