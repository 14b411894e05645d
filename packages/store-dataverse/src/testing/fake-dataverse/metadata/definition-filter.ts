import type { Expression } from '../odata/expression.ts';
import { parseFilter } from '../odata/parse-filter.ts';
import { badQuery, notModelled } from '../request/fault.ts';
import type { DefinitionObject } from './definition-object.ts';

/** `$filter` on definitions: eq and ne on properties, and, or, not. Values count with case here. */
export function definitionFilter(text: string | undefined): (one: DefinitionObject) => boolean {
  if (text === undefined) return () => true;
  const expression = parseFilter(text);
  return (one) => holds(expression, one);
}

function holds(expression: Expression, one: DefinitionObject): boolean {
  if (expression.kind === 'not') return !holds(expression.operand, one);
  if (expression.kind === 'path') return valueAt(one, expression.segments) === true;
  if (expression.kind !== 'binary') throw notModelled('this condition on definitions');
  const { operator, left, right } = expression;
  if (operator === 'and') return holds(left, one) && holds(right, one);
  if (operator === 'or') return holds(left, one) || holds(right, one);
  if (left.kind !== 'path' || (operator !== 'eq' && operator !== 'ne')) {
    throw notModelled(`the operator '${operator}' on definitions`);
  }
  return (valueAt(one, left.segments) === constant(right)) === (operator === 'eq');
}

function valueAt(one: DefinitionObject, segments: readonly string[]): unknown {
  let value: unknown = one.base;
  for (const segment of segments) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) {
      throw badQuery(`Could not find a property named '${segment}' on type '${one.type}'.`);
    }
    value = (value as Record<string, unknown>)[segment];
  }
  return value;
}

function constant(expression: Expression): unknown {
  if (expression.kind !== 'literal') throw badQuery('A literal was expected.');
  const { type, text } = expression;
  if (type === 'null') return null;
  if (type === 'boolean') return text.toLowerCase() === 'true';
  if (type === 'number') return Number(text);
  // Microsoft.Dynamics.CRM.AttributeTypeCode'Picklist'
  return type === 'typed' ? text.slice(text.indexOf("'") + 1, -1) : text;
}
