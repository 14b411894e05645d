import type { Session, SessionState } from '@portico/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** An element that has a session, as all of ours do. */
export interface SessionHost extends ReactiveControllerHost {
  readonly session: Session | undefined;
}

const ANONYMOUS: SessionState = Object.freeze({
  status: 'anonymous',
  revision: 0,
  canSignIn: false,
  error: null,
});

/** Follows the host's session and updates the host when its state changes. */
export class SessionController implements ReactiveController {
  readonly #host: SessionHost;
  #session: Session | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: SessionHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Of the host's session; without one, anonymous and unable to sign in. */
  get state(): SessionState {
    return this.#host.session?.state ?? ANONYMOUS;
  }

  get signedIn(): boolean {
    return this.state.status === 'signed_in';
  }

  /** Starts a sign-in that comes back to this page. */
  readonly signIn = (): void => {
    void this.#host.session?.signIn();
  };

  hostConnected(): void {
    this.#follow(this.#host.session);
    // Somebody else may have signed in while the host was out of the page.
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (this.#host.session !== this.#session) this.#follow(this.#host.session);
  }

  hostDisconnected(): void {
    this.#follow(undefined);
  }

  #follow(session: Session | undefined): void {
    this.#unsubscribe?.();
    this.#session = session;
    this.#unsubscribe = session?.subscribe(() => this.#host.requestUpdate());
  }
}
