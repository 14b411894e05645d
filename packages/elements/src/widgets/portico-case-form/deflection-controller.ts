import type { PorticoClient } from '@portico/client';
import type { SearchHit } from '@portico/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds of silence before answers are looked for. */
const PAUSE = 300;
/** Below this many characters nothing sensible is found. */
const SHORTEST = 4;
const ANSWERS = 3;

interface DeflectionHost extends ReactiveControllerHost {
  readonly client: PorticoClient | undefined;
}

/** Looks for answers while a title is typed. A failed search is no answer: the form must not suffer from it. */
export class DeflectionController implements ReactiveController {
  readonly #host: DeflectionHost;
  #asked = '';
  #hits: readonly SearchHit[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #search: AbortController | undefined;

  constructor(host: DeflectionHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Best first; stays while the next ones are looked for, so that nothing flickers under the reader's eyes. */
  get hits(): readonly SearchHit[] {
    return this.#hits;
  }

  /** Looks for answers to `text` in `tables` once typing pauses; the same text is not looked for twice. */
  look(text: string, tables: readonly string[]): void {
    const asked = text.trim();
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#stop();
    if (asked.length < SHORTEST) {
      this.#show([]);
      return;
    }
    this.#timer = setTimeout(() => void this.#ask(asked, tables), PAUSE);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#search?.abort();
  }

  async #ask(q: string, tables: readonly string[]): Promise<void> {
    const search = new AbortController();
    this.#search = search;
    try {
      const page = await this.#host.client?.search({ q, tables, limit: ANSWERS }, { signal: search.signal });
      if (!search.signal.aborted) this.#show(page?.hits ?? []);
    } catch {
      if (!search.signal.aborted) this.#show([]);
    }
  }

  #show(hits: readonly SearchHit[]): void {
    this.#hits = hits;
    this.#host.requestUpdate();
  }
}
