import type { PorticoClient } from '@portico/client';
import { foldText, type SearchHit, type Suggestions } from '@portico/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Milliseconds of silence before suggestions are asked for. */
const PAUSE = 120;
const MAX_COMPLETIONS = 3;
const MAX_HITS = 5;

/** One line of the list under the field: a longer query, a hit, or all hits of what was typed. */
export type SuggestOption =
  | { readonly type: 'completion'; readonly text: string }
  | { readonly type: 'hit'; readonly hit: SearchHit }
  | { readonly type: 'all'; readonly text: string };

export interface SuggestHost extends ReactiveControllerHost {
  readonly client: PorticoClient | undefined;
}

export interface SuggestCallbacks {
  readonly ask: (client: PorticoClient, q: string, signal: AbortSignal) => Promise<Suggestions>;
  /** An option was chosen, by key or pointer. */
  readonly choose: (option: SuggestOption) => void;
  /** New options are there to be announced. */
  readonly suggested: (count: number) => void;
}

/**
 * Suggestions while typing, and the list they are chosen from: the keyboard of an editable combobox with list
 * autocomplete (ARIA 1.2 and its Authoring Practices). The focus stays in the input; `active` is what
 * `aria-activedescendant` points to.
 */
export class SuggestController implements ReactiveController {
  readonly #host: SuggestHost;
  readonly #callbacks: SuggestCallbacks;
  #options: readonly SuggestOption[] = [];
  #open = false;
  #active = -1;
  #typed = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor(host: SuggestHost, callbacks: SuggestCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  get options(): readonly SuggestOption[] {
    return this.#options;
  }

  get open(): boolean {
    return this.#open;
  }

  /** Index into {@link options}; -1: none. */
  get active(): number {
    return this.#active;
  }

  /** What the options were asked for. */
  get typed(): string {
    return this.#typed;
  }

  /** Asks for suggestions to `text` once typing pauses. Those to earlier text stay until then, and never come later. */
  type(text: string): void {
    this.#stopAsking();
    this.#become(this.#open, -1);
    const q = text.trim();
    if (q === '') this.#suggest('', []);
    else this.#timer = setTimeout(() => void this.#ask(q), PAUSE);
  }

  close(): void {
    this.#stopAsking();
    this.#become(false, -1);
  }

  readonly handleKeydown = (event: KeyboardEvent): void => {
    // Keys that compose a character (Japanese, Chinese, Korean) are not ours.
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (this.#press(event)) event.preventDefault();
  };

  hostDisconnected(): void {
    this.close();
  }

  /** True when the key was one of the list's. */
  #press({ key, altKey }: KeyboardEvent): boolean {
    const option = this.#options[this.#active];
    switch (key) {
      case 'ArrowDown':
        return this.#move(altKey ? 0 : 1);
      case 'ArrowUp':
        if (!altKey) return this.#move(-1);
        this.close();
        return true;
      case 'Enter':
        if (!this.#open || !option) return false;
        this.#callbacks.choose(option);
        return true;
      case 'Escape':
        if (!this.#open) return false;
        this.close();
        return true;
      case 'Home':
      case 'End':
      case 'ArrowLeft':
      case 'ArrowRight':
        // Back to the text, where the browser moves the caret.
        if (option) this.#become(true, -1);
        return false;
      default:
        return false;
    }
  }

  /** Past either end of the list, the text itself is active again. */
  #move(step: -1 | 0 | 1): boolean {
    if (this.#options.length === 0) return false;
    const places = this.#options.length + 1;
    this.#become(true, ((this.#active + 1 + step + places) % places) - 1);
    return true;
  }

  async #ask(q: string): Promise<void> {
    const { client } = this.#host;
    if (!client) return;
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    // Suggestions are an extra: where they fail, the search itself will say so.
    const answer = await this.#callbacks.ask(client, q, signal).catch(() => null);
    if (!signal.aborted) this.#suggest(q, answer ? optionsOf(q, answer) : []);
  }

  #suggest(q: string, options: readonly SuggestOption[]): void {
    this.#typed = q;
    this.#options = options;
    this.#become(options.length > 0, -1);
    if (options.length > 0) this.#callbacks.suggested(options.length);
  }

  #stopAsking(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  #become(open: boolean, active: number): void {
    this.#open = open;
    this.#active = active;
    this.#host.requestUpdate();
  }
}

/** None at all when there is neither a completion nor a hit: a list that only repeats the query helps nobody. */
function optionsOf(q: string, { completions, hits }: Suggestions): SuggestOption[] {
  const longer = completions.filter((text) => foldText(text) !== foldText(q)).slice(0, MAX_COMPLETIONS);
  if (longer.length + hits.length === 0) return [];
  return [
    ...longer.map((text) => ({ type: 'completion', text }) as const),
    ...hits.slice(0, MAX_HITS).map((hit) => ({ type: 'hit', hit }) as const),
    { type: 'all', text: q },
  ];
}
