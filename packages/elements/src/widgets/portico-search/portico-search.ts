import type { Filter, SearchHit, SearchPage } from '@portico/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../../base/custom-element.ts';
import { CaseRequestedEvent, SearchPerformedEvent, ThreadOpenedEvent } from '../../base/events.ts';
import { localeOf } from '../../base/format.ts';
import { msg, str } from '../../base/messages.ts';
import { PorticoElement } from '../../base/portico-element.ts';
import { tokens } from '../../base/tokens.styles.ts';
import { badgeStyles } from '../../styles/badge.styles.ts';
import { buttonStyles } from '../../styles/button.styles.ts';
import { listStyles } from '../../styles/list.styles.ts';
import { stateStyles } from '../../styles/state.styles.ts';
import { AnnounceController } from './announce-controller.ts';
import { ArticleReader } from './article-reader.ts';
import { facetsStyles } from './facets.styles.ts';
import { filled, goToCaseForm, renderHandOver } from './hand-over.ts';
import { type SearchScope, suggestWithin } from './narrowing.ts';
import { styles } from './portico-search.styles.ts';
import { countText, renderAnswer } from './render-answer.ts';
import { renderField, togglePopup } from './render-field.ts';
import { optionId } from './render-suggestions.ts';
import { resultsStyles } from './results.styles.ts';
import { SearchResults } from './search-results.ts';
import { ShortcutController } from './shortcut-controller.ts';
import { SuggestController, type SuggestOption } from './suggest-controller.ts';
import { type Place, UrlState } from './url-state.ts';

/**
 * Help search: suggestions while typing, results with filters, articles read in place, and a way to somebody who
 * helps.
 *
 * @slot - Shown with the message when the search fails, such as a telephone number.
 * @fires portico-search-performed - A search of the visitor was answered; `query` and `count`.
 * @fires portico-article-opened - An article was opened in place; `article` is its id.
 * @fires portico-article-rated - The visitor said whether an article helped; `article` and `helpful`.
 * @fires portico-thread-opened - A thread was chosen; `thread` is its id. With `thread-url` its page opens as well.
 * @fires portico-case-requested - The search did not help; `query` is what was searched for.
 * @csspart field - The frame around the input.
 * @csspart input - The input.
 * @csspart suggestions - The list under the field.
 * @csspart suggestion - One line of it.
 * @csspart facets - The filters.
 * @csspart results - The list of hits.
 * @csspart hit - One hit.
 * @csspart reader - Around an article that is read in place.
 * @csspart hand-over - "Still need help?".
 */
@customElement('portico-search')
export class PorticoSearchElement extends PorticoElement {
  static override styles = [
    tokens,
    buttonStyles,
    badgeStyles,
    listStyles,
    stateStyles,
    styles,
    resultsStyles,
    facetsStyles,
  ];

  /** What is searched for; setting it searches. */
  @property() query = '';

  /** Label of the field and the text in it while it is empty; default "Search for help". */
  @property() placeholder: string | undefined;

  /** Tables to search, comma-separated; default all that can be searched. */
  @property() tables: string | undefined;

  /** A filter tree (in the attribute: as JSON) that every hit meets. `tables` must name exactly one table then. */
  @property({ type: Object }) filter: Filter | undefined;

  /** Keeps query and open article in the page's address, as `?q=…&article=…`. */
  @property({ type: Boolean, attribute: 'url-state' }) urlState = false;

  /** A key, such as `/`, that moves the focus to the field from anywhere on the page. */
  @property() shortcut = '';

  /** Address of an article's page, with `{id}`: articles can be opened in another tab then. */
  @property({ attribute: 'article-url' }) articleUrl: string | undefined;

  /** Address of a thread's page, with `{id}`; without it, choosing a thread only fires the event. */
  @property({ attribute: 'thread-url' }) threadUrl: string | undefined;

  /** Selector of a `portico-case-form` on this page that "Still need help?" leads to. */
  @property({ attribute: 'case-form' }) caseForm: string | undefined;

  /** Address of a page with a case form, where this one has none; `{query}` in it becomes the query. */
  @property({ attribute: 'case-url' }) caseUrl: string | undefined;

  /** Heading level of the results and of an article's title, 1 to 5. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  readonly #announce = new AnnounceController(this);
  readonly #reader = new ArticleReader(this, () => this.#leaveArticle());
  readonly #url = new UrlState(
    this,
    () => this.urlState,
    (place) => this.#restore(place),
  );
  readonly #results = new SearchResults(
    this,
    () => this.#scope,
    (page) => this.#answered(page),
  );
  readonly #suggest = new SuggestController(this, {
    ask: (client, q, signal) => suggestWithin(client, { ...this.#scope, q }, signal),
    choose: (option) => this.#choose(option),
    suggested: (count) =>
      this.#announce.say(msg(str`${count} suggestions. Use the up and down arrow keys to choose.`)),
  });

  /** What stands in the field. */
  #text = '';
  /** Whether the answer to come is to a search of the visitor. */
  #asked = false;

