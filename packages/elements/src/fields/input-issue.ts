import { msg, str } from '../base/messages.ts';
import type { FieldInput } from './read-input.ts';

/**
 * What is wrong with an input, in the words and language of the widget; undefined when nothing is. The rules are the
 * browser's own (`ValidityState`); only its messages are not used, for they speak the browser's language.
 */
export function inputIssue(input: FieldInput): string | undefined {
  const { validity } = input;
  const blank = input.required && input.type !== 'checkbox' && input.value.trim() === '';
  if (validity.valid && !blank) return undefined;
  if (validity.valueMissing || blank) {
    if (input.type === 'checkbox') return msg('Please tick this box to go on.');
    return input instanceof HTMLSelectElement ? msg('Please choose one.') : msg('Please fill in this field.');
  }
  if (validity.typeMismatch && input.type === 'email')
    return msg('Please enter an email address such as name@example.com.');
  if (validity.typeMismatch && input.type === 'url')
    return msg('Please enter a web address such as https://example.com.');
  if (input instanceof HTMLInputElement) {
    if (validity.rangeUnderflow) return msg(str`Please enter ${input.min} or more.`);
    if (validity.rangeOverflow) return msg(str`Please enter ${input.max} or less.`);
  }
  if (validity.tooLong) return msg('This is too long.');
  return msg('Please check this field.');
}
