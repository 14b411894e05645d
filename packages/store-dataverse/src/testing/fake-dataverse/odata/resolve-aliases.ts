import { badQuery } from '../request/fault.ts';
import type { Expression } from './expression.ts';
import { parseFilter } from './parse-filter.ts';

/** Puts the values of parameter aliases (`@p1`) where they are named. */
export function resolveAliases(
  expression: Expression,
  alias: (name: string) => string | undefined,
): Expression {
  const resolve = (inner: Expression): Expression => resolveAliases(inner, alias);
  switch (expression.kind) {
    case 'path': {
      const [name = ''] = expression.segments;
      if (!name.startsWith('@') || expression.segments.length > 1) return expression;
      const text = alias(name);
      if (text === undefined) throw badQuery(`The parameter alias '${name}' has no value.`);
      return parseFilter(text);
    }
    case 'binary':
      return { ...expression, left: resolve(expression.left), right: resolve(expression.right) };
    case 'not':
    case 'negate':
      return { ...expression, operand: resolve(expression.operand) };
    case 'call':
      return {
        ...expression,
        arguments: expression.arguments.map(({ name, value }) => ({ name, value: resolve(value) })),
      };
    case 'lambda':
      return { ...expression, condition: expression.condition && resolve(expression.condition) };
    default:
      return expression;
  }
}
