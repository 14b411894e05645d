import { type FormField, isLookupValue, type TableRecord } from '@portico/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { cellText } from '../../base/cell-text.ts';
import { customElement } from '../../base/custom-element.ts';
import {
  AnswerAcceptedEvent,
  ModeratedEvent,
  ReplyPostedEvent,
  SubscriptionChangedEvent,
  VoteChangedEvent,
} from '../../base/events.ts';
import { localeOf } from '../../base/format.ts';
import { lockIcon } from '../../base/icons.ts';
import { msg, str } from '../../base/messages.ts';
import { pageRecord } from '../../base/page-record.ts';
import { PorticoElement } from '../../base/portico-element.ts';
import { tokens } from '../../base/tokens.styles.ts';
import { FormController } from '../../controllers/form-controller.ts';
import { PagesController } from '../../controllers/pages-controller.ts';
import { QueryController } from '../../controllers/query-controller.ts';
import { SubmitController } from '../../controllers/submit-controller.ts';
import { errorSummary } from '../../fields/error-summary.ts';
import { formField } from '../../fields/form-field.ts';
import { moreButton } from '../../states/more-button.ts';
import { problemText } from '../../states/problem-text.ts';
import { renderQuery } from '../../states/render-query.ts';
import { emptyState, loadingState } from '../../states/states.ts';
import { badgeStyles } from '../../styles/badge.styles.ts';
import { buttonStyles } from '../../styles/button.styles.ts';
import { cardStyles } from '../../styles/card.styles.ts';
import { fieldStyles } from '../../styles/field.styles.ts';
import { proseStyles } from '../../styles/prose.styles.ts';
import { stateStyles } from '../../styles/state.styles.ts';
import { loadPosts, loadThread, type ThreadView } from './load-thread.ts';
import { styles } from './portico-thread.styles.ts';
import { postCard, toolButton } from './post-card.ts';
import { sendAction, type ThreadAction } from './send-action.ts';

const REPLY_LIMIT = 50_000;

/**
 * One thread: the question, the replies, votes, the accepted answer; and what the visitor may do: reply, vote,
 * accept an answer, follow the thread, moderate.
 *
 * @slot - Shown when the thread cannot be loaded.
 * @fires portico-reply-posted - A reply was posted; `thread`, `post`.
 * @fires portico-vote-changed - A vote was given or taken back; `table`, `record`, `on`.
 * @fires portico-answer-accepted - An answer was accepted, or no longer; `thread`, `post`.
 * @fires portico-subscription-changed - The visitor follows the thread, or no longer; `thread`, `on`.
 * @fires portico-moderated - A moderator hid, showed, locked or unlocked something; `table`, `record`, `change`.
 * @fires portico-problem-occurred - Something could not be sent; `code`.
 * @csspart post - The question and each reply.
 * @csspart form - The form of the reply.
 * @csspart field - Its field, with label and message.
 * @csspart error-summary - What keeps it from being sent.
 */
@customElement('portico-thread')
export class PorticoThreadElement extends PorticoElement {
  static override styles = [
    tokens,
    badgeStyles,
    buttonStyles,
    cardStyles,
    fieldStyles,
    proseStyles,
    stateStyles,
    styles,
  ];

  /** Id of the thread; without it, the `id` parameter of the page's address. */
  @property() record = '';

  /** What the last command did, read out to screen readers. */
  @state() private announcement = '';

