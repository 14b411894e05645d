/**
 * Ids of records to which something happened while something else was under way. A poll has to know what the
 * store wrote while it read, and a write what a poll brought while it ran: of two states of a record that come from
 * two sides, none says which is the newer.
 */
export class IdsMeanwhile {
  readonly #watches = new Set<Set<string>>();

  add(ids: Iterable<string>): void {
    for (const id of ids) for (const watch of this.#watches) watch.add(id);
  }

  /** Runs `work`, which is given the ids added since it began. */
  async during<T>(work: (ids: ReadonlySet<string>) => Promise<T>): Promise<T> {
    const watch = new Set<string>();
    this.#watches.add(watch);
    try {
      return await work(watch);
    } finally {
      this.#watches.delete(watch);
    }
  }
}
