/** How many shapes of plans are kept compiled; the least recently used goes first. */
const KEPT = 1000;

/** Keeps what was compiled for a shape of plan. Shapes come from configuration and queries, never values. */
export class StatementCache<T> {
  readonly #known = new Map<string, T>();

  get(key: string, compile: () => T): T {
    const known = this.#known.get(key);
    if (known) {
      this.#known.delete(key);
      this.#known.set(key, known);
      return known;
    }
    const entry = compile();
    this.#known.set(key, entry);
    const oldest = this.#known.keys().next();
    if (this.#known.size > KEPT && !oldest.done) this.#known.delete(oldest.value);
    return entry;
  }
}
