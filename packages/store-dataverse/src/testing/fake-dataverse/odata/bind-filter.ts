import { badQuery, noSuchProperty } from '../request/fault.ts';
import type { StoredRow } from '../world/table.ts';
import { bindComparison } from './bind-comparison.ts';
import { bindCrmFunction } from './bind-crm-function.ts';
import { bindTextFunction } from './bind-text-function.ts';
import type { Expression } from './expression.ts';
import { bindPath, type Predicate, reachRow, type Scope, type Truth } from './operand.ts';

/** Binds a parsed `$filter` to a table: names become columns, and what Dataverse does not support is refused. */
export function bindFilter(scope: Scope, expression: Expression): (row: StoredRow) => boolean {
  const predicate = bind(scope, expression);
  return (row) => predicate([row]) === true;
}

function bind(scope: Scope, expression: Expression): Predicate {
  switch (expression.kind) {
    case 'binary': {
      const { operator } = expression;
      if (operator === 'and' || operator === 'or') return bindLogical(scope, expression);
      return knowing(scope, bindComparison(scope, operator, expression.left, expression.right));
    }
    case 'not': {
      const operand = bind(scope, expression.operand);
      return (rows) => {
        const truth = operand(rows);
        return truth === null ? null : !truth;
      };
    }
    case 'call': {
      const text = bindTextFunction(scope, expression);
      return knowing(scope, text ?? bindCrmFunction(scope, expression));
    }
    case 'lambda':
      return bindLambda(scope, expression);
    case 'path': {
      const operand = bindPath(scope, expression.segments);
      if (operand.type !== 'Edm.Boolean') throw badQuery('The filter expression is not of type Edm.Boolean.');
      return knowing(scope, (rows) => operand.read(rows) as Truth);
    }
    default:
      throw badQuery('The filter expression is not a condition on a property.');
  }
}

function bindLogical(scope: Scope, { operator, left, right }: Expression & { kind: 'binary' }): Predicate {
  const first = bind(scope, left);
  const second = bind(scope, right);
  // What decides alone: false for `and`, true for `or`.
  const decisive = operator === 'or';
  return (rows) => {
    const one = first(rows);
    if (one === decisive) return decisive;
    const other = second(rows);
    if (other === decisive) return decisive;
    return one === null || other === null ? null : !decisive;
  };
}

/** Where the environment counts in two values, unknown is false at each condition. */
function knowing(scope: Scope, predicate: Predicate): Predicate {
  return scope.world.settings.nulls === 'three-valued' ? predicate : (rows) => predicate(rows) === true;
}

/** `any` is EXISTS, `all` is NOT EXISTS of the opposite: both know no unknown. */
function bindLambda(scope: Scope, lambda: Expression & { kind: 'lambda' }): Predicate {
  const from = reachRow(scope, lambda.on.slice(0, -1));
  const name = lambda.on.at(-1)!;
  const collection = scope.world.collection(name, from.table.name);
  if (!collection) throw noSuchProperty(name, from.table.name);
  const inner: Scope = {
    world: scope.world,
    variables: [...scope.variables, { name: lambda.variable ?? '', table: collection.table }],
  };
  const condition = lambda.condition ? bind(inner, lambda.condition) : () => true;
  const wanted = lambda.quantifier === 'any';
  return (rows) => {
    const parent = from.read(rows);
    if (!parent) return false;
    for (const row of collection.table.rows.values()) {
      const value = row.values[collection.column];
      if (typeof value !== 'object' || value?.id !== parent.id || value.table !== from.table.name) continue;
      if (condition([...rows, row]) === wanted) return wanted;
    }
    return !wanted;
  };
}
