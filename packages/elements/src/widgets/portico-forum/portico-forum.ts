import type { TableRecord } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { cellText } from '../../base/cell-text.ts';
import { customElement } from '../../base/custom-element.ts';
import { QuestionAskedEvent, ThreadOpenedEvent } from '../../base/events.ts';
import { formatAge, formatNumber, localeOf } from '../../base/format.ts';
import { checkIcon, lockIcon, messageIcon, plusIcon } from '../../base/icons.ts';
import { msg } from '../../base/messages.ts';
import { recordUrl } from '../../base/page-record.ts';
import { PorticoElement } from '../../base/portico-element.ts';
import { tokens } from '../../base/tokens.styles.ts';
import { FormController } from '../../controllers/form-controller.ts';
import { PagesController } from '../../controllers/pages-controller.ts';
import { QueryController } from '../../controllers/query-controller.ts';
import { SessionController } from '../../controllers/session-controller.ts';
import { moreButton } from '../../states/more-button.ts';
import { renderQuery } from '../../states/render-query.ts';
import { emptyState, loadingState } from '../../states/states.ts';
import { badgeStyles } from '../../styles/badge.styles.ts';
import { buttonStyles } from '../../styles/button.styles.ts';
import { cardStyles } from '../../styles/card.styles.ts';
import { fieldStyles } from '../../styles/field.styles.ts';
import { listStyles } from '../../styles/list.styles.ts';
import { stateStyles } from '../../styles/state.styles.ts';
import type { askForm } from './ask-form.ts';
import { excerpt } from './excerpt.ts';
import { type ForumFilter, type ForumView, loadForum } from './load-forum.ts';
import { styles } from './portico-forum.styles.ts';

/** Characters of the question shown in the list; the style cuts at two lines. */
const EXCERPT_LENGTH = 240;

/**
 * Threads of the forums the visitor may read, newest first, and the way to ask a question.
 *
 * @slot - Shown when the forum cannot be loaded.
 * @fires portico-thread-opened - A thread was chosen; `thread` is its id.
 * @fires portico-question-asked - A question was posted; `thread` is its id.
 * @fires portico-problem-occurred - Posting failed; `code`. What was typed is still there.
 * @csspart list - The list of threads.
 * @csspart form - The form that asks a question.
 * @csspart field - Each field of it, with label and message.
 * @csspart error-summary - What keeps it from being sent.
 * @csspart ask - The button that opens that form.
 */
@customElement('portico-forum')
export class PorticoForumElement extends PorticoElement {
  static override styles = [
    tokens,
    badgeStyles,
    buttonStyles,
    cardStyles,
    fieldStyles,
    listStyles,
    stateStyles,
    styles,
  ];

  /** Id of one forum; without it all forums are shown. */
  @property() forum = '';

  /** Address of the page that shows a thread, with `{id}` in it: `/thread.html?id={id}`. */
  @property({ attribute: 'thread-url' }) threadUrl = '';

  /** Threads shown at first, 1 to 100. */
  @property({ type: Number }) limit = 20;

  @state() private chosen = '';
  @state() private unanswered = false;
  /** The form, once somebody turns to it; most visitors only read. */
  @state() private askForm: typeof askForm | null = null;

  readonly #visitor = new SessionController(this);
  /** The last answer and whose it was: the bar stays, and with it the focus, while the next one is awaited. */
  #known: { readonly revision: number; readonly view: ForumView } | undefined;

