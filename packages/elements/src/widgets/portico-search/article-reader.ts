import type { PorticoClient, Session } from '@portico/client';
import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { arrowLeftIcon } from '../../base/icons.ts';
import { msg } from '../../base/messages.ts';
import { errorState } from '../../states/states.ts';

export interface ReaderHost extends LitElement {
  readonly client: PorticoClient | undefined;
  readonly session: Session | undefined;
  readonly headingLevel: number;
  readonly query: string;
}

/**
 * An article in place of the results, loaded with its first opening. Closing it leads back to where the visitor was:
 * the same hit has the focus, at the same height of the page.
 */
export class ArticleReader {
  readonly #host: ReaderHost;
  readonly #back: () => void;
  #article: string | null = null;
  #loaded: Promise<void> | undefined;
  #failed = false;
  #before: { readonly focus: string; readonly scroll: number } | null = null;

  /** `back` is called when the visitor wants to leave the article. */
  constructor(host: ReaderHost, back: () => void) {
    this.#host = host;
    this.#back = back;
  }

  /** Id of the open article; null: none. */
  get article(): string | null {
    return this.#article;
  }

  /** Opens an article on the visitor's wish. `from` selects what had the focus and shall have it again. */
  async open(article: string, from: string): Promise<void> {
    this.#before = { focus: from, scroll: scrollY };
    this.show(article);
    await this.#host.updateComplete;
    const reader = this.#host.renderRoot.querySelector<HTMLElement>('.reader');
    if (this.#host.getBoundingClientRect().top < 0) this.#host.scrollIntoView({ block: 'start' });
    // What had the focus is hidden now; until there is a title to read, the frame has it.
    reader?.focus({ preventScroll: true });
    await this.#loaded;
    if (this.#host.shadowRoot?.activeElement !== reader) return;
    reader?.querySelector<HTMLElement>('portico-article')?.focus({ preventScroll: true });
  }

  /** Shows an article because the page's address says so; the focus stays where it is. */
  show(article: string): void {
    this.#article = article;
    this.#loaded ??= this.#load();
    this.#host.requestUpdate();
  }

  /** Closes the article and leads back. */
  async close(): Promise<void> {
    if (this.#article === null) return;
    const before = this.#before;
    const focused = this.#host.shadowRoot?.activeElement ?? null;
    this.dismiss();
    await this.#host.updateComplete;
    if (before) scrollTo({ top: before.scroll, behavior: 'instant' });
    // Somebody who is elsewhere on the page stays there.
    if (!focused) return;
    const target = before && this.#host.renderRoot.querySelector<HTMLElement>(before.focus);
    (target ?? this.#host).focus({ preventScroll: before !== null });
  }

  /** Closes the article because the visitor went on to something else. */
  dismiss(): void {
    this.#article = null;
    this.#before = null;
    this.#host.requestUpdate();
  }

  /** `after` stands below the article. */
  render(after: unknown): TemplateResult | typeof nothing {
    if (this.#article === null) return nothing;
    const { client, session, headingLevel, query } = this.#host;
    return html`
      <section class="reader" part="reader" aria-label=${msg('Article')} tabindex="-1">
        <button class="button quiet back" type="button" @click=${this.#back}>
          <span class="mirror">${arrowLeftIcon()}</span>${query ? msg('Back to the results') : msg('Back to the search')}
        </button>
        ${
          this.#failed
            ? errorState(undefined, this.#load)
            : html`<portico-article .client=${client} .session=${session} .record=${this.#article}
                .headingLevel=${headingLevel}></portico-article>`
        }
        ${after}
      </section>
    `;
  }

  readonly #load = async (): Promise<void> => {
    try {
      await import('../portico-article/portico-article.ts');
      this.#failed = false;
    } catch {
      this.#failed = true;
    }
    this.#host.requestUpdate();
  };
}
