import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Where the visitor is, as the address of the page tells it: `?q=…&article=…`. */
export interface Place {
  readonly q: string;
  /** Id of the article that is read in place, or null. */
  readonly article: string | null;
}

/**
 * Keeps the place in the page's address, so that it can be shared, reloaded and left by the browser's back button.
 * Searching changes the history entry, opening an article adds one. All other parameters are left alone.
 */
export class UrlState implements ReactiveController {
  readonly #enabled: () => boolean;
  readonly #restore: (place: Place) => void;
  /** True while the entry before this one is ours, without the article. */
  #pushed = false;

  constructor(host: ReactiveControllerHost, enabled: () => boolean, restore: (place: Place) => void) {
    this.#enabled = enabled;
    this.#restore = restore;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('popstate', this.#handlePopstate);
    if (!this.#enabled()) return;
    const place = readPlace();
    if (place.q || place.article) this.#restore(place);
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.#handlePopstate);
  }

  replace(place: Place): void {
    if (this.#enabled()) history.replaceState(history.state, '', addressOf(place));
  }

  push(place: Place): void {
    if (!this.#enabled()) return;
    history.pushState(null, '', addressOf(place));
    this.#pushed = true;
  }

  /** Leaves the article; true when the browser goes back, which restores the place before it. */
  back(place: Place): boolean {
    if (this.#enabled() && this.#pushed) {
      history.back();
      return true;
    }
    this.replace(place);
    return false;
  }

  readonly #handlePopstate = (): void => {
    this.#pushed = false;
    if (this.#enabled()) this.#restore(readPlace());
  };
}

function readPlace(): Place {
  const parameters = new URLSearchParams(location.search);
  return { q: parameters.get('q') ?? '', article: parameters.get('article') };
}

function addressOf({ q, article }: Place): string {
  const url = new URL(location.href);
  for (const [name, value] of [
    ['q', q],
    ['article', article],
  ] as const) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}
