import type { Logger } from '../logger.ts';
import type { Store } from '../store/store.ts';
import type { Evidence } from './evidence.ts';

/** Milliseconds that a start waits for it. */
const PATIENCE = 5000;

/**
 * What a store tells of its own guards, at the start of an adapter. One that has nothing to say of itself is no fault.
 * One that fails, or takes longer than five seconds, does not keep a healthy adapter from starting: nothing is known
 * then, which is logged, and `portico check --live` can be asked later.
 */
export async function evidenceOfStore(
  store: Pick<Store, 'evidence'>,
  tables: Parameters<Store['open']>[0],
  logger: Pick<Logger, 'warn'>,
): Promise<Evidence> {
  if (!store.evidence) return {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${PATIENCE} ms.`)), PATIENCE);
  });
  try {
    return await Promise.race([store.evidence(tables), late]);
  } catch (err) {
    logger.warn(
      { err },
      'The store did not say what its user may do (L28, L29). Ask it with: portico check --live',
    );
    return {};
  } finally {
    clearTimeout(timer);
  }
}
