import type { KeyValueStorage } from '../guarded-storage.ts';

/** Storage that lives as long as the test. */
export class MemoryStorage implements KeyValueStorage {
  readonly #values = new Map<string, string>();

  getItem(key: string): string | null {
    return this.#values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#values.set(key, value);
  }

  removeItem(key: string): void {
    this.#values.delete(key);
  }

  /** All that is kept, for a look at what should not be. */
  get text(): string {
    return [...this.#values.values()].join('\n');
  }
}
