import type { SessionInfo, SiteInfo } from '@portico/protocol';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from '../../base/custom-element.ts';
import { forgetDrafts } from '../../base/draft-keys.ts';
import { SessionChangedEvent } from '../../base/events.ts';
import { personIcon } from '../../base/icon.ts';
import { msg } from '../../base/messages.ts';
import { PorticoElement } from '../../base/portico-element.ts';
import { tokens } from '../../base/tokens.styles.ts';
import { QueryController } from '../../controllers/query-controller.ts';
import { SessionController } from '../../controllers/session-controller.ts';
import { problemText } from '../../states/problem-text.ts';
import { buttonStyles } from '../../styles/button.styles.ts';
import { stateStyles } from '../../styles/state.styles.ts';
import { styles } from './portico-sign-in.styles.ts';

interface Visitor {
  readonly site: SiteInfo;
  /** As the adapter says; only asked when somebody is signed in. */
  readonly info: SessionInfo | null;
}

/**
 * Who am I, sign in, sign out. Shows nothing on a site without sign-in.
 *
 * @slot - Shown when it cannot be known who the visitor is.
 * @fires portico-session-changed - The visitor signed in or out; `signedIn` says which.
 * @csspart button - The sign-in and sign-out button.
 * @csspart name - The visitor's name.
 */
@customElement('portico-sign-in')
export class PorticoSignInElement extends PorticoElement {
  static override styles = [tokens, buttonStyles, stateStyles, styles];

  readonly #visitor = new SessionController(this);
  readonly #query = new QueryController<Visitor, readonly []>(this, {
    args: () => [],
    query: async (client) => {
      const [site, info] = await Promise.all([
        client.site(),
        this.#visitor.signedIn ? client.session() : null,
      ]);
      return { site, info };
    },
  });

  #wasSignedIn: boolean | undefined;

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (!this.session) return;
    const before = this.#wasSignedIn;
    // A page's own sign-in is first asked with the first question to the adapter; until then nobody knows.
    if (before === undefined && (this.#query.state === 'idle' || this.#query.state === 'loading')) return;
    const now = this.#visitor.signedIn;
    this.#wasSignedIn = now;
    // The first state is what the page was opened with, not something the visitor did here.
    if (before !== undefined && before !== now) this.dispatchEvent(new SessionChangedEvent(now));
  }

  override render(): TemplateResult | typeof nothing {
    const { state } = this.#visitor;
    if (this.#query.state === 'error' || this.#query.state === 'denied') return this.#renderFailure();
    if (state.status === 'signing_in') return this.#renderButton(msg('Signing in…'), true);
    const visitor = this.#query.value;
    if (!visitor) return html`<span class="skeleton" role="status" aria-label=${msg('Loading…')}></span>`;
    if (this.#visitor.signedIn) return this.#renderVisitor(visitor.info);
    if (!state.canSignIn || !this.session) return nothing;
    return html`
      <div class="who">
        ${this.#renderButton(msg('Sign in'), false)}
        ${state.error ? html`<span class="issue" role="alert">${problemText(state.error)}</span>` : nothing}
      </div>
    `;
  }

  #renderVisitor(info: SessionInfo | null): TemplateResult {
    return html`
      <div class="who">
        <span class="name" part="name">${personIcon()}${info?.displayName ?? msg('Signed in')}</span>
        <button class="button small" part="button" type="button" @click=${this.#handleSignOut}>
          ${msg('Sign out')}
        </button>
      </div>
    `;
  }

  #renderButton(label: string, busy: boolean): TemplateResult {
    return html`
      <button class="button" part="button" type="button" aria-disabled=${busy ? 'true' : 'false'}
        @click=${this.#handleSignIn}>
        ${personIcon()}${label}
      </button>
    `;
  }

  #renderFailure(): TemplateResult {
    return html`
      <div class="who">
        <span class="issue" role="alert">${this.#query.error ? problemText(this.#query.error) : nothing}</span>
        <button class="button small" part="button" type="button" @click=${this.#query.retry}>
          ${msg('Try again')}
        </button>
        <slot></slot>
      </div>
    `;
  }

  #handleSignIn(): void {
    if (this.#visitor.state.status === 'anonymous') this.#visitor.signIn();
  }

  #handleSignOut(): void {
    forgetDrafts();
    void this.session?.signOut();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-sign-in': PorticoSignInElement;
  }
}
