import {
  and,
  eq,
  type Filter,
  oneOf,
  type RecordPage,
  type SessionInfo,
  type TableRecord,
} from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { cellText } from '../../base/cell-text.ts';
import { customElement } from '../../base/custom-element.ts';
import { CaseOpenedEvent } from '../../base/events.ts';
import { formatAge, localeOf } from '../../base/format.ts';
import { messageIcon } from '../../base/icons.ts';
import { msg, str } from '../../base/messages.ts';
import { recordUrl } from '../../base/page-record.ts';
import { PorticoElement } from '../../base/portico-element.ts';
import { tokens } from '../../base/tokens.styles.ts';
import { statusBadge } from '../../cases/status-badge.ts';
import { PagesController } from '../../controllers/pages-controller.ts';
import { QueryController } from '../../controllers/query-controller.ts';
import { SessionController } from '../../controllers/session-controller.ts';
import { moreButton } from '../../states/more-button.ts';
import { renderQuery } from '../../states/render-query.ts';
import { deniedState, emptyState } from '../../states/states.ts';
import { badgeStyles } from '../../styles/badge.styles.ts';
import { buttonStyles } from '../../styles/button.styles.ts';
import { listStyles } from '../../styles/list.styles.ts';
import { stateStyles } from '../../styles/state.styles.ts';
import { styles } from './portico-case-list.styles.ts';

type Shown = 'open' | 'closed' | 'all';
type Whose = 'all' | 'mine';

/** Statuses are asked for by name, so that a status a company adds is still found under "All". */
const STATUSES: Readonly<Record<Exclude<Shown, 'all'>, readonly string[]>> = {
  open: ['open', 'waiting'],
  closed: ['resolved', 'cancelled'],
};

interface Cases extends RecordPage {
  readonly visitor: SessionInfo;
}

/**
 * The visitor's cases, or those of their account as far as they may see them, the last changed first.
 *
 * @slot - Shown when the cases cannot be loaded, such as a telephone number.
 * @fires portico-case-opened - A case was chosen; `case` is its id.
 * @csspart list - The list of cases.
 * @csspart status - The badge with a case's status.
 */
@customElement('portico-case-list')
export class PorticoCaseListElement extends PorticoElement {
  static override styles = [tokens, badgeStyles, buttonStyles, listStyles, stateStyles, styles];

  /** Address of the page that shows a case, with `{id}` in it: `/case.html?id={id}`. */
  @property({ attribute: 'case-url' }) caseUrl = '';

  /** Cases shown at first, 1 to 100. */
  @property({ type: Number }) limit = 20;

  /** A further condition as a filter in JSON, such as one desk's cases. */
  @property({ type: Object }) filter: Filter | null = null;

  @state() private shown: Shown = 'open';
  @state() private whose: Whose = 'all';

  readonly #visitor = new SessionController(this);

