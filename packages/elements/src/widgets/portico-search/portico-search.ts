import type { Filter, SearchPage } from '@portico/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../../base/custom-element.ts';
import { SearchPerformedEvent } from '../../base/events.ts';
import { localeOf } from '../../base/format.ts';
import { msg, str } from '../../base/messages.ts';
import { PorticoElement } from '../../base/portico-element.ts';
import { tokens } from '../../base/tokens.styles.ts';
import { errorState, loadingState } from '../../states/states.ts';
import { buttonStyles } from '../../styles/button.styles.ts';
import { stateStyles } from '../../styles/state.styles.ts';
import { AnnounceController } from './announce-controller.ts';
import type { AnswerView } from './answer-view.ts';
import { countText } from './hit-words.ts';
import { type SearchScope, suggestWithin } from './narrowing.ts';
import { styles } from './portico-search.styles.ts';
import { renderField, togglePopup } from './render-field.ts';
import { optionId } from './render-suggestions.ts';
import { ShortcutController } from './shortcut-controller.ts';
import { SuggestController, type SuggestOption } from './suggest-controller.ts';
import { type Place, UrlState } from './url-state.ts';

const STYLES = [tokens, buttonStyles, stateStyles, styles];

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
  static override styles = STYLES;

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
  readonly #url = new UrlState(
    this,
    () => this.urlState,
    (place) => this.#restore(place),
  );
  readonly #suggest = new SuggestController(this, {
    ask: (client, q, signal) => suggestWithin(client, { ...this.#scope, q }, signal),
    choose: (option) => this.#choose(option),
    suggested: (count) =>
      this.#announce.say(msg(str`${count} suggestions. Use the up and down arrow keys to choose.`)),
  });

  /** What stands in the field. */
  #text = '';
  /** The half below the field, once it is loaded. */
  #view: AnswerView | undefined;
  #loading: Promise<AnswerView | undefined> | undefined;
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
    this.#view?.results.reset();
    if (this.query) void this.#load();
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
    return html`
      ${renderField(this.#suggest, {
        text: this.#text,
        placeholder: this.placeholder,
        shortcut: this.shortcut,
        focus: this.#load,
        input: this.#handleInput,
        keydown: this.#handleKeydown,
        submit: this.#handleSubmit,
        clear: this.#handleClear,
        choose: (option) => this.#choose(option),
      })}
      ${this.#announce.render()} ${this.#view ? this.#view.render() : this.#renderWaiting()}
    `;
  }

  get #scope(): SearchScope {
    const tables = this.tables?.split(',').map((name) => name.trim());
    return { q: this.query, tables: tables?.filter(Boolean), filter: this.filter };
  }

  #renderWaiting(): TemplateResult | typeof nothing {
    if (!this.query) return nothing;
    return this.#loading ? loadingState(6, msg('Searching…')) : errorState(undefined, this.#load);
  }

  /** Loads the half below the field, once; undefined when that fails, which the next call tries again. */
  readonly #load = (): Promise<AnswerView | undefined> => {
    this.#loading ??= import('./answer-view.ts')
      .then(({ AnswerView }) => {
        this.#view = new AnswerView(this, STYLES, {
          scope: () => this.#scope,
          wanted: () => this.query || this.#text.trim(),
          answered: (page) => this.#answered(page),
          opening: (article) => this.#url.push({ q: this.query, article }),
          leaving: () => this.#leaveArticle(),
          search: (text) => this.#search(text),
        });
        return this.#view;
      })
      .catch(() => {
        this.#loading = undefined;
        return undefined;
      })
      .finally(() => this.requestUpdate());
    return this.#loading;
  };

  /** Searches for `text` on the visitor's wish. */
  #search(text: string): void {
    const again = text === this.query;
    this.#suggest.close();
    this.#text = text;
    this.query = text;
    this.#asked = text !== '';
    this.#view?.reader.dismiss();
    this.#url.replace({ q: text, article: null });
    if (again && text) void this.#load().then((view) => view?.results.query.retry());
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
    if (option.type !== 'hit') {
      this.#search(option.text);
      return;
    }
    this.#suggest.close();
    void this.#load().then((view) => view?.open(option.hit, '#input'));
  }

  #leaveArticle(): void {
    if (!this.#url.back({ q: this.query, article: null })) void this.#view?.reader.close();
  }

  #restore({ q, article }: Place): void {
    this.query = q;
    if (article) void this.#load().then((view) => view?.reader.show(article));
    else void this.#view?.reader.close();
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

  readonly #handleOnline = (): void => {
    const query = this.#view?.results.query;
    if (query?.error?.code === 'offline') query.retry();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-search': PorticoSearchElement;
  }
}
