import { initialState, Task, TaskStatus } from '@lit/task';
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
  readonly #task: Task;
  #value: T | undefined;
  #keepValue = false;
  #interrupted = false;

  constructor(host: QueryHost, options: QueryOptions<T, A>) {
    this.#host = host;
    this.#options = options;
    this.#visitor = new SessionController(host);
    this.#task = new Task(host, {
      args: () => {
        const args = options.args();
        return args === null ? [] : [host.client, this.#visitor.state.revision, ...args];
      },
      task: ([client], { signal }) => this.#ask(client as PorticoClient | undefined, signal),
    });
    host.addController(this);
  }

  get state(): QueryState {
    if (this.#value !== undefined) return this.#options.isEmpty?.(this.#value) ? 'empty' : 'ready';
    if (this.#task.status === TaskStatus.ERROR)
      return DENIED.has(this.error?.code ?? '') ? 'denied' : 'error';
    return this.#task.status === TaskStatus.INITIAL ? 'idle' : 'loading';
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
    const error = this.#task.status === TaskStatus.ERROR ? this.#task.error : undefined;
    if (error === undefined || isPorticoError(error)) return error;
    return new PorticoError('internal_error', '', { cause: error });
  }

  /** True while an answer is awaited, also behind a value that is shown meanwhile. */
  get pending(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  /** Whether there is something to ask at all; false while `args` answers null. */
  get wanted(): boolean {
    return this.#options.args() !== null;
  }

  get visitor(): SessionController {
    return this.#visitor;
  }

  /** Asks the same again and keeps showing the last answer until the new one is there. */
  async reload(): Promise<void> {
    this.#keepValue = true;
    await this.#task.run();
  }

  /** For the retry button: asks again from the loading state. */
  readonly retry = (): void => {
    void this.#task.run();
  };

  hostConnected(): void {
    if (this.#interrupted) this.retry();
    this.#interrupted = false;
  }

  hostDisconnected(): void {
    this.#interrupted = this.pending;
    this.#task.abort();
  }

  async #ask(client: PorticoClient | undefined, signal: AbortSignal): Promise<unknown> {
    if (!this.#keepValue) this.#value = undefined;
    this.#keepValue = false;
    const args = this.#options.args();
    if (!client || args === null) return initialState;
    const value = await this.#options.query(client, args, signal);
    if (!signal.aborted) this.#value = value;
    return value;
  }
}
