import { PorticoError } from './errors.ts';

/**
 * Runs `work` for at most `limit` milliseconds. The signal it gets aborts then, or with the caller's `signal`; either
 * ends this call at once, whether or not `work` heeds it.
 *
 * @throws a `PorticoError` of code `timeout`, or the reason of the caller's signal
 */
export async function withinTime<T>(
  limit: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stop = (reason: unknown): void => controller.abort(reason);
  const follow = (): void => stop(signal?.reason);
  const timer = setTimeout(() => stop(new PorticoError('timeout')), limit);
  signal?.addEventListener('abort', follow);
  try {
    return await Promise.race([work(controller.signal), abortOf(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', follow);
  }
}

/** Resolves after `time` milliseconds; rejects as soon as `signal` aborts. */
export async function pause(time: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await Promise.race([
      new Promise((resolve) => {
        timer = setTimeout(resolve, time);
      }),
      abortOf(signal),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** Never resolves. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