  readonly #cases = new QueryController<Cases, readonly [Shown, Whose, number, Filter | null]>(this, {
    args: () => (this.#visitor.signedIn ? [this.shown, this.whose, this.limit, this.filter] : null),
    query: async (client, _args, signal) => {
      const visitor = await client.session();
      return { ...(await client.list('case', this.#query(visitor), { signal })), visitor };
    },
    isEmpty: ({ records }) => records.length === 0,
  });

  readonly #pages = new PagesController<Cases>(this, this.#cases, {
    next: async (client, cursor) => {
      const visitor = await client.session();
      return { ...(await client.list('case', { ...this.#query(visitor), cursor })), visitor };
    },
    join: (before, after) => ({ ...after, records: [...before.records, ...after.records] }),
  });

  #query(visitor: SessionInfo) {
    return {
      filter: and(
        ...(this.shown === 'all' ? [] : [oneOf('status', STATUSES[this.shown])]),
        ...(this.whose === 'mine' && visitor.contact ? [eq('contact', visitor.contact)] : []),
        ...(this.filter ? [this.filter] : []),
      ),
      sort: [{ column: 'updated_at', direction: 'desc' }],
      limit: this.limit,
    } as const;
  }

  /** Asks for the cases again, for instance after one was filed elsewhere on the page. */
  reload(): Promise<void> {
    return this.#cases.reload();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('portico-case-created', this.#handleCreated);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('portico-case-created', this.#handleCreated);
    super.disconnectedCallback();
  }

  override render(): TemplateResult {
    if (!this.#visitor.signedIn) return deniedState(this.#visitor, msg('Sign in to see your cases'));
    return html`
      ${this.#renderFilters()}
      ${renderQuery(this.#cases, {
        ready: (cases) => this.#renderCases(cases),
        empty: () => this.#renderEmpty(),
      })}
    `;
  }

  #renderFilters(): TemplateResult {
    const shown = [
      ['open', msg('Open')],
      ['closed', msg('Closed')],
      ['all', msg('All')],
    ] as const;
    const whose = [
      ['all', msg('My company')],
      ['mine', msg('Mine')],
    ] as const;
    return html`
      <div class="filters">
        ${this.#renderChoice('shown', msg('Cases shown'), shown, this.shown)}
        ${
          this.#cases.value?.visitor.account && this.#sharesCases()
            ? this.#renderChoice('whose', msg('Whose cases'), whose, this.whose)
            : nothing
        }
      </div>
    `;
  }

  /** Whether the account's cases are more than the visitor's own: else there is nothing to choose. */
  #sharesCases(): boolean {
    const { records, visitor } = this.#cases.value as Cases;
    return this.whose === 'mine' || records.some((record) => !isOf(record, visitor.contact));
  }

  #renderChoice(
    name: 'shown' | 'whose',
    label: string,
    choices: readonly (readonly [value: string, text: string])[],
    chosen: string,
  ): TemplateResult {
    return html`
      <fieldset class="choice" @change=${this.#handleChoice}>
        <legend class="visually-hidden">${label}</legend>
        ${choices.map(
          ([value, text]) => html`
            <label><input type="radio" name=${name} value=${value} .checked=${value === chosen} />${text}</label>
          `,
        )}
      </fieldset>
    `;
  }

  #renderCases({ records, visitor }: Cases): TemplateResult {
    return html`
      <ul class="list" part="list" aria-busy=${this.#cases.pending ? 'true' : 'false'}>
        ${records.map((record) => html`<li>${this.#renderRow(record, visitor)}</li>`)}
      </ul>
      ${moreButton(this.#pages, this.#handleMore)}
    `;
  }

  #renderRow(record: TableRecord, visitor: SessionInfo): TemplateResult {
    const locale = localeOf(this);
    const changed = cellText(record.updated_at);
    const contact = isOf(record, visitor.contact) ? '' : cellText(record.contact);
    const content = html`
      <span class="head">
        <span class="row-title">${cellText(record.title)}</span>
        ${statusBadge(record.status)}
      </span>
      <span class="row-meta">
        <span class="number">${cellText(record.number)}</span>
        ${contact ? html`<span>${contact}</span>` : nothing}
        ${changed ? html`<time datetime=${changed}>${msg(str`Changed ${formatAge(changed, locale)}`)}</time>` : nothing}
      </span>
    `;
    const open = () => this.#handleOpen(record.id);
    return this.caseUrl
      ? html`<a class="row action" href=${recordUrl(this.caseUrl, record.id)} @click=${open}>${content}</a>`
      : html`<button class="row action" type="button" @click=${open}>${content}</button>`;
  }

  #renderEmpty(): TemplateResult {
    if (this.shown === 'open') {
      return emptyState({
        title: msg('No open cases'),
        text: msg('When you ask us for help, you can follow it here.'),
        icon: messageIcon(),
      });
    }
    return emptyState({ title: msg('No cases here'), icon: messageIcon() });
  }

  readonly #handleCreated = (): void => {
    if (this.#visitor.signedIn) void this.reload();
  };

  #handleChoice(event: Event): void {
    const input = event.target as HTMLInputElement;
    if (input.name === 'shown') this.shown = input.value as Shown;
    else this.whose = input.value as Whose;
  }

  /** The button may be gone with the last page; the focus goes on with the first case that is new. */
  async #handleMore(): Promise<void> {
    const shown = this.#cases.value?.records.length ?? 0;
    await this.#pages.more();
    await this.updateComplete;
    this.renderRoot.querySelectorAll<HTMLElement>('.row.action')[shown]?.focus();
  }

  #handleOpen(id: string): void {
    this.dispatchEvent(new CaseOpenedEvent(id));
  }
}

function isOf(record: TableRecord, contact: string | null): boolean {
  const value = record.contact;
  return typeof value === 'object' && value !== null && value.id === contact;
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-case-list': PorticoCaseListElement;
  }
}
