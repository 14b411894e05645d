import { type Argument, type BinaryOperator, type Expression, PRECEDENCE } from './expression.ts';
import { takeJson } from './json-literal.ts';
import { takeLiteral } from './literals.ts';
import { Reader } from './reader.ts';

const BLANK = /[ \t]+/y;
const NAME = /[$@]?[\p{L}_][\p{L}\p{Nd}_]*(?:\.[\p{L}_][\p{L}\p{Nd}_]*)*/uy;
const VARIABLE = /[\p{L}_][\p{L}\p{Nd}_]*(?=[ \t]*:)/uy;
const PARAMETER = /[\p{L}_][\p{L}\p{Nd}_]*(?=[ \t]*=)/uy;
const NOT = /not(?=[ \t(])/y;
const LEVELS = PRECEDENCE.map((operators) => new RegExp(`[ \\t]+(?:${operators.join('|')})(?=[ \\t])`, 'y'));
const DEEPEST = 100;

/** Parses a `$filter`, already decoded. Throws a 400 where the text is not an expression. */
export function parseFilter(text: string): Expression {
  return parseWhole(text, (reader) => parseExpression(reader, 0));
}

/** @param parse what the whole text must be */
export function parseWhole<T>(text: string, parse: (reader: Reader) => T): T {
  const reader = new Reader(text);
  const parsed = parse(reader);
  if (!reader.atEnd()) throw reader.fault('the end expected');
  return parsed;
}

export function parseExpression(reader: Reader, depth: number): Expression {
  if (depth > DEEPEST) throw reader.fault('the expression is nested too deep');
  return parseLevel(reader, 0, depth + 1);
}

function parseLevel(reader: Reader, level: number, depth: number): Expression {
  const operators = LEVELS[level];
  if (!operators) return parseUnary(reader, depth);
  let left = parseLevel(reader, level + 1, depth);
  for (let found = reader.take(operators); found !== null; found = reader.take(operators)) {
    reader.take(BLANK);
    const operator = found.trim() as BinaryOperator;
    const right = operator === 'in' ? parseMembers(reader, depth) : parseLevel(reader, level + 1, depth);
    left = { kind: 'binary', operator, left, right };
  }
  return left;
}

function parseUnary(reader: Reader, depth: number): Expression {
  if (reader.take(NOT) !== null) {
    reader.take(BLANK);
    if (depth > DEEPEST) throw reader.fault('the expression is nested too deep');
    return { kind: 'not', operand: parseUnary(reader, depth + 1) };
  }
  const literal = takeLiteral(reader);
  if (literal) return literal;
  if (reader.takeText('-')) {
    reader.take(BLANK);
    return { kind: 'negate', operand: parseUnary(reader, depth + 1) };
  }
  if (reader.takeText('(')) {
    reader.take(BLANK);
    const inner = parseExpression(reader, depth);
    reader.take(BLANK);
    reader.expect(')');
    return inner;
  }
  if (reader.peek() === '[' || reader.peek() === '{') {
    return { kind: 'literal', type: 'json', text: takeJson(reader) };
  }
  return parsePath(reader, depth);
}

/** The right side of `in`: literals in parentheses, or an expression for a collection. */
function parseMembers(reader: Reader, depth: number): Expression {
  const start = reader.position;
  if (!reader.takeText('(')) return parseUnary(reader, depth);
  const items: Expression[] = [];
  do {
    reader.take(BLANK);
    const item = takeLiteral(reader);
    if (item) items.push(item);
    else if (items.length > 0) throw reader.fault('a literal expected');
    reader.take(BLANK);
  } while (items.length > 0 && reader.takeText(','));
  if (reader.takeText(')')) return { kind: 'list', items };
  reader.position = start;
  return parseUnary(reader, depth);
}

function parsePath(reader: Reader, depth: number): Expression {
  const segments: string[] = [];
  for (;;) {
    const name = reader.take(NAME);
    if (name === null) throw reader.fault('a name expected');
    if (reader.takeText('(')) {
      const call = parseCall(reader, segments, name, depth);
      if (!reader.takeText('/')) return call;
      // A function's result, or one row of a collection, with a path on it.
      segments.push(`${name}()`);
      continue;
    }
    segments.push(name);
    if (!reader.takeText('/')) break;
  }
  if (segments.at(-1)?.includes('.') && !segments.at(-1)?.startsWith('@')) {
    throw reader.fault('a property expected after the name of a type');
  }
  return { kind: 'path', segments };
}

function parseCall(reader: Reader, on: readonly string[], name: string, depth: number): Expression {
  reader.take(BLANK);
  if (name === 'any' || name === 'all') {
    if (on.length === 0) throw reader.fault('a collection is expected before any and all');
    return parseLambda(reader, [...on], name, depth);
  }
  const found: Argument[] = [];
  if (!reader.takeText(')')) {
    do {
      reader.take(BLANK);
      found.push(parseArgument(reader, depth));
      reader.take(BLANK);
    } while (reader.takeText(','));
    reader.expect(')');
  }
  return { kind: 'call', on: [...on], name, arguments: found };
}

function parseArgument(reader: Reader, depth: number): Argument {
  const name = reader.take(PARAMETER);
  if (name !== null) {
    reader.take(BLANK);
    reader.expect('=');
    reader.take(BLANK);
  }
  return { name, value: parseExpression(reader, depth) };
}

function parseLambda(
  reader: Reader,
  on: readonly string[],
  quantifier: 'any' | 'all',
  depth: number,
): Expression {
  if (quantifier === 'any' && reader.takeText(')')) {
    return { kind: 'lambda', quantifier, on, variable: null, condition: null };
  }
  const variable = reader.take(VARIABLE);
  if (variable === null) throw reader.fault('a variable and a colon expected');
  reader.take(BLANK);
  reader.expect(':');
  reader.take(BLANK);
  const condition = parseExpression(reader, depth);
  reader.take(BLANK);
  reader.expect(')');
  return { kind: 'lambda', quantifier, on, variable, condition };
}
