import type { PorticoError } from './errors.ts';

/** What is known in the browser of the visitor's sign-in. A hint for display; the adapter alone decides. */
export interface SessionState {
  readonly status: 'anonymous' | 'signing_in' | 'signed_in';
  /** Grows whenever the subject behind the access token may have changed: what was read before may not hold now. */
  readonly revision: number;
  /** Whether this session can start a sign-in. */
  readonly canSignIn: boolean;
  /** Why the last sign-in or renewal failed; null when it did not. */
  readonly error: PorticoError | null;
}

export interface SignInOptions {
  /** Where to come back to; same origin only, default the present page. */
  readonly returnTo?: string;
}

/** The visitor's sign-in. Implementations never throw from `accessToken`: without a token they answer null. */
export interface Session {
  readonly state: SessionState;
  /** A valid access token, or null for an anonymous call. `renew`: the last one was refused, get another. */
  accessToken(options?: { readonly renew?: boolean }): Promise<string | null>;
  signIn(options?: SignInOptions): Promise<void>;
  signOut(): Promise<void>;
  /** Calls `listener` after each change of `state`; returns how to stop. */
  subscribe(listener: () => void): () => void;
}

/** What every session shares: its state, and telling listeners about it. */
export abstract class ObservableSession {
  #state: SessionState;
  readonly #listeners = new Set<() => void>();

  constructor(initial: Partial<SessionState> = {}) {
    this.#state = { status: 'anonymous', revision: 0, canSignIn: false, error: null, ...initial };
  }

  get state(): SessionState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A change of `status` between anonymous and signed in is a change of subject. */
  protected change(next: Partial<Omit<SessionState, 'revision'>>, subjectChanged = false): void {
    const before = this.#state;
    const after = { ...before, ...next };
    const signedIn = (state: SessionState) => state.status === 'signed_in';
    const revision = subjectChanged || signedIn(before) !== signedIn(after) ? 1 : 0;
    this.#state = { ...after, revision: before.revision + revision };
    for (const listener of [...this.#listeners]) listener();
  }
}

/** For sites without sign-in: everyone is anonymous and stays so. */
export class AnonymousSession extends ObservableSession implements Session {
  async accessToken(): Promise<null> {
    return null;
  }

  async signIn(): Promise<void> {}

  async signOut(): Promise<void> {}
}
