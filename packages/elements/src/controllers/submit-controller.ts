import { isPorticoError, newIdempotencyKey, type PorticoClient, PorticoError } from '@portico/client';
import type { ReactiveControllerHost } from 'lit';
import { ProblemOccurredEvent } from '../base/events.ts';

export interface SubmitHost extends ReactiveControllerHost, EventTarget {
  readonly client: PorticoClient | undefined;
}

export type SubmitStatus = 'idle' | 'sending' | 'sent' | 'failed';

/**
 * Sends one thing once: one idempotency key for as long as the thing is the same, one call in flight however often
 * the button is pressed. A failure keeps everything as it is, so the next press may well succeed.
 *
 * @typeParam V what is sent
 * @typeParam R what comes back
 */
export class SubmitController<V, R> {
  readonly #host: SubmitHost;
  readonly #send: (client: PorticoClient, values: V, idempotencyKey: string) => Promise<R>;
  #key = newIdempotencyKey();
  #status: SubmitStatus = 'idle';
  #error: PorticoError | null = null;
  #result: R | null = null;

  constructor(
    host: SubmitHost,
    send: (client: PorticoClient, values: V, idempotencyKey: string) => Promise<R>,
  ) {
    this.#host = host;
    this.#send = send;
  }

  get status(): SubmitStatus {
    return this.#status;
  }

  get sending(): boolean {
    return this.#status === 'sending';
  }

  /** Why the last attempt failed; null unless `status` is `failed`. */
  get error(): PorticoError | null {
    return this.#error;
  }

  /** What the adapter answered; null unless `status` is `sent`. */
  get result(): R | null {
    return this.#result;
  }

  /** Sends `values`; null when that failed or another attempt is under way. Never throws. */
  async submit(values: V): Promise<R | null> {
    const { client } = this.#host;
    if (!client || this.sending) return null;
    this.#become('sending');
    try {
      const result = await this.#send(client, values, this.#key);
      this.#key = newIdempotencyKey();
      this.#become('sent', null, result);
      return result;
    } catch (cause) {
      const error = isPorticoError(cause) ? cause : new PorticoError('internal_error', '', { cause });
      // The first text arrived although its answer did not: what is sent next is a second thing, knowingly.
      if (error.code === 'idempotency_key_reused') this.#key = newIdempotencyKey();
      this.#become('failed', error);
      this.#host.dispatchEvent(new ProblemOccurredEvent(error.code));
      return null;
    }
  }

  /** Back to `idle`, for another one. */
  reset(): void {
    this.#become('idle');
  }

  #become(status: SubmitStatus, error: PorticoError | null = null, result: R | null = null): void {
    this.#status = status;
    this.#error = error;
    this.#result = result;
    this.#host.requestUpdate();
  }
}
