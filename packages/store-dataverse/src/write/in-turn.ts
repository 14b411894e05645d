/** Runs tasks of the same key one after the other; those of other keys do not wait. */
export function createTurns(): <T>(key: string | null, task: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (key, task) => {
    if (key === null) return task();
    const before = last.get(key);
    const run = (async () => {
      await before?.catch(() => {});
      return task();
    })();
    last.set(key, run);
    try {
      return await run;
    } finally {
      if (last.get(key) === run) last.delete(key);
    }
  };
}
