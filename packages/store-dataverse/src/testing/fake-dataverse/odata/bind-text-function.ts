import { badQuery } from '../request/fault.ts';
import { constantOf } from './bind-comparison.ts';
import { foldText } from './compare.ts';
import type { Expression } from './expression.ts';
import { likePattern } from './like.ts';
import { bindPath, type Predicate, type Scope } from './operand.ts';

const PATTERNS: Readonly<Record<string, (text: string) => string>> = {
  contains: (text) => `%${text}%`,
  startswith: (text) => `${text}%`,
  endswith: (text) => `%${text}`,
};

/** contains, startswith and endswith of a text column and a literal, whose wildcards are live. Null for others. */
export function bindTextFunction(scope: Scope, call: Expression & { kind: 'call' }): Predicate | null {
  const wrap = call.on.length === 0 && Object.hasOwn(PATTERNS, call.name) ? PATTERNS[call.name] : undefined;
  if (!wrap) return null;
  const [column, text] = call.arguments;
  if (call.arguments.length !== 2 || column?.value.kind !== 'path' || !text || text.name || column.name) {
    throw badQuery(`The function '${call.name}' takes a property and a text.`);
  }
  const operand = bindPath(scope, column.value.segments);
  const constant = constantOf(text.value);
  if (operand.type !== 'Edm.String' || constant.type !== 'Edm.String') {
    throw badQuery(
      `No function signature for the function with name '${call.name}' matches the specified arguments.`,
    );
  }
  const { accents } = scope.world.settings;
  // The blanks at the end of a pattern count; those at the end of a value do not have to be there.
  const pattern = likePattern(wrap(foldCase(constant.value as string, accents)));
  return (rows) => {
    const value = operand.read(rows);
    if (value === null) return null;
    const whole = foldCase(value as string, accents);
    return pattern.test(whole) || (whole.endsWith(' ') && pattern.test(foldText(whole, true)));
  };
}

function foldCase(text: string, accents: boolean): string {
  return accents
    ? text.toLowerCase()
    : text
        .toLowerCase()
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '');
}
