import { type Filter, OPERATORS } from '@portico/protocol';

const MAX_PARTS = 100;
const MAX_DEPTH = 8;
const MAX_COSTLY = 10;

/**
 * Whether a visitor's filter is small enough and made of known nodes. docs/permissions.md, "Visitors' filters": at
 * most 100 parts, nested at most 8 deep, at most 10 text searches or related records. Every node is a part; a filter
 * without inner filters is 1 deep.
 */
export function isFilterSized(filter: Filter): boolean {
  const nodes = nodesOf(filter, 1);
  return (
    nodes.length <= MAX_PARTS &&
    nodes.every(({ depth, node }) => depth <= MAX_DEPTH && isKnown(node)) &&
    nodes.filter(({ node }) => isCostly(node)).length <= MAX_COSTLY
  );
}

interface Nested {
  readonly node: Filter;
  readonly depth: number;
}

function nodesOf(node: Filter, depth: number): readonly Nested[] {
  return [{ node, depth }, ...partsOf(node).flatMap((part) => nodesOf(part, depth + 1))];
}

function partsOf(node: Filter): readonly Filter[] {
  if (node.type === 'and' || node.type === 'or') return node.filters;
  return node.type === 'not' || node.type === 'related' ? [node.filter] : [];
}

function isKnown(node: Filter): boolean {
  if (node.type === 'condition') return OPERATORS.includes(node.operator);
  return ['everything', 'nothing', 'and', 'or', 'not', 'related'].includes(node.type);
}

function isCostly(node: Filter): boolean {
  if (node.type === 'related') return true;
  return node.type === 'condition' && (node.operator === 'contains' || node.operator === 'starts_with');
}
