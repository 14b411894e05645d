import { ObservableSession, type Session, type SessionState } from '@portico/client';

/** A session whose sign-in succeeds at once. */
export class FakeSession extends ObservableSession implements Session {
  constructor(initial: Partial<SessionState> = {}) {
    super({ canSignIn: true, ...initial });
  }

  async accessToken(): Promise<string | null> {
    return this.state.status === 'signed_in' ? 'fake-token' : null;
  }

  async signIn(): Promise<void> {
    this.change({ status: 'signed_in' });
  }

  async signOut(): Promise<void> {
    this.change({ status: 'anonymous' });
  }
}
