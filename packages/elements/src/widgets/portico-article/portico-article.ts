import { isLookupValue, type TableRecord } from '@portico/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../../base/custom-element.ts';
import { ArticleOpenedEvent } from '../../base/events.ts';
import { formatDate, localeOf } from '../../base/format.ts';
import { documentIcon } from '../../base/icons.ts';
import { msg, str } from '../../base/messages.ts';
import { PorticoElement } from '../../base/portico-element.ts';
import { tokens } from '../../base/tokens.styles.ts';
import { QueryController } from '../../controllers/query-controller.ts';
import { sanitizedHtml } from '../../html/sanitized-html.ts';
import { renderQuery } from '../../states/render-query.ts';
import { deniedState, emptyState } from '../../states/states.ts';
import { buttonStyles } from '../../styles/button.styles.ts';
import { fieldStyles } from '../../styles/field.styles.ts';
import { proseStyles } from '../../styles/prose.styles.ts';
import { stateStyles } from '../../styles/state.styles.ts';
import { articleHtml, startsWith } from './article-html.ts';
import { ArticleRating } from './article-rating.ts';
import { styles } from './portico-article.styles.ts';

/**
 * One article for reading, with "Was this helpful?" under it.
 *
 * @slot - Shown with the message when the article cannot be loaded, such as a telephone number.
 * @fires portico-article-opened - The article is there to be read; `article` is its id.
 * @fires portico-article-rated - The visitor said whether it helped; `article` and `helpful`.
 * @fires portico-problem-occurred - The visitor's answer could not be sent; `code`.
 * @csspart title - The title.
 * @csspart meta - Category, product and date.
 * @csspart body - The text of the article.
 * @csspart rating - "Was this helpful?" and what follows it.
 */
@customElement('portico-article')
export class PorticoArticleElement extends PorticoElement {
  static override styles = [tokens, buttonStyles, fieldStyles, proseStyles, stateStyles, styles];

  /** Id of the article; absent: the `id` in the query of the page's address. */
  @property() record: string | undefined;

  /** Heading level of the title, 1 to 5; headings of the body go on below it. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  /** Leaves out "Was this helpful?". */
  @property({ type: Boolean, attribute: 'no-rating' }) noRating = false;

  readonly #article = new QueryController<TableRecord, readonly [string]>(this, {
    args: () => {
      const id = this.#id;
      return id ? [id] : null;
    },
    query: (client, [id], signal) => client.get('article', id, { signal }),
  });

  readonly #rating = new ArticleRating(this);
  #opened: string | undefined;
  #titleWanted = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.#handlePopstate);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#handlePopstate);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const article = this.#article.value;
    if (!article) return;
    if (this.#titleWanted) this.focus();
    if (article.id === this.#opened) return;
    this.#opened = article.id;
    this.dispatchEvent(new ArticleOpenedEvent(article.id));
  }

  /** Moves the focus to the title, as soon as there is one. */
  override focus(options?: FocusOptions): void {
    const title = this.renderRoot.querySelector<HTMLElement>('.title');
    this.#titleWanted = title === null;
    (title ?? this.renderRoot.querySelector<HTMLElement>('.article'))?.focus(options);
  }

  override render(): TemplateResult {
    // The frame is there in every state, to hold the focus until there is a title.
    return html`<div class="article" tabindex="-1">
      ${renderQuery(this.#article, {
        ready: (article) => this.#renderArticle(article),
        loading: () => this.#renderLoading(),
        denied: () => this.#renderDenied(),
        idle: () => emptyState({ title: msg('No article chosen'), icon: documentIcon() }),
      })}
    </div>`;
  }

  get #id(): string | null {
    return this.record || new URLSearchParams(location.search).get('id');
  }

  #renderArticle(article: TableRecord): TemplateResult {
    const title = textOf(article.title);
    const summary = textOf(article.summary);
    const body = textOf(article.body);
    this.#rating.follow(article.id);
    return html`
      <article>
        <header>
          <div class="title" part="title" role="heading" aria-level=${this.headingLevel} tabindex="-1">${title}</div>
          ${this.#renderMeta(article)}
          ${summary && !startsWith(body, summary) ? html`<p class="lead">${summary}</p>` : nothing}
        </header>
        <div class="prose" part="body" ${sanitizedHtml(articleHtml(body, title, this.headingLevel))}></div>
      </article>
      ${this.noRating ? nothing : this.#rating.render()}
    `;
  }

  #renderMeta(article: TableRecord): TemplateResult | typeof nothing {
    const { category } = article;
    const updated = textOf(article.updated_at) || textOf(article.published_at);
    const date = formatDate(updated, localeOf(this));
    const facts = [
      isLookupValue(category) ? category.label : null,
      textOf(article.product),
      date && html`<time datetime=${updated}>${msg(str`Updated ${date}`)}</time>`,
    ].filter(Boolean);
    if (facts.length === 0) return nothing;
    return html`<p class="meta" part="meta">${facts.map((fact) => html`<span>${fact}</span>`)}</p>`;
  }

  #renderLoading(): TemplateResult {
    return html`
      <div class="state-loading" role="status">
        <span class="visually-hidden">${msg('Loading the article…')}</span>
        <span class="skeleton wide" aria-hidden="true"></span>
        ${Array.from({ length: 6 }, () => html`<span class="skeleton" aria-hidden="true"></span>`)}
      </div>
    `;
  }

  /** Gone and not readable look the same, by intent of the adapter; a sign-in may help with the second. */
  #renderDenied(): TemplateResult {
    const { visitor } = this.#article;
    if (visitor.state.canSignIn && !visitor.signedIn) return deniedState(visitor);
    return emptyState({
      title: msg('This article is not available'),
      text: msg('It may have moved, or it is not meant for everyone. Searching may find it or one like it.'),
      icon: documentIcon(),
    });
  }

  readonly #handlePopstate = (): void => this.requestUpdate();
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-article': PorticoArticleElement;
  }
}
