import type { FormDefinition, FormReceipt } from '@portico/protocol';
import { html, type nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../base/custom-element.ts';
import { LeadCreatedEvent } from '../../base/events.ts';
import { msg } from '../../base/messages.ts';
import { PorticoElement } from '../../base/portico-element.ts';
import { tokens } from '../../base/tokens.styles.ts';
import { FormController } from '../../controllers/form-controller.ts';
import { QueryController } from '../../controllers/query-controller.ts';
import { campaignOf } from '../../forms/campaign.ts';
import { formReceipt } from '../../forms/form-receipt.ts';
import { formSheetStyles } from '../../forms/form-sheet.styles.ts';
import { formSheet } from '../../forms/form-sheet.ts';
import { toSubmission } from '../../forms/to-submission.ts';
import { renderQuery } from '../../states/render-query.ts';
import { loadingState } from '../../states/states.ts';
import { buttonStyles } from '../../styles/button.styles.ts';
import { cardStyles } from '../../styles/card.styles.ts';
import { fieldStyles } from '../../styles/field.styles.ts';
import { stateStyles } from '../../styles/state.styles.ts';

/**
 * A contact form whose answers become leads. Fields, words and consents come from the form's definition, so they
 * change without a release; where the visitor came from is kept with the answer.
 *
 * @slot - Shown when the form cannot be loaded, such as a telephone number.
 * @fires portico-lead-created - The form was sent; `lead` is the record's id, `form` the form's name.
 * @fires portico-problem-occurred - Sending failed; `code`. What was typed is still there.
 * @csspart form - The form.
 * @csspart title - Its title.
 * @csspart field - Each field, with label and message.
 * @csspart error-summary - What keeps the form from being sent.
 * @csspart submit - The button that sends it.
 * @csspart receipt - What comes in its place once it is sent.
 * @csspart reference - The number to quote, in the receipt.
 */
@customElement('portico-lead-form')
export class PorticoLeadFormElement extends PorticoElement {
  static override styles = [tokens, buttonStyles, cardStyles, fieldStyles, formSheetStyles, stateStyles];

  /** Name of the form in the adapter's configuration. */
  @property() form = 'contact';

  @state() private receipt: FormReceipt | null = null;

  readonly #definition = new QueryController<FormDefinition, readonly [string]>(this, {
    args: () => [this.form],
    query: (client, [form], signal) => client.form(form, { signal }),
  });

  readonly #controller = new FormController<FormReceipt>(this, {
    draft: () => `form:${this.form}`,
    send: (client, values, idempotencyKey) => {
      const definition = this.#definition.value as FormDefinition;
      const campaign = campaignOf({ href: location.href, referrer: document.referrer });
      return client.submit(definition.name, toSubmission(definition, values, campaign), { idempotencyKey });
    },
    sent: (receipt) => this.#show(receipt),
  });

  override render(): TemplateResult | typeof nothing {
    if (this.receipt) {
      return formReceipt(this.receipt, { label: msg('Write again'), start: () => this.#startAgain() });
    }
    return renderQuery(this.#definition, {
      ready: (definition) => html`${formSheet(definition, this.#controller)}`,
      loading: () => loadingState(7),
    });
  }

  async #show(receipt: FormReceipt): Promise<void> {
    this.dispatchEvent(new LeadCreatedEvent(receipt.id, this.form));
    if (receipt.redirect) {
      location.assign(receipt.redirect);
      return;
    }
    this.receipt = receipt;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-receipt]')?.focus();
  }

  async #startAgain(): Promise<void> {
    this.receipt = null;
    this.#controller.reset();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-lead-form': PorticoLeadFormElement;
  }
}
