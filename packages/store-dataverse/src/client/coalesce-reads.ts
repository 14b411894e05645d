/** Lets identical reads that are in flight together be one request. Nothing is kept once it has arrived. */
export interface ReadCoalescer {
  read<T>(key: string, ask: () => Promise<T>): Promise<T>;
  /** Runs a write. No read shares an answer with one that began before the write's start or end. */
  write<T>(write: () => Promise<T>): Promise<T>;
}

export function createReadCoalescer(): ReadCoalescer {
  let flights = new Map<string, Promise<unknown>>();
  return {
    read<T>(key: string, ask: () => Promise<T>): Promise<T> {
      const present = flights.get(key) as Promise<T> | undefined;
      if (present) return present;
      const own = flights;
      const flight = ask().finally(() => own.delete(key));
      own.set(key, flight);
      return flight;
    },

    async write<T>(write: () => Promise<T>): Promise<T> {
      flights = new Map();
      try {
        return await write();
      } finally {
        // A read begun during the write may have seen the rows before it; who reads after it must see them after.
        flights = new Map();
      }
    },
  };
}
