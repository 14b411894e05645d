import { isPorticoError, type PorticoClient, PorticoError } from '@portico/client';
import type { ReactiveController } from 'lit';
import { SessionController, type SessionHost } from './session-controller.ts';

export interface QueryHost extends SessionHost {
  readonly client: PorticoClient | undefined;
}

export interface QueryOptions<T, A extends readonly unknown[]> {
  /** Asks the adapter. Pass `signal` on. */
  query(client: PorticoClient, args: A, signal: AbortSignal): Promise<T>;
  /** What the answer depends on, compared shallowly at each update; null: not to be asked now. */
  readonly args: () => A | null;
  /** Whether an answer counts as empty; default never. */
  isEmpty?(value: T): boolean;
}

/**
 * - `idle`: not to be asked (`wanted` is false), or there is no client yet.
 * - `denied`: this visitor may not see it, or it does not exist; the adapter tells no difference.
 */
export type QueryState = 'idle' | 'loading' | 'ready' | 'empty' | 'denied' | 'error';

const DENIED: ReadonlySet<string> = new Set([
  'permission_denied',
  'not_found',
  'invalid_token',
  'registration_closed',
]);

/** One question to the adapter: asked again when its arguments or the visitor's session change, aborted on disconnect. */
export class QueryController<T, A extends readonly unknown[] = readonly unknown[]>
  implements ReactiveController
{
  readonly #host: QueryHost;
  readonly #options: QueryOptions<T, A>;
  readonly #visitor: SessionController;
  /** What the last answer, or the one awaited, depends on. */
  #asked: readonly unknown[] | undefined;
  /** Of the question under way; an answer to any other is dropped. */
  #running: AbortController | undefined;
  #value: T | undefined;
  #error: PorticoError | undefined;
  #interrupted = false;

  constructor(host: QueryHost, options: QueryOptions<T, A>) {
    this.#host = host;
    this.#options = options;
    this.#visitor = new SessionController(host);
    host.addController(this);
  }

  get state(): QueryState {
    if (this.#value !== undefined) return this.#options.isEmpty?.(this.#value) ? 'empty' : 'ready';
    if (this.#error) return DENIED.has(this.#error.code) ? 'denied' : 'error';
    return this.pending ? 'loading' : 'idle';
  }

  /** The last answer; undefined while the first one, or one to other arguments, is awaited. */
  get value(): T | undefined {
    return this.#value;
  }

  /** Puts `value` in place of the answer, after a change whose outcome is known without asking again. */
  set value(value: T | undefined) {
    this.#value = value;
    this.#host.requestUpdate();
  }

  /** Why the last question failed; a failed {@link reload} leaves `value` as it was. */
  get error(): PorticoError | undefined {
    return this.#error;
  }

  /** True while an answer is awaited, also behind a value that is shown meanwhile. */
  get pending(): boolean {
    return this.#running !== undefined;
  }

  /** Whether there is something to ask at all; false while `args` answers null. */
  get wanted(): boolean {
    return this.#options.args() !== null;
  }

  get visitor(): SessionController {
    return this.#visitor;
  }

  /** Asks the same again and keeps showing the last answer until the new one is there. */
  reload(): Promise<void> {
    return this.#ask();
  }

  /** For the retry button: asks again from the loading state. */
  readonly retry = (): void => {
    this.#value = undefined;
    void this.#ask();
  };

  hostConnected(): void {
    if (this.#interrupted) this.retry();
    this.#interrupted = false;
  }

  hostUpdate(): void {
    const before = this.#asked;
    const now = this.#dependencies();
    if (now.length !== before?.length || now.some((part, index) => !Object.is(part, before[index])))
      this.retry();
  }

  hostDisconnected(): void {
    this.#interrupted = this.pending;
    this.#running?.abort();
    this.#running = undefined;
  }

  #dependencies(): readonly unknown[] {
    const args = this.#options.args();
    return args === null ? [] : [this.#host.client, this.#visitor.state.revision, ...args];
  }

  async #ask(): Promise<void> {
    const args = this.#options.args();
    const { client } = this.#host;
    this.#asked = this.#dependencies();
    this.#error = undefined;
    this.#running?.abort();
    this.#running = undefined;
    this.#host.requestUpdate();
    if (!client || args === null) return;
    const running = new AbortController();
    this.#running = running;
    try {
      const value = await this.#options.query(client, args, running.signal);
      if (this.#running === running) this.#value = value;
    } catch (cause) {
      if (this.#running === running)
        this.#error = isPorticoError(cause) ? cause : new PorticoError('internal_error', '', { cause });
    }
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#host.requestUpdate();
  }
}
