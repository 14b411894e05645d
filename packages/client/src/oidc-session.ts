import { PorticoError } from './errors.ts';
import { guardedStorage } from './guarded-storage.ts';
import { type KeptTokens, keyOf, readTokens } from './kept-tokens.ts';
import type { RedirectContext, RedirectSite } from './oidc-redirect.ts';
import { ObservableSession, type Session, type SignInOptions } from './session.ts';

export interface OidcSessionOptions extends RedirectSite, Partial<RedirectContext> {
  /** Default: `location.assign`. */
  readonly navigate?: (url: string) => void;
}

/** A token this close to its end (milliseconds) is renewed before it is used. */
const MARGIN = 30_000;

/** What it takes to leave for the identity provider, oidc-client-ts among it. */
const loadRedirect = () => import('./oidc-redirect.ts');

/**
 * Sign-in with the site's own identity provider by redirect: code flow with PKCE, tokens in session storage, so they
 * end with the tab. Nothing is loaded, asked or renewed until somebody signs in.
 */
export class OidcSession extends ObservableSession implements Session {
  readonly #options: OidcSessionOptions;
  readonly #context: RedirectContext;
  #renewal: Promise<string | null> | null = null;

  constructor(options: OidcSessionOptions) {
    const storage = options.storage ?? guardedStorage();
    const failed = storage.getItem(keyOf('failed', options.adapter)) !== null;
    storage.removeItem(keyOf('failed', options.adapter));
    super({
      status: readTokens(storage, options.adapter) ? 'signed_in' : 'anonymous',
      canSignIn: true,
      error: failed ? new PorticoError('invalid_token') : null,
    });
    this.#options = options;
    this.#context = { storage, flow: options.flow };
  }

  async accessToken(options: { readonly renew?: boolean } = {}): Promise<string | null> {
    const kept = this.#kept();
    if (!kept) return null;
    if (!options.renew && kept.tokens.expiresAt - MARGIN > Date.now()) return kept.tokens.accessToken;
    // Calls of many widgets at once share one renewal: a refresh token is good for one use.
    this.#renewal ??= this.#renew(kept).finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async signIn({ returnTo = here() }: SignInOptions = {}): Promise<void> {
    this.change({ status: 'signing_in', error: null });
    try {
      const { beginSignIn } = await loadRedirect();
      const url = await beginSignIn(this.#context, this.#options, returnTo);
      if (url) this.#leave(url);
      else this.change({ status: 'anonymous', canSignIn: false });
    } catch (cause) {
      this.change({ status: 'anonymous', error: new PorticoError('identity_unavailable', '', { cause }) });
    }
  }

  /** Signs out here at once, and at the identity provider if it can be reached and offers it. */
  async signOut(): Promise<void> {
    const kept = this.#kept();
    this.#forget(null);
    if (!kept) return;
    try {
      const { beginSignOut } = await loadRedirect();
      const url = await beginSignOut(this.#context, this.#options, kept, here());
      if (url) this.#leave(url);
    } catch {
      // The tokens are gone from here, which is what was asked.
    }
  }

  async #renew(kept: KeptTokens): Promise<string | null> {
    if (!kept.tokens.refreshToken) return this.#forget(new PorticoError('invalid_token'));
    try {
      const { renewTokens } = await loadRedirect();
      return (await renewTokens(this.#context, this.#options, kept)).accessToken;
    } catch (cause) {
      return this.#forget(new PorticoError('invalid_token', '', { cause }));
    }
  }

  #kept(): KeptTokens | null {
    return readTokens(this.#context.storage, this.#options.adapter);
  }

  #forget(error: PorticoError | null): null {
    this.#context.storage.removeItem(keyOf('tokens', this.#options.adapter));
    this.change({ status: 'anonymous', error });
    return null;
  }

  #leave(url: string): void {
    const { navigate } = this.#options;
    if (navigate) navigate(url);
    else globalThis.location.assign(url);
  }
}

/**
 * For the callback page: ends the redirect whose answer is in `url` and tells where to go on. A refused or unknown
 * answer leaves the visitor anonymous, on the page they came from; nothing is tried again by itself.
 *
 * @returns a URL of the same origin as `url`
 */
export async function finishRedirect(url: string, context: Partial<RedirectContext> = {}): Promise<string> {
  const { endRedirect } = await loadRedirect();
  return endRedirect({ ...context, storage: context.storage ?? guardedStorage() }, url);
}

function here(): string {
  return globalThis.location?.href ?? '/';
}