  constructor() {
    super();
    new ShortcutController(
      this,
      () => this.shortcut,
      () => this.focus(),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#handleOnline);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#handleOnline);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('query')) return;
    this.#text = this.query;
    this.#results.reset();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const { open, active } = this.#suggest;
    togglePopup(this.renderRoot, open);
    if (active >= 0)
      this.renderRoot.querySelector(`#${optionId(active)}`)?.scrollIntoView({ block: 'nearest' });
  }

  /** Moves the focus to the field. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('#input')?.focus(options);
  }

  override render(): TemplateResult {
    const { article } = this.#reader;
    return html`
      ${renderField(this.#suggest, {
        text: this.#text,
        placeholder: this.placeholder,
        shortcut: this.shortcut,
        input: this.#handleInput,
        keydown: this.#handleKeydown,
        submit: this.#handleSubmit,
        clear: this.#handleClear,
        choose: (option) => this.#choose(option),
      })}
      ${this.#announce.render()} ${this.#reader.render(this.#renderHandOver())}
      <div ?hidden=${article !== null}>${this.query ? this.#renderAnswer() : nothing}</div>
    `;
  }

  get #scope(): SearchScope {
    const tables = this.tables?.split(',').map((name) => name.trim());
    return { q: this.query, tables: tables?.filter(Boolean), filter: this.filter };
  }

  #renderAnswer(): TemplateResult {
    return renderAnswer(this.#results, {
      query: this.query,
      locale: localeOf(this),
      level: this.headingLevel,
      href: (hit) => this.#addressOf(hit),
      open: this.#handleHit,
      more: this.#handleMore,
      after: this.#renderHandOver(),
    });
  }

  #renderHandOver(): TemplateResult | typeof nothing {
    return renderHandOver({
      caseForm: this.caseForm,
      caseUrl: this.caseUrl,
      query: this.query || this.#text.trim(),
      requested: this.#handleHandOver,
    });
  }

  /** Searches for `text` on the visitor's wish. */
  #search(text: string): void {
    const again = text === this.query;
    this.#suggest.close();
    this.#text = text;
    this.query = text;
    this.#asked = text !== '';
    this.#reader.dismiss();
    this.#url.replace({ q: text, article: null });
    if (again) this.#results.query.retry();
    // On a phone the keyboard would lie over the results.
    if (matchMedia('(pointer: coarse)').matches) this.renderRoot.querySelector<HTMLElement>('#input')?.blur();
    this.requestUpdate();
  }

  #answered(page: SearchPage): void {
    this.#announce.say(countText(page, this.query, localeOf(this)));
    if (this.#asked) this.dispatchEvent(new SearchPerformedEvent(this.query, page.count));
    this.#asked = false;
  }

  #choose(option: SuggestOption): void {
    if (option.type === 'hit') this.#openHit(option.hit, '#input');
    else this.#search(option.text);
  }

  /** `from` selects what has the focus. */
  #openHit(hit: SearchHit, from: string): void {
    this.#suggest.close();
    if (hit.table === 'article') {
      this.#url.push({ q: this.query, article: hit.id });
      void this.#reader.open(hit.id, from);
    } else if (hit.table === 'thread') {
      this.dispatchEvent(new ThreadOpenedEvent(hit.id));
      const address = this.#addressOf(hit);
      if (address !== null) location.assign(address);
    } else this.#search(hit.title.map(({ text }) => text).join(''));
  }

  #leaveArticle(): void {
    if (!this.#url.back({ q: this.query, article: null })) void this.#reader.close();
  }

  #addressOf({ table, id }: SearchHit): string | null {
    const template = { article: this.articleUrl, thread: this.threadUrl }[table];
    return template ? filled(template, 'id', id) : null;
  }

  #restore({ q, article }: Place): void {
    this.query = q;
    if (article) this.#reader.show(article);
    else void this.#reader.close();
  }

  readonly #handleInput = (event: InputEvent): void => {
    this.#text = (event.target as HTMLInputElement).value;
    this.#suggest.type(this.#text);
  };

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    this.#suggest.handleKeydown(event);
    if (event.key !== 'Escape' || event.defaultPrevented || this.#text === '') return;
    event.preventDefault();
    this.#handleClear();
  };

  readonly #handleSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#search(this.#text.trim());
  };

  readonly #handleClear = (): void => {
    this.#search('');
    this.focus();
  };

  readonly #handleHit = (event: MouseEvent, hit: SearchHit, index: number): void => {
    // Another tab or window: the browser's business.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (hit.table === 'thread') {
      // Where it has a page, its link leads there by itself, and the page may take the click for its own routing.
      this.dispatchEvent(new ThreadOpenedEvent(hit.id));
      return;
    }
    event.preventDefault();
    this.#openHit(hit, `#hit-${index}`);
  };

  readonly #handleMore = async (): Promise<void> => {
    const shown = this.#results.page?.hits.length ?? 0;
    await this.#results.pages.more();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#hit-${shown}`)?.focus();
  };

  readonly #handleHandOver = (): void => {
    const query = this.query || this.#text.trim();
    this.dispatchEvent(new CaseRequestedEvent(query));
    if (this.caseForm) goToCaseForm(this.caseForm, query);
  };

  readonly #handleOnline = (): void => {
    if (this.#results.query.error?.code === 'offline') this.#results.query.retry();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-search': PorticoSearchElement;
  }
}
