import type { FormReceipt } from '@portico/protocol';
import { html } from 'lit';
import { customElement } from '../base/custom-element.ts';
import { PorticoElement } from '../base/portico-element.ts';
import { tokens } from '../base/tokens.styles.ts';
import { FormController } from '../controllers/form-controller.ts';
import { errorSummary } from '../fields/error-summary.ts';
import { checkboxField, formField } from '../fields/form-field.ts';
import { buttonStyles } from '../styles/button.styles.ts';
import { fieldStyles } from '../styles/field.styles.ts';
import { contactForm } from './fixtures.ts';

/** The smallest form there can be: every field of {@link contactForm}, and one consent that must be given. */
@customElement('portico-probe-form')
export class ProbeFormElement extends PorticoElement {
  static override styles = [tokens, buttonStyles, fieldStyles];

  receipts: FormReceipt[] = [];
  readonly form = new FormController<FormReceipt>(this, {
    draft: () => 'probe-form',
    send: (client, { terms: _terms, ...values }, idempotencyKey) =>
      client.submit(contactForm.name, { values }, { idempotencyKey }),
    sent: (receipt) => this.receipts.push(receipt),
  });

  override render(): unknown {
    const { form } = this;
    const labels = new Map(contactForm.fields.map((field) => [field.name, field.label]));
    return html`
      <form novalidate @input=${form.handleInput} @submit=${form.handleSubmit}>
        ${errorSummary(form, labels)}
        <div class="fields">
          ${contactForm.fields.map((field) =>
            formField(field, form.values[field.name], form.issues.get(field.name)),
          )}
          ${checkboxField('terms', 'I agree', form.values.terms === true, true, form.issues.get('terms'))}
        </div>
        <button class="button primary">Send</button>
      </form>
    `;
  }
}