  readonly #thread = new QueryController<ThreadView, readonly [string]>(this, {
    args: () => {
      const id = pageRecord(this.record);
      return id === null ? null : [id];
    },
    query: (client, [id], signal) => loadThread(client, id, signal),
  });

  readonly #pages = new PagesController<ThreadView>(this, this.#thread, {
    next: async (client, cursor) => ({
      ...this.#view,
      ...(await loadPosts(client, this.#view.thread.id, { cursor })),
    }),
    join: (before, after) => ({ ...after, posts: [...before.posts, ...after.posts] }),
  });

  readonly #action = new SubmitController<ThreadAction, true>(this, (client, action) =>
    sendAction(client, action),
  );

  readonly #reply = new FormController<{ readonly thread: string; readonly post: string }>(this, {
    draft: () => {
      const id = pageRecord(this.record);
      return id === null ? null : `reply:${id}`;
    },
    send: async (client, values, idempotencyKey) => {
      const thread = this.#view.thread.id;
      const reply = await client.create('post', { thread, body: values.body ?? null }, { idempotencyKey });
      return { thread, post: reply.id };
    },
    sent: ({ thread, post }) => {
      this.dispatchEvent(new ReplyPostedEvent(thread, post));
      // The visitor may have gone on to another thread while this was under way.
      if (thread !== pageRecord(this.record)) return;
      this.announcement = msg('Your reply was posted.');
      void this.#thread.reload();
    },
  });

  /** The thread shown; only asked for where there is one. */
  get #view(): ThreadView {
    return this.#thread.value as ThreadView;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('record')) return;
    this.announcement = '';
    if (!this.#action.sending) this.#action.reset();
  }

  override render(): TemplateResult | typeof nothing {
    return renderQuery(this.#thread, {
      ready: (view) => this.#renderThread(view),
      loading: () => loadingState(8),
      idle: () => emptyState({ title: msg('No thread was chosen') }),
    });
  }

  #renderThread(view: ThreadView): TemplateResult {
    const { thread, posts } = view;
    const { error } = this.#action;
    return html`
      <div class="visually-hidden" role="status">${this.announcement}</div>
      <header class="head">
        <div class="title">
          <h2>${cellText(thread.title)}</h2>
          ${thread.locked === true ? html`<span class="badge">${lockIcon()}${msg('Locked')}</span>` : nothing}
        </div>
        ${thread.product ? html`<p class="muted small">${cellText(thread.product)}</p>` : nothing}
      </header>
      ${error ? html`<p class="summary" role="alert">${problemText(error)}</p>` : nothing}
      ${this.#renderQuestion(view)}
      <section class="replies" aria-label=${msg('Replies')}>
        <h3>${replyText(Number(thread.reply_count ?? posts.length))}</h3>
        ${repeat(
          acceptedFirst(thread, posts),
          ({ id }) => id,
          (post) => this.#renderPost(view, post),
        )}
        ${moreButton(this.#pages, this.#pages.more, msg('Show more replies'))}
      </section>
      ${this.#renderReply(view)}
    `;
  }

  #renderQuestion({ thread, voted, subscribed, can }: ThreadView): TemplateResult {
    const busy = this.#action.sending;
    const follow = html`
      <button class="button quiet small" type="button" aria-pressed=${subscribed ? 'true' : 'false'}
        aria-disabled=${busy ? 'true' : 'false'} @click=${this.#handleSubscribe}>
        ${subscribed ? msg('Following') : msg('Follow')}
      </button>
    `;
    const lock = toolButton(thread.locked === true ? msg('Unlock') : msg('Lock'), busy, () =>
      this.#handleLock(),
    );
    return postCard(thread, {
      locale: localeOf(this),
      voted: voted.has(thread.id),
      canVote: can.vote,
      accepted: false,
      canAccept: false,
      canModerate: can.moderate,
      busy,
      vote: () => this.#handleVote('thread', thread),
      accept: () => {},
      toggleVisibility: () => this.#handleVisibility('thread', thread),
      tools: html`${can.subscribe ? follow : nothing} ${can.moderate ? lock : nothing}`,
    });
  }

  #renderPost({ thread, voted, can }: ThreadView, post: TableRecord): TemplateResult {
    const accepted = acceptedId(thread) === post.id;
    return postCard(post, {
      locale: localeOf(this),
      voted: voted.has(post.id),
      canVote: can.vote,
      accepted,
      canAccept: can.accept,
      canModerate: can.moderate,
      busy: this.#action.sending,
      vote: () => this.#handleVote('post', post),
      accept: () => this.#handleAccept(accepted ? null : post.id),
      toggleVisibility: () => this.#handleVisibility('post', post),
    });
  }

  #renderReply({ thread, can }: ThreadView): TemplateResult | typeof nothing {
    if (thread.locked === true) {
      return html`<p class="locked">${lockIcon()}${msg('This thread is locked: it takes no more replies.')}</p>`;
    }
    const { visitor } = this.#thread;
    if (!can.reply) {
      return visitor.state.canSignIn && !visitor.signedIn
        ? html`<p class="locked">
            <span>${msg('Do you know more, or have the same question?')}</span>
            <button class="button" type="button" @click=${visitor.signIn}>${msg('Sign in to reply')}</button>
          </p>`
        : nothing;
    }
    const field: FormField = {
      name: 'body',
      label: msg('Your reply'),
      input: 'multiline',
      required: true,
      maxLength: REPLY_LIMIT,
      hint: msg('Markdown works: **bold**, lists, `code`.'),
    };
    const { sending } = this.#reply.submission;
    return html`
      <form class="card" part="form" novalidate @input=${this.#reply.handleInput} @submit=${this.#reply.handleSubmit}>
        ${errorSummary(this.#reply, new Map([[field.name, field.label]]))}
        ${formField(field, this.#reply.values.body, this.#reply.issues.get('body'))}
        <div class="actions">
          <button class="button primary" type="submit" aria-disabled=${sending ? 'true' : 'false'}>
            ${sending ? msg('Posting…') : msg('Post reply')}
          </button>
        </div>
      </form>
    `;
  }

  async #send(action: ThreadAction, event: Event, announcement: string): Promise<void> {
    const thread = pageRecord(this.record);
    if ((await this.#action.submit(action)) === null) return;
    this.dispatchEvent(event);
    if (thread !== pageRecord(this.record)) return;
    this.announcement = announcement;
    await this.#thread.reload();
  }

  #handleVote(table: 'thread' | 'post', { id }: TableRecord): void {
    const on = !this.#view.voted.has(id);
    const text = on ? msg('Your vote was counted.') : msg('Your vote was taken back.');
    void this.#send({ type: 'vote', table, id, on }, new VoteChangedEvent(table, id, on), text);
  }

  #handleSubscribe(): void {
    const { thread, subscribed } = this.#view;
    const text = subscribed ? msg('You no longer follow this thread.') : msg('You follow this thread.');
    void this.#send(
      { type: 'subscribe', id: thread.id, on: !subscribed },
      new SubscriptionChangedEvent(thread.id, !subscribed),
      text,
    );
  }

  #handleAccept(post: string | null): void {
    const { id } = this.#view.thread;
    const text =
      post === null ? msg('There is no accepted answer any more.') : msg('The answer was accepted.');
    void this.#send({ type: 'accept', id, post }, new AnswerAcceptedEvent(id, post), text);
  }

  #handleVisibility(table: 'thread' | 'post', { id, visibility }: TableRecord): void {
    const hide = visibility !== 'hidden';
    void this.#send(
      { type: 'moderate', table, id, visibility: hide ? 'hidden' : 'public' },
      new ModeratedEvent(table, id, hide ? 'hidden' : 'shown'),
      hide ? msg('Hidden from everyone but moderators.') : msg('Visible again.'),
    );
  }

  #handleLock(): void {
    const { id, locked } = this.#view.thread;
    const lock = locked !== true;
    void this.#send(
      { type: 'lock', id, locked: lock },
      new ModeratedEvent('thread', id, lock ? 'locked' : 'unlocked'),
      lock ? msg('Locked.') : msg('Unlocked.'),
    );
  }
}

function acceptedId(thread: TableRecord): string | null {
  const accepted = thread.accepted_post;
  return isLookupValue(accepted) ? accepted.id : null;
}

/** The accepted answer is what most readers come for. */
function acceptedFirst(thread: TableRecord, posts: readonly TableRecord[]): readonly TableRecord[] {
  const accepted = acceptedId(thread);
  return [...posts.filter(({ id }) => id === accepted), ...posts.filter(({ id }) => id !== accepted)];
}

function replyText(count: number): string {
  if (count === 0) return msg('No replies yet');
  return count === 1 ? msg('1 reply') : msg(str`${count} replies`);
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-thread': PorticoThreadElement;
  }
}