  readonly #threads = new QueryController<ForumView, readonly [string, boolean, number]>(this, {
    args: () => [this.forum || this.chosen, this.unanswered, this.limit],
    query: async (client, _args, signal) => {
      const { revision } = this.#visitor.state;
      const view = await loadForum(client, this.#filter, { signal });
      if (!signal.aborted) this.#known = { revision, view };
      return view;
    },
  });

  readonly #pages = new PagesController<ForumView>(this, this.#threads, {
    next: (client, cursor) => loadForum(client, this.#filter, { cursor }),
    join: (before, after) => ({ ...after, records: [...before.records, ...after.records] }),
  });

  readonly #question = new FormController<string>(this, {
    draft: () => 'question',
    send: async (client, values, idempotencyKey) => {
      const { title = null, body = null } = values;
      const forum = this.forum || values.forum || this.#threads.value?.forums[0]?.id || null;
      return (await client.create('thread', { forum, title, body }, { idempotencyKey })).id;
    },
    sent: (id) => void this.#handleAsked(id),
  });

  get #filter(): ForumFilter {
    return { forum: this.forum || this.chosen, unanswered: this.unanswered, limit: this.limit };
  }

  override render(): TemplateResult {
    const { state } = this.#threads;
    const known = this.#known?.revision === this.#visitor.state.revision ? this.#known.view : null;
    return html`
      ${state === 'denied' || state === 'error' ? nothing : this.#renderBar(known)}
      ${renderQuery(this.#threads, {
        ready: (view) => this.#renderForum(view),
        loading: () => loadingState(8),
      })}
    `;
  }

  #renderForum(view: ForumView): TemplateResult {
    return html`
      ${view.canAsk ? this.askForm?.(this.#question, this.forum ? [] : view.forums, () => void this.#handleCancel()) : nothing}
      ${view.records.length === 0 ? this.#renderEmpty() : this.#renderThreads(view)}
    `;
  }

  #renderBar(view: ForumView | null): TemplateResult {
    return html`
      <div class="bar">
        <div class="filters">
          ${
            !this.forum && view && view.forums.length > 1
              ? html`<select aria-label=${msg('Forum')} @change=${this.#handleForum}>
                  <option value="" ?selected=${this.chosen === ''}>${msg('All forums')}</option>
                  ${view.forums.map(
                    ({ id, name }) =>
                      html`<option value=${id} ?selected=${id === this.chosen}>${name}</option>`,
                  )}
                </select>`
              : nothing
          }
          <label>
            <input type="checkbox" .checked=${this.unanswered} @change=${this.#handleUnanswered} />
            ${msg('Without an answer')}
          </label>
        </div>
        ${this.askForm && view?.canAsk ? nothing : this.#renderAsk(view)}
      </div>
    `;
  }

  #renderAsk(view: ForumView | null): TemplateResult | typeof nothing {
    if (view?.canAsk) {
      return html`<button class="button primary" part="ask" type="button" @click=${this.#handleAsk}>
        ${plusIcon()}${msg('Ask a question')}
      </button>`;
    }
    if (view && this.#visitor.state.canSignIn && !this.#visitor.signedIn) {
      return html`<button class="button" part="ask" type="button" @click=${this.#visitor.signIn}>
        ${msg('Sign in to ask')}
      </button>`;
    }
    return nothing;
  }

  #renderThreads(view: ForumView): TemplateResult {
    return html`
      <ul class="list" part="list" aria-busy=${this.#threads.pending ? 'true' : 'false'}>
        ${view.records.map((record) => html`<li>${this.#renderRow(record)}</li>`)}
      </ul>
      ${moreButton(this.#pages, this.#handleMore)}
    `;
  }

  #renderRow(record: TableRecord): TemplateResult {
    const locale = localeOf(this);
    const created = cellText(record.created_at);
    const replies = Number(record.reply_count ?? 0);
    const content = html`
      <span class="row-title">${cellText(record.title)}&ensp;${badges(record)}</span>
      <span class="row-text">${excerpt(cellText(record.body_html), EXCERPT_LENGTH)}</span>
      <span class="row-meta">
        <span>${cellText(record.author_name) || msg('Guest')}</span>
        ${created ? html`<time datetime=${created}>${formatAge(created, locale)}</time>` : nothing}
        ${record.product ? html`<span>${cellText(record.product)}</span>` : nothing}
      </span>
      <span class="replies">
        <span class="number">${formatNumber(replies, locale)}</span>
        ${replies === 1 ? msg('reply') : msg('replies')}
      </span>
    `;
    const open = () => this.dispatchEvent(new ThreadOpenedEvent(record.id));
    return this.threadUrl
      ? html`<a class="row action thread" href=${recordUrl(this.threadUrl, record.id)} @click=${open}>${content}</a>`
      : html`<button class="row action thread" type="button" @click=${open}>${content}</button>`;
  }

  #renderEmpty(): TemplateResult {
    return this.unanswered
      ? emptyState({ title: msg('Every question has an answer'), icon: checkIcon() })
      : emptyState({
          title: msg('No questions yet'),
          text: msg('Be the first to ask one.'),
          icon: messageIcon(),
        });
  }

  async #handleAsk(): Promise<void> {
    this.askForm = (await import('./ask-form.ts')).askForm;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('form :is(select, input)')?.focus();
  }

  async #handleCancel(): Promise<void> {
    this.askForm = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[part="ask"]')?.focus();
  }

  async #handleAsked(id: string): Promise<void> {
    this.dispatchEvent(new QuestionAskedEvent(id));
    await this.#handleCancel();
    if (this.threadUrl) location.assign(recordUrl(this.threadUrl, id));
    else void this.#threads.reload();
  }

  /** The button may be gone with the last page; the focus goes on with the first thread that is new. */
  async #handleMore(): Promise<void> {
    const shown = this.#threads.value?.records.length ?? 0;
    await this.#pages.more();
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('.row.action')[shown]?.focus();
  }

  #handleForum(event: Event): void {
    this.chosen = (event.target as HTMLSelectElement).value;
  }

  #handleUnanswered(event: Event): void {
    this.unanswered = (event.target as HTMLInputElement).checked;
  }
}

function badges(record: TableRecord): TemplateResult {
  return html`
    ${record.accepted_post ? html`<span class="badge" data-tone="success">${checkIcon()}${msg('Answered')}</span>` : nothing}
    ${record.locked === true ? html`<span class="badge">${lockIcon()}${msg('Locked')}</span>` : nothing}
    ${record.visibility === 'hidden' ? html`<span class="badge" data-tone="danger">${msg('Hidden')}</span>` : nothing}
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-forum': PorticoForumElement;
  }
}
