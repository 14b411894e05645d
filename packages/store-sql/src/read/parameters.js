import { foldText } from '@portico/protocol';
/**
 * A place for a value in a statement. Plans of one shape differ in their values only, so a statement is
 * compiled once with slots and run many times with values.
 */
export class Slot {
  index;
  /** Part of the shape: a comparison with null, or with a value of another type, is other SQL. */
  type;
  constructor(index, type) {
    this.index = index;
    this.type = type;
  }
  /** What the key of a shape holds in place of the value. */
  toJSON() {
    return this.type;
  }
}
const TEXT_SEARCHES = ['contains', 'starts_with'];
/** Takes the values out of a plan, in the order it is asked to. */
export class Parameters {
  values = [];
  /** The slot that stands for the value, in the guise of a value. */
  bind(value) {
    const slot = new Slot(this.values.length, typeOf(value));
    this.values.push(value);
    return slot;
  }
  bindFilter(filter) {
    switch (filter.type) {
      case 'everything':
      case 'nothing':
        return filter;
      case 'and':
      case 'or':
        return { type: filter.type, filters: filter.filters.map((part) => this.bindFilter(part)) };
      case 'not':
        return { type: 'not', filter: this.bindFilter(filter.filter) };
      case 'related':
        return { type: 'related', lookup: filter.lookup, filter: this.bindFilter(filter.filter) };
      case 'condition':
        return { ...filter, value: this.#bindOperand(filter) };
    }
  }
  #bindOperand({ operator, value }) {
    if (operator === 'is_null') return value;
    if (typeof value === 'string' && TEXT_SEARCHES.includes(operator)) return this.bind(foldText(value));
    return isList(value) ? value.map((entry) => this.bind(entry)) : this.bind(value);
  }
}
/** The type of a value or of what a slot stands for: `string`, `number`, `boolean` or `null`. */
export function typeOf(value) {
  if (value === null) return 'null';
  return value instanceof Slot ? value.type : typeof value;
}
export function isList(value) {
  return Array.isArray(value);
}
/** The statement with values in its slots. */
export function fill(query, values) {
  const parameters = query.parameters.map((parameter) =>
    parameter instanceof Slot ? values[parameter.index] : parameter,
  );
  return { ...query, parameters };
}
//# sourceMappingURL=parameters.js.map
