import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../../command-error.ts';
import { type Heard, headerOf, nameOf, type Sent } from './heard.ts';
import { rawRequest } from './raw-request.ts';

export interface AskerOptions {
  /** Of the adapter, with the path it is served under; no other origin is ever asked. */
  readonly base: URL;
  /** Requests per second, at most. */
  readonly rate: number;
  readonly signal?: AbortSignal;
  /** Milliseconds for one answer; default 20,000. */
  readonly timeout?: number;
  /** Default 8 MiB. */
  readonly maxBytes?: number;
  /** The longest wait that a `Retry-After` is given, in seconds; default 60. */
  readonly longestWait?: number;
}

/** The adapter does not answer any more, or not at all. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

const BUSY = [429, 502, 503, 504];
const TRIES = 4;
/** Seconds before the second try, when nothing says how long. */
const FIRST_WAIT = 1;

/** Asks one adapter, one question after the other, at a measured pace. */
export class Asker {
  /** How many requests were sent. */
  requests = 0;
  readonly base: URL;
  readonly #options: AskerOptions;
  readonly #agent: HttpAgent;
  #next = 0;

  constructor(options: AskerOptions) {
    this.#options = options;
    this.base = options.base;
    const Agent = options.base.protocol === 'https:' ? HttpsAgent : HttpAgent;
    this.#agent = new Agent({ keepAlive: true, maxSockets: 1 });
  }

  /**
   * Sends a question, again where the adapter is busy or a kept connection was closed.
   *
   * @throws NoAnswer when it stays without answer, and the reason of `signal` once that is aborted
   */
  async ask(sent: Sent): Promise<Heard> {
    const name = nameOf({ sent, url: new URL(this.base).origin + sent.path });
    for (let tried = 1; ; tried++) {
      await this.#pace();
      this.requests += 1;
      let wait = FIRST_WAIT * 2 ** (tried - 1);
      let failure: string;
      let lost = false;
      try {
        const heard = await this.#send(sent);
        if (!BUSY.includes(heard.status)) return heard;
        failure = `it answers ${heard.status}`;
        wait = this.#waitOf(heard) ?? wait;
      } catch (error) {
        this.#options.signal?.throwIfAborted();
        failure = messageOf(error);
        lost = true;
        wait /= 4;
      }
      // What a lost answer was about may have been done; of a POST a second try does it again.
      if (tried === TRIES || (lost && sent.method === 'POST')) throw new NoAnswer(`${name}: ${failure}`);
      await pause(wait * 1000, undefined, { signal: this.#options.signal });
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(sent: Sent): Promise<Heard> {
    const { timeout = 20_000, maxBytes = 8 * 1024 * 1024, signal } = this.#options;
    return rawRequest(sent, {
      base: this.base,
      agent: this.#agent,
      timeout,
      maxBytes,
      ...(signal && { signal }),
    });
  }

  async #pace(): Promise<void> {
    const { rate, signal } = this.#options;
    signal?.throwIfAborted();
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + 1000 / rate;
    if (at > now) await pause(at - now, undefined, { signal });
  }

  /** Seconds, from `Retry-After` in either of its forms. */
  #waitOf(heard: Heard): number | null {
    const text = headerOf(heard, 'retry-after');
    if (text === undefined) return null;
    const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
    if (Number.isNaN(seconds)) return null;
    return Math.min(Math.max(seconds, 0), this.#options.longestWait ?? 60);
  }
}
