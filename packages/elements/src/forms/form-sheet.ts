import type { FormDefinition } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '../base/messages.ts';
import type { FormController } from '../controllers/form-controller.ts';
import { errorSummary } from '../fields/error-summary.ts';
import { checkboxField, formField } from '../fields/form-field.ts';

/** Name of a consent's box within the form, apart from the names of fields. */
export function consentInput(name: string): string {
  return `consent:${name}`;
}

/**
 * A form by its definition: title, fields in their order, consents, one button. `below` puts something right under
 * one field, such as answers found while it is typed. Styles: `fieldStyles`, `buttonStyles`, `formSheetStyles`.
 */
export function formSheet<R>(
  definition: FormDefinition,
  form: FormController<R>,
  below: { readonly field: string; readonly content: TemplateResult | typeof nothing } | null = null,
): TemplateResult {
  const { values, issues, submission } = form;
  return html`
    <form part="form" novalidate @input=${form.handleInput} @submit=${form.handleSubmit}>
      <header class="sheet-head">
        <h2 part="title">${definition.title}</h2>
        ${definition.intro ? html`<p class="muted">${definition.intro}</p>` : nothing}
      </header>
      ${errorSummary(form, labelsOf(definition))}
      <div class="fields">
        ${definition.fields.map(
          (field) => html`
            ${formField(field, values[field.name], issues.get(field.name))}
            ${below?.field === field.name ? below.content : nothing}
          `,
        )}
        ${definition.consents.map(({ name, text, required }) => {
          const input = consentInput(name);
          return checkboxField(input, text, values[input] === true, required, issues.get(input));
        })}
      </div>
      <div class="actions">
        <button class="button primary" part="submit" type="submit"
          aria-disabled=${submission.sending ? 'true' : 'false'}>
          ${submission.sending ? msg('Sending…') : definition.submitLabel}
        </button>
      </div>
    </form>
  `;
}

function labelsOf({ fields, consents }: FormDefinition): ReadonlyMap<string, string> {
  return new Map([
    ...fields.map(({ name, label }) => [name, label] as const),
    ...consents.map(({ name }) => [consentInput(name), msg('Consent')] as const),
  ]);
}
