import type { StoredValue } from '@portico/protocol';

export type FieldInput = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The value an input holds, as the wire has it: empty is null, numbers are numbers, local times become UTC. */
export function readInput(input: FieldInput): StoredValue {
  if (input instanceof HTMLInputElement) {
    if (input.type === 'checkbox') return input.checked;
    if (input.value === '') return null;
    if (input.type === 'number') return Number.isNaN(input.valueAsNumber) ? null : input.valueAsNumber;
    if (input.type === 'datetime-local') {
      const date = new Date(input.value);
      return Number.isNaN(date.getTime()) ? null : date.toISOString();
    }
  }
  return input.value === '' ? null : input.value;
}

/** True of the elements of a form that hold an answer. */
export function isFieldInput(target: unknown): target is FieldInput {
  return (
    (target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement) &&
    target.name !== ''
  );
}
