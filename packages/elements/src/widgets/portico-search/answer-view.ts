import type { SearchHit, SearchPage } from '@portico/protocol';
import { adoptStyles, type CSSResult, html, nothing, type TemplateResult } from 'lit';
import { CaseRequestedEvent, ThreadOpenedEvent } from '../../base/events.ts';
import { localeOf } from '../../base/format.ts';
import { badgeStyles } from '../../styles/badge.styles.ts';
import { listStyles } from '../../styles/list.styles.ts';
import { ArticleReader, type ReaderHost } from './article-reader.ts';
import { facetsStyles } from './facets.styles.ts';
import { filled, goToCaseForm, renderHandOver } from './hand-over.ts';
import type { SearchScope } from './narrowing.ts';
import { renderAnswer } from './render-answer.ts';
import { resultsStyles } from './results.styles.ts';
import { SearchResults } from './search-results.ts';

/** What the answer asks of the widget: the attributes it obeys. */
export interface AnswerHost extends ReaderHost {
  readonly articleUrl: string | undefined;
  readonly threadUrl: string | undefined;
  readonly caseForm: string | undefined;
  readonly caseUrl: string | undefined;
}

export interface AnswerCallbacks {
  readonly scope: () => SearchScope;
  /** What the visitor looked for, also when an article was chosen before anything was searched. */
  readonly wanted: () => string;
  /** The first page of an answer is there. */
  readonly answered: (page: SearchPage) => void;
  /** An article is about to be opened in place. */
  readonly opening: (article: string) => void;
  /** The visitor wants to leave the article. */
  readonly leaving: () => void;
  /** A hit was chosen that can only be shown among the results. */
  readonly search: (text: string) => void;
}

/**
 * The half of the widget below the field: results, filters, the article read in place, and the way to somebody who
 * helps. Loaded when the visitor turns to the field, with styles of its own.
 */
export class AnswerView {
  readonly results: SearchResults;
  readonly reader: ArticleReader;
  readonly #host: AnswerHost;
  readonly #callbacks: AnswerCallbacks;

  constructor(host: AnswerHost, styles: readonly CSSResult[], callbacks: AnswerCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    this.results = new SearchResults(host, callbacks.scope, callbacks.answered);
    this.reader = new ArticleReader(host, callbacks.leaving);
    const root = host.renderRoot as ShadowRoot;
    adoptStyles(root, [...styles, badgeStyles, listStyles, resultsStyles, facetsStyles]);
  }

  render(): TemplateResult {
    const { query } = this.#host;
    return html`
      ${this.reader.render(this.#renderHandOver())}
      <div ?hidden=${this.reader.article !== null}>${query ? this.#renderAnswer() : nothing}</div>
    `;
  }

  /** Opens a hit on the visitor's wish; `from` selects what has the focus. */
  open(hit: SearchHit, from: string): void {
    if (hit.table === 'article') {
      this.#callbacks.opening(hit.id);
      void this.reader.open(hit.id, from);
    } else if (hit.table === 'thread') {
      this.#host.dispatchEvent(new ThreadOpenedEvent(hit.id));
      const address = this.#addressOf(hit);
      if (address !== null) location.assign(address);
    } else this.#callbacks.search(hit.title.map(({ text }) => text).join(''));
  }

  #renderAnswer(): TemplateResult {
    return renderAnswer(this.results, {
      query: this.#host.query,
      locale: localeOf(this.#host),
      level: this.#host.headingLevel,
      href: (hit) => this.#addressOf(hit),
      open: this.#handleHit,
      more: this.#handleMore,
      after: this.#renderHandOver(),
    });
  }

  #renderHandOver(): TemplateResult | typeof nothing {
    const { caseForm, caseUrl } = this.#host;
    const query = this.#callbacks.wanted();
    return renderHandOver({ caseForm, caseUrl, query, requested: this.#handleHandOver });
  }

  #addressOf({ table, id }: SearchHit): string | null {
    const template = { article: this.#host.articleUrl, thread: this.#host.threadUrl }[table];
    return template ? filled(template, 'id', id) : null;
  }

  readonly #handleHit = (event: MouseEvent, hit: SearchHit, index: number): void => {
    // Another tab or window: the browser's business.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (hit.table === 'thread') {
      // Where it has a page, its link leads there by itself, and the page may take the click for its own routing.
      this.#host.dispatchEvent(new ThreadOpenedEvent(hit.id));
      return;
    }
    event.preventDefault();
    this.open(hit, `#hit-${index}`);
  };

  readonly #handleMore = async (): Promise<void> => {
    const shown = this.results.page?.hits.length ?? 0;
    await this.results.pages.more();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(`#hit-${shown}`)?.focus();
  };

  readonly #handleHandOver = (): void => {
    const { caseForm } = this.#host;
    const query = this.#callbacks.wanted();
    this.#host.dispatchEvent(new CaseRequestedEvent(query));
    if (caseForm) goToCaseForm(caseForm, query);
  };
}
