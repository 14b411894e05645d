import type { StoredValue } from '@portico/protocol';
import { noChange } from 'lit';
import { Directive, directive, type PropertyPart } from 'lit/directive.js';
import { type FieldInput, readInput } from './read-input.ts';

class TypedValueDirective extends Directive {
  override render(value: StoredValue | undefined): string {
    return value === undefined || value === null ? '' : String(value);
  }

  override update(part: PropertyPart, [value = null]: [StoredValue | undefined]): unknown {
    const input = part.element as FieldInput;
    if (readInput(input) !== value)
      input.value =
        input.type === 'datetime-local' && value !== null ? localTime(String(value)) : this.render(value);
    return noChange;
  }
}

/**
 * For `.value` of an input: shows a wire value, and leaves alone what says the same already. `0.0` on the way to
 * `0.05` is a zero, and writing it as `0` would take the digits from under the person who types.
 */
export const typedValue = directive(TypedValueDirective);

/** A moment as inputs of date and time want it: local and without a zone. Empty when it is none. */
function localTime(value: string): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, -1);
}
