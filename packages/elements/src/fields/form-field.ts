import type { FormField, StoredValue } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from '../base/live.ts';
import { msg, str } from '../base/messages.ts';
import { typedValue } from './typed-value.ts';

/** From this share of the limit on, a counter says how much room is left. */
const COUNT_FROM = 0.8;

const INPUT_TYPES: Partial<Record<FormField['input'], string>> = {
  email: 'email',
  phone: 'tel',
  url: 'url',
  number: 'number',
  date: 'date',
  datetime: 'datetime-local',
};

/** The id of a field's input within its form's root. */
export function inputId(name: string): string {
  return `field-${name}`;
}

/**
 * A labelled native input for one field, with its hint, error and counter tied to it. Inputs are native and stand in
 * one form in one root, which is what autofill, password managers and screen readers need. Styles: `fieldStyles`.
 */
export function formField(
  field: FormField,
  value: StoredValue | undefined,
  issue: string | undefined,
): TemplateResult | typeof nothing {
  if (field.input === 'hidden') return nothing;
  if (field.input === 'checkbox')
    return checkboxField(field.name, field.label, value === true, field.required, issue);
  const id = inputId(field.name);
  const left = roomLeft(field, value);
  const described = [field.hint && `${id}-hint`, issue && `${id}-issue`, left !== null && `${id}-count`];
  return html`
    <div class="field" part="field" data-width=${field.width ?? 'full'} ?data-invalid=${issue !== undefined}>
      <label for=${id}>${field.label}${optionalMark(field.required)}</label>
      ${control(field, value, issue, described.filter(Boolean).join(' ') || undefined)}
      ${field.hint ? html`<p class="hint" id="${id}-hint">${field.hint}</p>` : nothing}
      ${left === null ? nothing : html`<p class="count" id="${id}-count">${roomText(left)}</p>`}
      ${issueText(id, issue)}
    </div>
  `;
}

/** A box to tick, with its whole text as label. Never ticked beforehand. */
export function checkboxField(
  name: string,
  label: string,
  checked: boolean,
  required: boolean,
  issue: string | undefined,
): TemplateResult {
  const id = inputId(name);
  return html`
    <div class="field check" part="field" ?data-invalid=${issue !== undefined}>
      <input
        type="checkbox"
        id=${id}
        name=${name}
        .checked=${live(checked)}
        ?required=${required}
        aria-invalid=${issue ? 'true' : 'false'}
        aria-describedby=${ifDefined(issue && `${id}-issue`)}
      />
      <label for=${id}>${label}${optionalMark(required)}</label>
      ${issueText(id, issue)}
    </div>
  `;
}

function control(
  field: FormField,
  value: StoredValue | undefined,
  issue: string | undefined,
  described: string | undefined,
): TemplateResult {
  const id = inputId(field.name);
  const text = value === undefined || value === null ? '' : String(value);
  const invalid = issue ? 'true' : 'false';
  if (field.input === 'choice') {
    return html`
      <select id=${id} name=${field.name} ?required=${field.required} aria-invalid=${invalid}
        aria-describedby=${ifDefined(described)}>
        <option value="" ?selected=${text === ''}>${field.placeholder ?? msg('Please choose')}</option>
        ${field.choices?.map(
          (choice) =>
            html`<option value=${choice.value} ?selected=${choice.value === text}>${choice.label}</option>`,
        )}
      </select>
    `;
  }
  if (field.input === 'multiline') {
    return html`
      <textarea id=${id} name=${field.name} rows="5" .value=${typedValue(value)} ?required=${field.required}
        maxlength=${ifDefined(field.maxLength)} placeholder=${ifDefined(field.placeholder)}
        autocomplete=${ifDefined(field.autocomplete)} aria-invalid=${invalid}
        aria-describedby=${ifDefined(described)}></textarea>
    `;
  }
  return html`
    <input id=${id} name=${field.name} type=${INPUT_TYPES[field.input] ?? 'text'} .value=${typedValue(value)}
      ?required=${field.required} maxlength=${ifDefined(field.maxLength)} min=${ifDefined(field.min)}
      max=${ifDefined(field.max)} step=${ifDefined(field.input === 'number' ? 'any' : undefined)}
      placeholder=${ifDefined(field.placeholder)} autocomplete=${ifDefined(field.autocomplete)}
      aria-invalid=${invalid} aria-describedby=${ifDefined(described)} />
  `;
}

/** Most fields of a good form are required, so the exceptions are marked, in words. */
function optionalMark(required: boolean): TemplateResult | typeof nothing {
  return required ? nothing : html` <span class="optional">${msg('(optional)')}</span>`;
}

function issueText(id: string, issue: string | undefined): TemplateResult | typeof nothing {
  return issue === undefined ? nothing : html`<p class="issue" id="${id}-issue">${issue}</p>`;
}

/** Characters left, or null while there is plenty of room. */
function roomLeft(field: FormField, value: StoredValue | undefined): number | null {
  if (field.maxLength === undefined || typeof value !== 'string') return null;
  return value.length < field.maxLength * COUNT_FROM ? null : field.maxLength - value.length;
}

function roomText(left: number): string {
  return left === 1 ? msg('1 character left') : msg(str`${left} characters left`);
}
