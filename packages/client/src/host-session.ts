import { PorticoError } from './errors.ts';
import { ObservableSession, type Session, type SignInOptions } from './session.ts';

/** The page's own sign-in, handed over to Portico. */
export interface HostSessionOptions {
  /**
   * A valid access token for the adapter, or null when nobody is signed in. Called before every request, so
   * it should answer from memory; `renew` asks for a new one because the adapter refused the last.
   */
  readonly getAccessToken: (options: { readonly renew: boolean }) => Promise<string | null> | string | null;
  /** Shows the page's sign-in; absent: Portico offers no sign-in button. */
  readonly signIn?: (options: SignInOptions) => Promise<void> | void;
  readonly signOut?: () => Promise<void> | void;
}

/** A session that is the page's. Call {@link HostSession.changed} when the visitor signs in or out. */
export class HostSession extends ObservableSession implements Session {
  readonly #options: HostSessionOptions;
  #token: string | null = null;

  constructor(options: HostSessionOptions) {
    super({ canSignIn: options.signIn !== undefined });
    this.#options = options;
  }

  async accessToken(options: { readonly renew?: boolean } = {}): Promise<string | null> {
    try {
      const token = (await this.#options.getAccessToken({ renew: options.renew ?? false })) || null;
      this.#remember(token, null);
      return token;
    } catch (cause) {
      this.#remember(null, new PorticoError('identity_unavailable', '', { cause }));
      return null;
    }
  }

  /** The page signed someone in or out: what was read before is read again. */
  async changed(): Promise<void> {
    this.#token = null;
    this.change({ status: 'anonymous', error: null }, true);
    await this.accessToken();
  }

  async signIn(options: SignInOptions = {}): Promise<void> {
    await this.#options.signIn?.(options);
    await this.accessToken();
  }

  async signOut(): Promise<void> {
    await this.#options.signOut?.();
    await this.changed();
  }

  #remember(token: string | null, error: PorticoError | null): void {
    const unchanged = Boolean(token) === Boolean(this.#token) && error?.code === this.state.error?.code;
    this.#token = token;
    if (!unchanged) this.change({ status: token ? 'signed_in' : 'anonymous', error });
  }
}
