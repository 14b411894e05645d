import type { PorticoError } from '@portico/client';
import { html, nothing, type TemplateResult } from 'lit';
import { alertIcon, lockIcon } from '../base/icon.ts';
import { msg } from '../base/messages.ts';
import type { SessionController } from '../controllers/session-controller.ts';
import { problemText } from './problem-text.ts';

// The states every widget shows alike. Each needs `stateStyles`, and `buttonStyles` for its button.

/** Grey lines where text will be; `label` is read to screen readers once. */
export function loadingState(lines = 3, label: string = msg('Loading…')): TemplateResult {
  return html`
    <div class="state-loading" role="status">
      <span class="visually-hidden">${label}</span>
      ${Array.from({ length: lines }, () => html`<span class="skeleton" aria-hidden="true"></span>`)}
    </div>
  `;
}

/** Nothing there, and what one may do about it. */
export function emptyState(options: {
  readonly title: string;
  readonly text?: string;
  readonly icon?: TemplateResult;
  readonly action?: TemplateResult;
}): TemplateResult {
  return html`
    <div class="state">
      ${options.icon ?? nothing}
      <p class="state-title">${options.title}</p>
      ${options.text ? html`<p class="muted">${options.text}</p>` : nothing}
      ${options.action ?? nothing}
    </div>
  `;
}

/**
 * What went wrong, a retry button, and the page's own fallback: the children the element had all along, such as a
 * telephone number, are shown here.
 */
export function errorState(error: PorticoError | undefined, retry?: () => void): TemplateResult {
  return html`
    <div class="state" role="alert">
      ${alertIcon()}
      <p class="state-title">${problemText(error ?? { code: 'internal_error', retryAfter: null })}</p>
      ${retry ? html`<button class="button" type="button" @click=${retry}>${msg('Try again')}</button>` : nothing}
      <slot></slot>
    </div>
  `;
}

/** Not for this visitor: asks an anonymous one to sign in, where that is possible; `title` says what for. */
export function deniedState(visitor: SessionController, title = msg('Sign in to see this')): TemplateResult {
  const offer = visitor.state.canSignIn && !visitor.signedIn;
  return html`
    <div class="state">
      ${lockIcon()}
      <p class="state-title">${offer ? title : msg('This is not available to you')}</p>
      ${
        offer
          ? html`<button class="button primary" type="button" @click=${visitor.signIn}>${msg('Sign in')}</button>`
          : nothing
      }
    </div>
  `;
}
