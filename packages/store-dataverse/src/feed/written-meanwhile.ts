/**
 * Ids that the store itself has written while something was being read. What was read of them may be older
 * than what was written, so it must not replace it; if it is newer, the next poll brings it.
 */
export class WrittenMeanwhile {
  readonly #watches = new Set<Set<string>>();

  add(ids: Iterable<string>): void {
    for (const id of ids) for (const watch of this.#watches) watch.add(id);
  }

  /** Runs `read`, which is given the ids written since it began. */
  async during<T>(read: (written: ReadonlySet<string>) => Promise<T>): Promise<T> {
    const watch = new Set<string>();
    this.#watches.add(watch);
    try {
      return await read(watch);
    } finally {
      this.#watches.delete(watch);
    }
  }
}
