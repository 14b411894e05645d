import { and, EVERYTHING, type Filter, NOTHING, not, or } from '@portico/protocol';

/**
 * The same filter in fewer nodes: nested `and` and `or` are flattened, repeated parts dropped, constants
 * folded. Many permissions often say the same thing; stores then ask it once.
 */
export function simplify(filter: Filter): Filter {
  switch (filter.type) {
    case 'and':
      return and(...distinctParts(filter.filters, 'and'));
    case 'or':
      return or(...distinctParts(filter.filters, 'or'));
    case 'not': {
      const inner = simplify(filter.filter);
      return inner.type === 'not' ? inner.filter : not(inner);
    }
    case 'related': {
      const inner = simplify(filter.filter);
      return inner.type === 'nothing' ? NOTHING : { ...filter, filter: inner };
    }
    case 'condition':
      return filter.operator === 'in' && Array.isArray(filter.value) && filter.value.length === 0
        ? NOTHING
        : filter;
    case 'everything':
      return EVERYTHING;
    case 'nothing':
      return NOTHING;
  }
}

function distinctParts(filters: readonly Filter[], type: 'and' | 'or'): Filter[] {
  const parts = new Map<string, Filter>();
  for (const filter of filters) {
    const part = simplify(filter);
    for (const piece of part.type === type ? part.filters : [part]) parts.set(JSON.stringify(piece), piece);
  }
  return [...parts.values()];
}
