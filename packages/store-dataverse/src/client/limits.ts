/** How long and how much the client waits for, sends and takes. Times in milliseconds. */
export interface ClientLimits {
  /** One try, from sending to the last byte of the answer. */
  readonly attempt: number;
  /** A call with all its tries, waits and its token. */
  readonly call: number;
  /** Waiting for a place among the requests sent at once. */
  readonly queue: number;
  /** A change of metadata; making a table takes Dataverse most of a minute. */
  readonly metadata: number;
  /** Tries after the first. */
  readonly retries: number;
  /** The pause before the first retry; it doubles with each, up to eight times, and is then drawn at random below. */
  readonly pause: number;
  /** Bytes of an answer. */
  readonly body: number;
}

export const DEFAULT_LIMITS: ClientLimits = {
  attempt: 10_000,
  call: 20_000,
  queue: 5_000,
  metadata: 120_000,
  retries: 3,
  pause: 300,
  body: 64 * 1024 * 1024,
};
