import { EXIT } from './command-error.ts';

export interface Interruption {
  readonly signal: AbortSignal;
  readonly dispose: () => void;
}

/**
 * Ctrl-C and SIGTERM ask to stop; a second one ends the process at once.
 *
 * @param onInterrupt says so to whoever waits
 * @param reason what the signal is aborted with; default an `AbortError`
 */
export function interruptible(onInterrupt: () => void, reason?: Error): Interruption {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort(reason);
    onInterrupt();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    dispose: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
