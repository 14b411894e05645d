import { PorticoError } from './errors.ts';
import { pause } from './time-limit.ts';

const TRIES = 3;
/** A longer wait that the server asks for is told to the person instead of waited for, in seconds. */
const LONGEST_WAIT = 10;
/** Before the second try, in milliseconds; doubled before each further one. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 8000;
/** Answers that another try may turn into a better one. No answer at all has status 0. */
const TRANSIENT = [0, 408, 429, 500, 502, 503, 504];

/** Runs `attempt` until it succeeds, fails for good, or has been tried three times; pauses between. */
export async function withRetries<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      // Beside an abort of the whole call, attempts throw nothing but their own errors.
      signal.throwIfAborted();
      if (tries === TRIES || !(error instanceof PorticoError) || !mayPass(error)) throw error;
      await pause(error.retryAfter === null ? pauseAfter(tries) : error.retryAfter * 1000, signal);
    }
  }
}

/** Full jitter: after an outage, pages do not come back all at once. */
export function pauseAfter(tries: number): number {
  return Math.random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1));
}

function mayPass({ code, status, retryAfter }: PorticoError): boolean {
  return code !== 'offline' && TRANSIENT.includes(status) && (retryAfter ?? 0) <= LONGEST_WAIT;
}
