import type { FormDefinition, FormReceipt } from '@portico/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { customElement } from '../../base/custom-element.ts';
import { CaseCreatedEvent, CaseDeflectedEvent } from '../../base/events.ts';
import { msg } from '../../base/messages.ts';
import { recordUrl } from '../../base/page-record.ts';
import { PorticoElement } from '../../base/portico-element.ts';
import { tokens } from '../../base/tokens.styles.ts';
import { FormController } from '../../controllers/form-controller.ts';
import { QueryController } from '../../controllers/query-controller.ts';
import { SessionController } from '../../controllers/session-controller.ts';
import { formReceipt } from '../../forms/form-receipt.ts';
import { formSheetStyles } from '../../forms/form-sheet.styles.ts';
import { formSheet } from '../../forms/form-sheet.ts';
import { toSubmission } from '../../forms/to-submission.ts';
import { renderQuery } from '../../states/render-query.ts';
import { emptyState, loadingState } from '../../states/states.ts';
import { buttonStyles } from '../../styles/button.styles.ts';
import { cardStyles } from '../../styles/card.styles.ts';
import { fieldStyles } from '../../styles/field.styles.ts';
import { stateStyles } from '../../styles/state.styles.ts';
import { answers } from './answers.ts';
import { DeflectionController } from './deflection-controller.ts';
import { styles } from './portico-case-form.styles.ts';

/**
 * Files a case, as a guest or signed in, and shows what may answer the question already while its title is typed.
 * Fields and words come from the form's definition.
 *
 * @slot - Shown when the form cannot be loaded, such as a telephone number.
 * @fires portico-case-created - The case was filed; `case` is its id, `reference` the number to quote.
 * @fires portico-case-deflected - A suggested article solved it before anything was sent; `article` is its id.
 * @fires portico-problem-occurred - Sending failed; `code`. What was typed is still there.
 * @csspart form - The form.
 * @csspart title - Its title.
 * @csspart field - Each field, with label and message.
 * @csspart answers - The articles and threads that may answer the question.
 * @csspart error-summary - What keeps the form from being sent.
 * @csspart submit - The button that sends it.
 * @csspart receipt - What comes in its place once it is sent.
 * @csspart reference - The case number in the receipt.
 */
@customElement('portico-case-form')
export class PorticoCaseFormElement extends PorticoElement {
  static override styles = [
    tokens,
    buttonStyles,
    cardStyles,
    fieldStyles,
    formSheetStyles,
    stateStyles,
    styles,
  ];

  /** Name of the form in the adapter's configuration. */
  @property() form = 'case';

  /** Form for visitors who are not signed in; default the form's name and `-guest` where the site has such a form. */
  @property({ attribute: 'guest-form' }) guestForm = '';

  /** Title to start with, such as a search that found nothing. */
  @property() subject = '';

  /** Address of the page that shows a case, with `{id}` in it; the receipt of a signed-in visitor leads there. */
  @property({ attribute: 'case-url' }) caseUrl = '';

  /** Address of the page that shows a thread, with `{id}` in it; without it threads are not suggested. */
  @property({ attribute: 'thread-url' }) threadUrl = '';

  @state() private receipt: FormReceipt | null = null;
  @state() private solved = false;
  @state() private opened: ReadonlySet<string> = new Set();

  readonly #visitor = new SessionController(this);
  readonly #deflection = new DeflectionController(this);

  readonly #definition = new QueryController<FormDefinition, readonly [string, string, boolean]>(this, {
    args: () => [this.form, this.guestForm, this.#visitor.signedIn],
    query: async (client, [form, guestForm, signedIn], signal) => {
      if (signedIn) return client.form(form, { signal });
      const { forms } = await client.site();
      const guest = guestForm || (forms.includes(`${form}-guest`) ? `${form}-guest` : form);
      return client.form(guest, { signal });
    },
  });

  readonly #controller = new FormController<FormReceipt>(this, {
    // One draft for both forms: who signs in half-way finds what was typed as a guest.
    draft: () => `form:${this.form}`,
    send: (client, values, idempotencyKey) => {
      const definition = this.#definition.value as FormDefinition;
      return client.submit(definition.name, toSubmission(definition, values), { idempotencyKey });
    },
    sent: (receipt) => this.#show(receipt),
  });

  protected override willUpdate(changed: PropertyValues<this>): void {
    const definition = this.#definition.value;
    const field = definition?.deflect?.field ?? 'title';
    if (changed.has('subject') && this.subject) {
      this.#controller.set(field, this.subject);
      this.receipt = null;
      this.solved = false;
    }
    const title = this.#controller.values[field];
    if (definition?.deflect) {
      this.#deflection.look(typeof title === 'string' ? title : '', definition.deflect.tables);
    }
  }

  /** Puts the focus into the form's first empty field. */
  override focus(options?: FocusOptions): void {
    const inputs = [
      ...this.renderRoot.querySelectorAll<HTMLInputElement>('.fields :is(input, select, textarea)'),
    ];
    (inputs.find((input) => input.value === '') ?? inputs[0])?.focus(options);
  }

  override render(): TemplateResult | typeof nothing {
    if (this.receipt) return this.#renderReceipt(this.receipt);
    if (this.solved) return this.#renderSolved();
    return renderQuery(this.#definition, {
      ready: (definition) =>
        html`${formSheet(
          definition,
          this.#controller,
          definition.deflect ? { field: definition.deflect.field, content: this.#renderAnswers() } : null,
        )}`,
      loading: () => loadingState(7),
    });
  }

  #renderAnswers(): TemplateResult {
    return answers(this.#deflection.hits, {
      opened: this.opened,
      threadUrl: this.threadUrl,
      open: (article) => void this.#handleOpen(article),
      solved: (article) => this.#handleSolved(article),
    });
  }

  #renderReceipt(receipt: FormReceipt): TemplateResult {
    return html`
      ${formReceipt(receipt, { label: msg('Ask something else'), start: () => void this.#startAgain() })}
      ${
        this.caseUrl && this.#visitor.signedIn
          ? html`<p class="small"><a href=${recordUrl(this.caseUrl, receipt.id)}>${msg('Go to the case')}</a></p>`
          : nothing
      }
    `;
  }

  #renderSolved(): TemplateResult {
    return emptyState({
      title: msg('Glad that is solved.'),
      text: msg('Nothing was sent. What you typed is kept for this visit.'),
      action: html`<button class="button" type="button" @click=${this.#handleBack}>${msg('Back to the form')}</button>`,
    });
  }

  async #show(receipt: FormReceipt): Promise<void> {
    this.dispatchEvent(new CaseCreatedEvent(receipt.id, receipt.reference));
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
    this.opened = new Set();
    this.#controller.reset();
    await this.updateComplete;
    this.focus();
  }

  async #handleOpen(article: string): Promise<void> {
    await import('../portico-article/portico-article.ts');
    this.opened = new Set([...this.opened, article]);
  }

  #handleSolved(article: string): void {
    this.solved = true;
    this.dispatchEvent(new CaseDeflectedEvent(article));
  }

  #handleBack(): void {
    this.solved = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-case-form': PorticoCaseFormElement;
  }
}
