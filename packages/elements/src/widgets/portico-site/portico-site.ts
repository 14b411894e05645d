import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { connect } from '../../base/connect.ts';
import { clientContext, sessionContext } from '../../base/contexts.ts';
import { customElement } from '../../base/custom-element.ts';

/**
 * Another adapter or language for a part of the page. Has no looks of its own: its children stand as if it were not
 * there.
 *
 * @slot - The part of the page.
 */
@customElement('portico-site')
export class PorticoSiteElement extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /** Base URL of the adapter for all widgets inside; absent: the page's. */
  @property() adapter: string | undefined;

  /** Page the identity provider of that adapter returns to; default `/portico-callback.html`. */
  @property() callback = '/portico-callback.html';

  /** BCP 47 tag of the language inside; becomes the element's `lang`. */
  @property() locale: string | undefined;

  #client: ContextProvider<typeof clientContext> | undefined;
  #session: ContextProvider<typeof sessionContext> | undefined;
  #provided: { readonly adapter: string; readonly callback: string } | undefined;

  override connectedCallback(): void {
    // Before the first update: the children ask as soon as they stand in the page, and only once.
    if (this.adapter && !this.#client) this.#provide(this.adapter);
    super.connectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale') && this.locale) this.lang = this.locale;
    const provided = this.adapter === this.#provided?.adapter && this.callback === this.#provided?.callback;
    if (this.adapter && !provided) this.#provide(this.adapter);
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  /** Without an adapter of its own it provides nothing, and what is further out stays in reach of its children. */
  #provide(adapter: string): void {
    const { callback } = this;
    const { client, session } = connect({ adapter, callback: new URL(callback, document.baseURI).href });
    this.#provided = { adapter, callback };
    this.#client ??= new ContextProvider(this, { context: clientContext });
    this.#session ??= new ContextProvider(this, { context: sessionContext });
    this.#session.setValue(session);
    this.#client.setValue(client);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-site': PorticoSiteElement;
  }
}
