import type { FormField, TableRecord } from '@portico/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { cellText } from '../../base/cell-text.ts';
import { customElement } from '../../base/custom-element.ts';
import { CaseChangedEvent } from '../../base/events.ts';
import { formatDate, localeOf } from '../../base/format.ts';
import { checkCircleIcon } from '../../base/icons.ts';
import { msg } from '../../base/messages.ts';
import { pageRecord } from '../../base/page-record.ts';
import { PorticoElement } from '../../base/portico-element.ts';
import { tokens } from '../../base/tokens.styles.ts';
import { statusBadge } from '../../cases/status-badge.ts';
import { FormController } from '../../controllers/form-controller.ts';
import { PagesController } from '../../controllers/pages-controller.ts';
import { QueryController } from '../../controllers/query-controller.ts';
import { errorSummary } from '../../fields/error-summary.ts';
import { formField } from '../../fields/form-field.ts';
import { renderQuery } from '../../states/render-query.ts';
import { emptyState, loadingState } from '../../states/states.ts';
import { badgeStyles } from '../../styles/badge.styles.ts';
import { buttonStyles } from '../../styles/button.styles.ts';
import { cardStyles } from '../../styles/card.styles.ts';
import { fieldStyles } from '../../styles/field.styles.ts';
import { stateStyles } from '../../styles/state.styles.ts';
import { type CaseView, loadCase, loadNotes } from './load-case.ts';
import { styles } from './portico-case.styles.ts';
import { timeline } from './timeline.ts';

type Step = 'note' | 'close' | 'reopen';
type Change = CaseChangedEvent['change'];

interface Sent {
  readonly id: string;
  readonly change: Change;
}

const TEXT_LIMIT: Readonly<Record<Step, number>> = { note: 20_000, close: 4000, reopen: 4000 };

/**
 * One case: what was asked, every note since, and what the visitor may do: add a note, close it, open it again.
 *
 * @slot - Shown when the case cannot be loaded, such as a telephone number.
 * @fires portico-case-changed - The visitor added a note, closed or reopened the case; `case` is its id, `change` says which.
 * @fires portico-problem-occurred - Sending failed; `code`. What was typed is still there.
 * @csspart timeline - The list of what happened.
 * @csspart status - The badge with the status.
 * @csspart field - The field of the note.
 * @csspart error-summary - What keeps it from being sent.
 */
@customElement('portico-case')
export class PorticoCaseElement extends PorticoElement {
  static override styles = [tokens, badgeStyles, buttonStyles, cardStyles, fieldStyles, stateStyles, styles];

  /** Id of the case; without it, the `id` parameter of the page's address. */
  @property() record = '';

  /** Which form is shown: a note is the usual thing to do. */
  @state() private step: Step = 'note';
  @state() private done: Change | null = null;

