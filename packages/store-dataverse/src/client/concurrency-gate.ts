import { DataverseError } from './dataverse-error.ts';

/** Runs tasks, so many at once; the others wait their turn. */
export type ConcurrencyGate = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Dataverse takes 52 requests at once from one application user, and all visitors are one user to it. A task
 * that has waited `deadline` milliseconds is refused with `unavailable` rather than kept: its visitor has
 * gone, or is told sooner that the store is busy.
 */
export function createConcurrencyGate(limit: number, deadline: number): ConcurrencyGate {
  let running = 0;
  const waiting = new Set<() => void>();

  function enter(signal?: AbortSignal): Promise<void> | void {
    if (running < limit) {
      running += 1;
      return;
    }
    return new Promise((resolve, reject) => {
      const leaveQueue = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        waiting.delete(admit);
      };
      const admit = () => {
        leaveQueue();
        resolve();
      };
      const giveUp = () => {
        leaveQueue();
        reject(new DataverseError('unavailable', { retryAfter: 1, reason: 'queue is full' }));
      };
      const timer = setTimeout(giveUp, deadline);
      signal?.addEventListener('abort', giveUp, { once: true });
      waiting.add(admit);
    });
  }

  function leave(): void {
    // The place passes on without becoming free, or a newcomer could take it before who waited longest.
    const [next] = waiting;
    if (next) next();
    else running -= 1;
  }

  return async (task, signal) => {
    await enter(signal);
    try {
      return await task();
    } finally {
      leave();
    }
  };
}
