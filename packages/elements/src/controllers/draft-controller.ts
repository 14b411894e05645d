import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { draftKey } from '../base/draft-keys.ts';

/** Milliseconds of silence before what was typed is kept. */
const PAUSE = 500;
/** Milliseconds after which a draft is forgotten. */
const LIFETIME = 24 * 60 * 60 * 1000;

/**
 * Keeps what is typed in session storage, so that a reload, a sign-in or a slip of the finger loses nothing, and
 * another person on the same device finds nothing once the tab is closed. Does nothing where storage is blocked.
 *
 * @typeParam V a JSON value
 */
export class DraftController<V> implements ReactiveController {
  readonly #key: () => string | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unsaved: (() => void) | undefined;

  /** `key` names the draft, such as `case-form`; null: keep none. */
  constructor(host: ReactiveControllerHost, key: () => string | null) {
    this.#key = key;
    host.addController(this);
  }

  /** The kept values, or null. */
  restore(): V | null {
    this.#flush();
    const key = this.#key();
    const text = key === null ? null : attempt(() => sessionStorage.getItem(draftKey(key)), null);
    const draft = text ? attempt(() => JSON.parse(text) as { savedAt: number; values: V }, null) : null;
    return draft && Date.now() - draft.savedAt < LIFETIME ? draft.values : null;
  }

  /** Keeps `values` after a pause in typing. */
  save(values: V): void {
    const key = this.#key();
    clearTimeout(this.#timer);
    this.#unsaved = () => {
      this.#unsaved = undefined;
      if (key === null) return;
      const text = JSON.stringify({ savedAt: Date.now(), values });
      attempt(() => sessionStorage.setItem(draftKey(key), text), undefined);
    };
    this.#timer = setTimeout(() => this.#unsaved?.(), PAUSE);
  }

  /** Forgets the draft of `key`, by default the present one: it was sent, or thrown away. */
  clear(key: string | null = this.#key()): void {
    if (key === this.#key()) {
      clearTimeout(this.#timer);
      this.#unsaved = undefined;
    }
    if (key !== null) attempt(() => sessionStorage.removeItem(draftKey(key)), undefined);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#flush);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#flush);
    this.#flush();
  }

  readonly #flush = (): void => {
    clearTimeout(this.#timer);
    this.#unsaved?.();
  };
}

function attempt<T>(use: () => T, otherwise: T): T {
  try {
    return use();
  } catch {
    return otherwise;
  }
}
