import type { ActionResult } from '@portico/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { ArticleRatedEvent } from '../../base/events.ts';
import { checkCircleIcon } from '../../base/icons.ts';
import { msg } from '../../base/messages.ts';
import { DraftController } from '../../controllers/draft-controller.ts';
import type { FormHost } from '../../controllers/form-controller.ts';
import { SubmitController } from '../../controllers/submit-controller.ts';
import { problemText } from '../../states/problem-text.ts';

/** Characters of a comment; the adapter takes as many. */
const MAX_COMMENT = 2000;

interface Rating {
  readonly article: string;
  readonly helpful: boolean;
  readonly comment?: string;
}

/**
 * "Was this helpful?" A yes is sent at once. A no is sent with the comment that may go with it, in one call, because
 * the adapter cannot tell that two answers are one guest's.
 */
export class ArticleRating {
  readonly #host: FormHost;
  #submission: SubmitController<Rating, ActionResult>;
  readonly #draft: DraftController<string>;
  #article = '';
  #comment: string | null = null;

  constructor(host: FormHost) {
    this.#host = host;
    this.#draft = new DraftController(host, () => (this.#article ? `article-rating:${this.#article}` : null));
    this.#submission = this.#newSubmission();
  }

  /** Begins anew for another article, with the comment that was begun on it. */
  follow(article: string): void {
    if (article === this.#article) return;
    this.#article = article;
    this.#comment = this.#draft.restore();
    // What is still on its way for the last article must not thank under this one.
    this.#submission = this.#newSubmission();
  }

  render(): TemplateResult {
    if (this.#submission.status === 'sent') return this.#renderThanks();
    const { error } = this.#submission;
    return html`
      <section class="rating" part="rating" aria-labelledby="rating-title">
        <div class="question">
          <p id="rating-title">${msg('Was this helpful?')}</p>
          <div class="actions" role="group" aria-labelledby="rating-title">
            <button class="button" type="button" @click=${this.#handleYes}>${msg('Yes')}</button>
            <button class="button" type="button" aria-expanded=${this.#comment === null ? 'false' : 'true'}
              @click=${this.#handleNo}>${msg('No')}</button>
          </div>
        </div>
        ${this.#comment === null ? nothing : this.#renderComment(this.#comment)}
        ${error ? html`<p class="issue" role="alert">${problemText(error)}</p>` : nothing}
      </section>
    `;
  }

  #renderComment(comment: string): TemplateResult {
    return html`
      <form @submit=${this.#handleSubmit}>
        <div class="field">
          <label for="comment">${msg('What was missing?')} <span class="optional">${msg('(optional)')}</span></label>
          <textarea id="comment" name="comment" rows="3" maxlength=${MAX_COMMENT} .value=${comment}
            aria-describedby="comment-hint" @input=${this.#handleInput}></textarea>
          <p class="hint" id="comment-hint">${msg('It goes to the authors. You will not get an answer.')}</p>
        </div>
        <div class="actions">
          <button class="button" type="submit" aria-disabled=${this.#submission.sending ? 'true' : 'false'}>
            ${this.#submission.sending ? msg('Sending…') : msg('Send')}
          </button>
        </div>
      </form>
    `;
  }

  #renderThanks(): TemplateResult {
    return html`
      <p class="thanks" part="rating" tabindex="-1">
        ${checkCircleIcon()}${msg('Thank you. Your answer helps us to write better articles.')}
      </p>
    `;
  }

  readonly #handleYes = (): void => {
    this.#comment = null;
    void this.#send({ article: this.#article, helpful: true });
  };

  readonly #handleNo = async (): Promise<void> => {
    this.#comment ??= '';
    await this.#focus('#comment');
  };

  readonly #handleInput = (event: Event): void => {
    this.#comment = (event.target as HTMLTextAreaElement).value;
    this.#draft.save(this.#comment);
  };

  readonly #handleSubmit = (event: Event): void => {
    event.preventDefault();
    const comment = this.#comment?.trim();
    void this.#send({ article: this.#article, helpful: false, ...(comment ? { comment } : {}) });
  };

  #newSubmission(): SubmitController<Rating, ActionResult> {
    return new SubmitController(this.#host, (client, { article, ...input }: Rating) =>
      client.act('article', article, 'rate', input),
    );
  }

  async #send(rating: Rating): Promise<void> {
    const result = await this.#submission.submit(rating);
    // Another article may have been opened while the answer to this one was under way.
    if (!result || rating.article !== this.#article) return;
    this.#draft.clear();
    this.#host.dispatchEvent(new ArticleRatedEvent(rating.article, rating.helpful));
    await this.#focus('.thanks');
  }

  /** What had the focus goes away with its state, so the focus moves to what came instead. */
  async #focus(selector: string): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
