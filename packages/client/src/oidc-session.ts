import type { SiteInfo } from '@portico/protocol';
import { PorticoError } from './errors.ts';
import { guardedStorage, type KeyValueStorage } from './guarded-storage.ts';
import type { OidcFlow, OidcSettings, OidcTokens } from './oidc-flow.ts';
import { ObservableSession, type Session, type SignInOptions } from './session.ts';

export interface OidcSessionOptions {
  /** Base URL of the adapter; each adapter has tokens of its own. */
  readonly adapter: string;
  /** Absolute URL of this site's page the identity provider returns to. */
  readonly callback: string;
  /** Where the identity provider is; asked when a sign-in starts, undefined when the site has none. */
  readonly identity: () => Promise<SiteInfo['identity']>;
  /** Default: `sessionStorage`, or memory where that is blocked. */
  readonly storage?: KeyValueStorage;
  /** Default: `location.assign`. */
  readonly navigate?: (url: string) => void;
  /** Default: the flow of oidc-client-ts, loaded when first needed. */
  readonly flow?: (
    settings: OidcSettings,
    storage: KeyValueStorage,
  ) => Promise<Pick<OidcFlow, keyof OidcFlow>>;
}

/** Kept beside the tokens: what it takes to renew them. */
interface Kept {
  readonly tokens: OidcTokens;
  readonly settings: OidcSettings;
}

/** What the callback page must know of the redirect it ends. */
interface Pending {
  readonly adapter: string;
  readonly settings: OidcSettings;
  readonly returnTo: string;
}

const PENDING = 'portico:pending';
/** A token this close to its end (milliseconds) is renewed before it is used. */
const MARGIN = 30_000;

/**
 * Sign-in with the site's own identity provider by redirect: code flow with PKCE, tokens in session storage, so they
 * end with the tab. Nothing is loaded, asked or renewed until somebody signs in.
 */
export class OidcSession extends ObservableSession implements Session {
  readonly #options: OidcSessionOptions;
  readonly #storage: KeyValueStorage;
  #renewal: Promise<string | null> | null = null;

  constructor(options: OidcSessionOptions) {
    const storage = options.storage ?? guardedStorage();
    const failed = storage.getItem(keyOf('failed', options.adapter)) !== null;
    storage.removeItem(keyOf('failed', options.adapter));
    super({
      status: readKept(storage, options.adapter) ? 'signed_in' : 'anonymous',
      canSignIn: true,
      error: failed ? new PorticoError('invalid_token') : null,
    });
    this.#options = options;
    this.#storage = storage;
  }

  async accessToken(options: { readonly renew?: boolean } = {}): Promise<string | null> {
    const kept = readKept(this.#storage, this.#options.adapter);
    if (!kept) return null;
    if (!options.renew && kept.tokens.expiresAt - MARGIN > Date.now()) return kept.tokens.accessToken;
    // Calls of many widgets at once share one renewal: a refresh token is good for one use.
    this.#renewal ??= this.#renew(kept).finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async signIn(options: SignInOptions = {}): Promise<void> {
    this.change({ status: 'signing_in', error: null });
    try {
      const identity = await this.#options.identity();
      if (!identity) return this.change({ status: 'anonymous', canSignIn: false });
      const settings = { ...identity, callback: this.#options.callback };
      const flow = await this.#flow(settings);
      const url = await flow.signInUrl();
      this.#leave(settings, url, options.returnTo);
    } catch (cause) {
      this.change({ status: 'anonymous', error: new PorticoError('identity_unavailable', '', { cause }) });
    }
  }

  /** Signs out here at once, and at the identity provider if it can be reached and offers it. */
  async signOut(): Promise<void> {
    const kept = readKept(this.#storage, this.#options.adapter);
    this.#forget(null);
    if (!kept) return;
    try {
      const flow = await this.#flow(kept.settings);
      const url = await flow.signOutUrl(kept.tokens);
      if (url) this.#leave(kept.settings, url);
    } catch {
      // The tokens are gone from here, which is what was asked.
    }
  }

  async #renew(kept: Kept): Promise<string | null> {
    if (!kept.tokens.refreshToken) return this.#forget(new PorticoError('invalid_token'));
    try {
      const flow = await this.#flow(kept.settings);
      const tokens = await flow.renew(kept.tokens);
      writeKept(this.#storage, this.#options.adapter, { ...kept, tokens });
      return tokens.accessToken;
    } catch (cause) {
      return this.#forget(new PorticoError('invalid_token', '', { cause }));
    }
  }

  #forget(error: PorticoError | null): null {
    this.#storage.removeItem(keyOf('tokens', this.#options.adapter));
    this.change({ status: 'anonymous', error });
    return null;
  }

  #flow(settings: OidcSettings): Promise<Pick<OidcFlow, keyof OidcFlow>> {
    return (this.#options.flow ?? loadFlow)(settings, this.#storage);
  }

  #leave(settings: OidcSettings, url: string, returnTo?: string): void {
    const pending: Pending = {
      adapter: this.#options.adapter,
      settings,
      returnTo: returnTo ?? globalThis.location?.href ?? '/',
    };
    this.#storage.setItem(PENDING, JSON.stringify(pending));
    (this.#options.navigate ?? ((target) => globalThis.location.assign(target)))(url);
  }
}

/**
 * For the callback page: ends the redirect whose answer is in `url` and tells where to go on. A refused or unknown
 * answer leaves the visitor anonymous, on the page they came from; nothing is tried again by itself.
 *
 * @returns a URL of the same origin as `url`
 */
export async function finishRedirect(
  url: string,
  options: Pick<OidcSessionOptions, 'storage' | 'flow'> = {},
): Promise<string> {
  const storage = options.storage ?? guardedStorage();
  const pending = parse<Pending>(storage.getItem(PENDING));
  storage.removeItem(PENDING);
  const start = new URL('/', url).href;
  if (!pending) return start;
  const parameters = new URL(url).searchParams;
  if (parameters.has('code')) {
    try {
      const flow = await (options.flow ?? loadFlow)(pending.settings, storage);
      const tokens = await flow.finishSignIn(url);
      writeKept(storage, pending.adapter, { tokens, settings: pending.settings });
    } catch {
      storage.setItem(keyOf('failed', pending.adapter), 'true');
    }
  } else if (parameters.has('error') && parameters.get('error') !== 'access_denied') {
    storage.setItem(keyOf('failed', pending.adapter), 'true');
  }
  return URL.canParse(pending.returnTo, url) && new URL(pending.returnTo, url).origin === new URL(url).origin
    ? new URL(pending.returnTo, url).href
    : start;
}

async function loadFlow(settings: OidcSettings, storage: KeyValueStorage): Promise<OidcFlow> {
  const { OidcFlow } = await import('./oidc-flow.ts');
  return new OidcFlow(settings, storage);
}

function keyOf(name: 'tokens' | 'failed', adapter: string): string {
  return `portico:${name}:${adapter}`;
}

/** Tokens that can still be used or renewed. */
function readKept(storage: KeyValueStorage, adapter: string): Kept | null {
  const kept = parse<Kept>(storage.getItem(keyOf('tokens', adapter)));
  if (!kept?.tokens?.accessToken) return null;
  return kept.tokens.refreshToken || kept.tokens.expiresAt > Date.now() ? kept : null;
}

function writeKept(storage: KeyValueStorage, adapter: string, kept: Kept): void {
  storage.setItem(keyOf('tokens', adapter), JSON.stringify(kept));
}

function parse<T>(text: string | null): T | null {
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}
