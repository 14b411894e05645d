import { badQuery, noSuchProperty, notModelled } from '../request/fault.ts';
import { constantOf } from './bind-comparison.ts';
import { comparerFor, type EdmType, type Scalar } from './compare.ts';
import type { Expression } from './expression.ts';
import { isGuid } from './guid.ts';
import { stringsOf } from './json-literal.ts';
import { bindPath, type Operand, type Predicate, type Scope } from './operand.ts';

const PREFIX = 'Microsoft.Dynamics.CRM.';
const DAY = 86_400_000;

type Bind = (scope: Scope, operand: Operand, parameters: ReadonlyMap<string, Expression>) => Predicate;

const negated =
  (bind: Bind): Bind =>
  (...parts) => {
    const predicate = bind(...parts);
    return (rows) => {
      const truth = predicate(rows);
      return truth === null ? null : !truth;
    };
  };

const inValues: Bind = (scope, operand, parameters) => {
  const values = listed(parameters).map((text) => convert(operand, text));
  const compare = comparerFor(operand.type, operand.type, scope.world.settings.accents);
  return (rows) => {
    const found = operand.read(rows);
    return found === null ? null : values.some((value) => compare(found, value) === 0);
  };
};

const between: Bind = (scope, operand, parameters) => {
  const values = listed(parameters);
  if (values.length !== 2) throw badQuery('Between takes two values.');
  const [least, most] = values.map((text) => convert(operand, text)) as [Scalar, Scalar];
  const compare = comparerFor(operand.type, operand.type, scope.world.settings.accents);
  return (rows) => {
    const found = operand.read(rows);
    return found === null ? null : compare(found, least) >= 0 && compare(found, most) <= 0;
  };
};

const equalUser: Bind = (scope, operand) => (rows) => {
  const found = operand.read(rows);
  return found === null ? null : found === scope.world.settings.userId;
};

/** Whole days before or after today, in UTC. */
const days =
  (from: (days: number) => number, to: (days: number) => number): Bind =>
  (scope, operand, parameters) => {
    if (operand.type !== 'Edm.DateTimeOffset') throw badQuery('The function takes a date and time column.');
    const value = parameters.get('PropertyValue');
    const count = value ? Number(constantOf(value).value) : 0;
    const now = scope.world.settings.now().getTime();
    const today = Math.floor(now / DAY) * DAY;
    return (rows) => {
      const found = operand.read(rows);
      if (found === null) return null;
      const at = Date.parse(found as string);
      return at >= today + from(count) * DAY && at < today + to(count) * DAY;
    };
  };

const FUNCTIONS: Readonly<Record<string, Bind>> = {
  In: inValues,
  NotIn: negated(inValues),
  Between: between,
  NotBetween: negated(between),
  EqualUserId: equalUser,
  NotEqualUserId: negated(equalUser),
  Today: days(
    () => 0,
    () => 1,
  ),
  Yesterday: days(
    () => -1,
    () => 0,
  ),
  LastXDays: days(
    (count) => -count,
    () => 1,
  ),
  NextXDays: days(
    () => 0,
    (count) => count + 1,
  ),
};

/** `Microsoft.Dynamics.CRM.In(PropertyName='statecode',PropertyValues=['0','1'])` and its like. */
export function bindCrmFunction(scope: Scope, call: Expression & { kind: 'call' }): Predicate {
  const bare = call.name.startsWith(PREFIX) ? call.name.slice(PREFIX.length) : null;
  if (bare === null) throw badQuery(`An unknown function with name '${call.name}' was found.`);
  const bind = Object.hasOwn(FUNCTIONS, bare) ? FUNCTIONS[bare] : undefined;
  if (!bind) throw notModelled(`the function ${call.name}`);
  const parameters = new Map(call.arguments.map(({ name, value }) => [name ?? '', value]));
  const property = parameters.get('PropertyName');
  if (property?.kind !== 'literal' || property.type !== 'string') {
    throw badQuery(`The function '${call.name}' takes PropertyName.`);
  }
  return bind(scope, bindProperty(scope, [...call.on, property.text]), parameters);
}

/** The name may be logical: that of a lookup without `_` and `_value`. */
function bindProperty(scope: Scope, path: readonly string[]): Operand {
  const name = path.at(-1)!;
  try {
    return bindPath(scope, path);
  } catch {
    try {
      return bindPath(scope, [...path.slice(0, -1), `_${name}_value`]);
    } catch {
      throw noSuchProperty(name, scope.variables[0]!.table.name);
    }
  }
}

function listed(parameters: ReadonlyMap<string, Expression>): readonly string[] {
  const values = parameters.get('PropertyValues');
  const found = values?.kind === 'literal' && values.type === 'json' ? stringsOf(values.text) : null;
  if (!found) throw badQuery('PropertyValues must be a list of strings.');
  return found;
}

const WRONG: Partial<Record<EdmType, (text: string) => boolean>> = {
  'Edm.Guid': (text) => !isGuid(text),
  'Edm.Int32': (text) => !/^-?\d+$/.test(text),
  'Edm.DateTimeOffset': (text) => Number.isNaN(Date.parse(text)),
};

function convert(operand: Operand, text: string): Scalar {
  if (WRONG[operand.type]?.(text)) throw badQuery(`The value '${text}' is not of type '${operand.type}'.`);
  if (operand.type === 'Edm.Guid') return text.toLowerCase();
  if (operand.type === 'Edm.String' || operand.type === 'Edm.DateTimeOffset') return text;
  if (operand.type === 'Edm.Boolean') return text === 'true' || text === '1';
  return Number(text);
}
