import type { FormReceipt } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { checkCircleIcon } from '../base/icons.ts';
import { msg } from '../base/messages.ts';

/**
 * What comes in the place of a form that was sent. Its title is made focusable, for the focus would else be lost
 * with the button that was pressed. Styles: `cardStyles`, `formSheetStyles`.
 */
export function formReceipt(
  receipt: FormReceipt,
  again: { readonly label: string; readonly start: () => void },
): TemplateResult {
  return html`
    <section class="card success receipt" part="receipt">
      ${checkCircleIcon()}
      <h2 tabindex="-1" data-receipt>${receipt.title}</h2>
      ${receipt.message ? html`<p>${receipt.message}</p>` : nothing}
      ${
        receipt.reference
          ? html`<p class="reference">
              <span class="muted">${msg('Your number')}</span>
              <strong class="number" part="reference">${receipt.reference}</strong>
            </p>`
          : nothing
      }
      <button class="button" type="button" @click=${again.start}>${again.label}</button>
    </section>
  `;
}
