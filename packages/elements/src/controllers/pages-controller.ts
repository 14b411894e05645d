import type { PorticoClient } from '@portico/client';
import type { QueryController, QueryHost } from './query-controller.ts';

/** What any page of the wire has: records or hits under another name, and where to go on. */
interface Page {
  readonly cursor: string | null;
}

/** "Show more" behind a query whose answers are pages. */
export class PagesController<P extends Page> {
  readonly #host: QueryHost;
  readonly #query: QueryController<P>;
  readonly #next: (client: PorticoClient, cursor: string) => Promise<P>;
  readonly #join: (before: P, after: P) => P;
  #pending = false;
  #failed = false;

  constructor(
    host: QueryHost,
    query: QueryController<P>,
    options: {
      readonly next: (client: PorticoClient, cursor: string) => Promise<P>;
      /** The page that holds both, with the cursor of `after`. */
      readonly join: (before: P, after: P) => P;
    },
  ) {
    this.#host = host;
    this.#query = query;
    this.#next = options.next;
    this.#join = options.join;
  }

  get hasMore(): boolean {
    return Boolean(this.#query.value?.cursor);
  }

  get pending(): boolean {
    return this.#pending;
  }

  /** True when the last call of {@link more} failed; it may be called again. */
  get failed(): boolean {
    return this.#failed;
  }

  readonly more = async (): Promise<void> => {
    const before = this.#query.value;
    const client = this.#host.client;
    if (!before?.cursor || !client || this.#pending) return;
    this.#pending = true;
    this.#failed = false;
    this.#host.requestUpdate();
    try {
      const after = await this.#next(client, before.cursor);
      // Other arguments meanwhile: these records belong to a question nobody asks any more.
      if (this.#query.value === before) this.#query.value = this.#join(before, after);
    } catch {
      this.#failed = true;
    } finally {
      this.#pending = false;
      this.#host.requestUpdate();
    }
  };
}
