import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/** Milliseconds of silence before something is said, so that typing is not talked over. */
const PAUSE = 600;

/** Says to screen readers what others see: one polite live region, always there, filled when there is news. */
export class AnnounceController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #text = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Says `text` after a pause, unless something newer comes. */
  say(text: string): void {
    clearTimeout(this.#timer);
    this.#become('');
    this.#timer = setTimeout(() => this.#become(text), PAUSE);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#text = '';
  }

  render(): TemplateResult {
    return html`<div class="visually-hidden" role="status">${this.#text}</div>`;
  }

  #become(text: string): void {
    this.#text = text;
    this.#host.requestUpdate();
  }
}
