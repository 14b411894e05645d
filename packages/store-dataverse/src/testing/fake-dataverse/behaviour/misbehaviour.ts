/**
 * What the fake can be asked to do wrong:
 * `throttle` 429 with Retry-After, nothing done; `cut-off-json` the right answer, ended in its middle as if whole;
 * `reset` the connection torn down in mid-body; `sign-in-page` 200 with HTML; `unavailable` 503 with HTML;
 * `slow-body` the body in two halves, seconds apart; `redirect` 302 to a sign-in page; `unauthorized` 401 once more;
 * `reply-lost` everything done, then the connection torn down without a byte; `clock-skew` tokens that are sold as good
 * for an hour and have run out; `server-error` 500 with an inner error that must not be passed on.
 */
export type Misbehaviour =
  | 'throttle'
  | 'cut-off-json'
  | 'reset'
  | 'sign-in-page'
  | 'unavailable'
  | 'slow-body'
  | 'redirect'
  | 'unauthorized'
  | 'reply-lost'
  | 'clock-skew'
  | 'server-error';

export const MISBEHAVIOURS: readonly Misbehaviour[] = [
  'throttle',
  'cut-off-json',
  'reset',
  'sign-in-page',
  'unavailable',
  'slow-body',
  'redirect',
  'unauthorized',
  'reply-lost',
  'clock-skew',
  'server-error',
];

export interface MisbehaviourOptions {
  /** How many requests it befalls, 1 unless told. */
  readonly times?: number;
  /** Requests to leave alone first. */
  readonly after?: number;
  /** Only requests of this method. */
  readonly method?: string;
  /** Only requests whose path and query hold this text. */
  readonly path?: string;
  /** Of Retry-After, of the pause in a slow body, of the clock: 1, 1 and 7,200 unless told. */
  readonly seconds?: number;
}

interface Plan {
  readonly kind: Misbehaviour;
  readonly options: MisbehaviourOptions;
  skip: number;
  left: number;
}

export interface Misdeed {
  readonly kind: Misbehaviour;
  readonly seconds: number | undefined;
}

/** What is still to go wrong, first asked first. */
export class Misbehaviours {
  #plans: Plan[] = [];

  add(kind: Misbehaviour, options: MisbehaviourOptions = {}): void {
    this.#plans.push({ kind, options, skip: options.after ?? 0, left: options.times ?? 1 });
  }

  clear(): void {
    this.#plans = [];
  }

  /** What befalls a request, if anything does. Tokens suffer from `clock-skew` alone, the Web API from all others. */
  next(method: string, url: string, token: boolean): Misdeed | null {
    if (this.#plans.length === 0) return null;
    for (const plan of this.#plans) {
      const { options, kind } = plan;
      if ((kind === 'clock-skew') !== token) continue;
      if (options.method !== undefined && options.method !== method) continue;
      if (options.path !== undefined && !url.includes(options.path)) continue;
      if (plan.skip > 0) {
        plan.skip -= 1;
        continue;
      }
      plan.left -= 1;
      if (plan.left <= 0) this.#plans = this.#plans.filter((other) => other !== plan);
      return { kind, seconds: options.seconds };
    }
    return null;
  }
}
