/** Keeps what was compiled for a shape of plan. Shapes come from configuration and queries, never values. */
export declare class StatementCache<T> {
  #private;
  get(key: string, compile: () => T): T;
}