  readonly #case = new QueryController<CaseView, readonly [string]>(this, {
    args: () => {
      const id = pageRecord(this.record);
      return id === null ? null : [id];
    },
    query: (client, [id], signal) => loadCase(client, id, signal),
  });

  readonly #older = new PagesController<CaseView>(this, this.#case, {
    next: async (client, cursor) => {
      const view = this.#case.value as CaseView;
      return { ...view, ...(await loadNotes(client, view.record.id, { cursor })) };
    },
    join: (before, after) => ({ ...after, notes: [...after.notes, ...before.notes] }),
  });

  readonly #form = new FormController<Sent>(this, {
    draft: () => {
      const id = pageRecord(this.record);
      return id === null ? null : `case-note:${id}`;
    },
    send: async (client, values, idempotencyKey) => {
      const { id } = (this.#case.value as CaseView).record;
      const text = cellText(values.text);
      if (this.step === 'close') {
        await client.act('case', id, 'close', text ? { resolution: text } : {});
        return { id, change: 'closed' };
      }
      if (this.step === 'reopen') {
        await client.act('case', id, 'reopen', text ? { reason: text } : {});
        return { id, change: 'reopened' };
      }
      await client.create('case_note', { case: id, text }, { idempotencyKey });
      return { id, change: 'note_added' };
    },
    sent: ({ id, change }) => {
      this.dispatchEvent(new CaseChangedEvent(id, change));
      // The visitor may have gone on to another case while this was under way.
      if (id !== pageRecord(this.record)) return;
      this.done = change;
      this.step = 'note';
      void this.#case.reload();
    },
  });

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('record')) return;
    this.step = 'note';
    this.done = null;
  }

  override render(): TemplateResult | typeof nothing {
    return renderQuery(this.#case, {
      ready: (view) => this.#renderCase(view),
      loading: () => loadingState(6),
      idle: () => emptyState({ title: msg('No case was chosen') }),
    });
  }

  #renderCase(view: CaseView): TemplateResult {
    const { record, notes, visitor } = view;
    return html`
      <header class="head">
        <div class="title">
          <h2>${cellText(record.title)}</h2>
          ${statusBadge(record.status)}
        </div>
        ${this.#renderFacts(record)}
      </header>
      ${
        this.#older.hasMore
          ? html`<div class="actions">
              <button class="button small" type="button" aria-disabled=${this.#older.pending ? 'true' : 'false'}
                @click=${this.#older.more}>${msg('Show older notes')}</button>
            </div>`
          : nothing
      }
      ${timeline(record, notes, visitor, localeOf(this))}
      <div role="status">${this.done ? html`<p class="done">${checkCircleIcon()}${doneText(this.done)}</p>` : nothing}</div>
      ${this.#renderForm(view)}
    `;
  }

  #renderFacts(record: TableRecord): TemplateResult {
    const created = cellText(record.created_at);
    const facts: readonly (readonly [label: string, value: string])[] = [
      [msg('Number'), cellText(record.number)],
      [msg('Asked'), created && formatDate(created, localeOf(this))],
      [msg('Product'), cellText(record.product)],
      [msg('For'), cellText(record.account)],
    ];
    return html`
      <dl class="facts">
        ${facts.map(([label, value]) =>
          value ? html`<div><dt>${label}</dt><dd class="number">${value}</dd></div>` : nothing,
        )}
      </dl>
    `;
  }

  #renderForm(view: CaseView): TemplateResult | typeof nothing {
    const { canAddNote, canClose, canReopen } = view;
    if (this.step === 'note' && !canAddNote && !canClose && !canReopen) return nothing;
    const field = textField(this.step);
    const sending = this.#form.submission.sending;
    const asksText = this.step !== 'note' || canAddNote;
    return html`
      <form class="card" novalidate @input=${this.#form.handleInput} @submit=${this.#form.handleSubmit}>
        ${errorSummary(this.#form, new Map([[field.name, field.label]]))}
        ${asksText ? formField(field, this.#form.values.text, this.#form.issues.get('text')) : nothing}
        <div class="actions">
          ${
            asksText
              ? html`<button class="button primary" type="submit" aria-disabled=${sending ? 'true' : 'false'}>
                  ${sending ? msg('Sending…') : submitText(this.step)}
                </button>`
              : nothing
          }
          ${this.step === 'note' ? nothing : this.#renderStep('note', msg('Cancel'))}
          ${this.step === 'note' && canClose ? this.#renderStep('close', msg('Close case')) : nothing}
          ${this.step === 'note' && canReopen ? this.#renderStep('reopen', msg('Reopen case')) : nothing}
        </div>
      </form>
    `;
  }

  #renderStep(step: Step, label: string): TemplateResult {
    return html`<button class="button ${step === 'note' ? 'quiet' : ''}" type="button" @click=${() => this.#handleStep(step)}>
      ${label}
    </button>`;
  }

  async #handleStep(step: Step): Promise<void> {
    this.step = step;
    this.done = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('textarea')?.focus();
  }
}

/** One text serves all three: what was typed as a note is kept when one decides to close the case with it. */
function textField(step: Step): FormField {
  const label =
    step === 'close'
      ? msg('What solved it?')
      : step === 'reopen'
        ? msg('What is still wrong?')
        : msg('Add a note');
  return { name: 'text', label, input: 'multiline', required: step === 'note', maxLength: TEXT_LIMIT[step] };
}

function submitText(step: Step): string {
  if (step === 'close') return msg('Close case');
  return step === 'reopen' ? msg('Reopen case') : msg('Send note');
}

function doneText(change: Change): string {
  if (change === 'closed') return msg('The case is closed. Thank you.');
  return change === 'reopened' ? msg('The case is open again.') : msg('Your note was added.');
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-case': PorticoCaseElement;
  }
}
