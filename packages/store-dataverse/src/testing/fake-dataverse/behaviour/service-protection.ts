import type { ApiResponse } from '../request/exchange.ts';

/** Service protection limits; off unless given. Microsoft Learn, "Service protection API limits". */
export interface Limits {
  /** Requests in a sliding window; Dataverse has 6,000 in 300 seconds for each user and web server. */
  readonly requests?: { readonly most: number; readonly seconds: number };
  /** Requests at one time; Dataverse has 52. */
  readonly concurrent?: number;
}

/** Counts requests and says which must wait. */
export class ServiceProtection {
  #limits: Limits;
  #times: number[] = [];
  #running = 0;

  constructor(limits: Limits = {}) {
    this.#limits = limits;
  }

  set(limits: Limits): void {
    this.#limits = limits;
    this.#times = [];
  }

  /** Lets a request in (null; `leave` when it is answered) or turns it away. */
  enter(now: number): ApiResponse | null {
    const { requests, concurrent } = this.#limits;
    if (concurrent !== undefined && this.#running >= concurrent) {
      return throttled('0x80072326', `Number of concurrent requests exceeded the limit of ${concurrent}.`, 1);
    }
    if (requests) {
      const since = now - requests.seconds * 1000;
      this.#times = this.#times.filter((time) => time > since);
      if (this.#times.length >= requests.most) {
        const wait = Math.max(1, Math.ceil((this.#times[0]! - since) / 1000));
        return throttled(
          '0x80072322',
          `Number of requests exceeded the limit of ${requests.most} over the time window of ${requests.seconds} seconds.`,
          wait,
        );
      }
      this.#times.push(now);
    }
    this.#running += 1;
    return null;
  }

  leave(): void {
    this.#running -= 1;
  }

  /** As the service counts down on every answer. */
  headers(): Readonly<Record<string, string>> {
    const { requests } = this.#limits;
    if (!requests) return {};
    return {
      'x-ms-ratelimit-burst-remaining-xrm-requests': String(requests.most - this.#times.length),
    };
  }
}

export const throttled = (code: string, message: string, seconds: number): ApiResponse => ({
  status: 429,
  headers: { 'Retry-After': String(seconds) },
  body: { error: { code, message } },
});
