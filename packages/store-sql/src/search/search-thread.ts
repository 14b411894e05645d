import { Worker } from 'node:worker_threads';
import type { SearchPlan, SearchResult } from '@portico/adapter/store';
import type { TableSchema } from '@portico/protocol';

export interface SearchWorkerData {
  readonly file: string;
  readonly cacheKiB: number;
  readonly tables: ReadonlyMap<string, TableSchema>;
}

/** What the thread posts back. An error crosses as its message and SQLite's code, of which a problem is made. */
export type SearchAnswer =
  | { readonly id: number; readonly result: SearchResult }
  | {
      readonly id: number;
      readonly error: { readonly message: string; readonly errcode?: number | undefined };
    };

interface Waiting {
  readonly done: (result: SearchResult) => void;
  readonly failed: (error: Error) => void;
}

/**
 * Searches in a thread of its own. `node:sqlite` is synchronous, and no other request is to wait behind a
 * search. The thread starts with the first search, and again after it broke; it reads what was committed.
 */
export class SearchThread {
  readonly #file: string;
  readonly #cacheKiB: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #tables: ReadonlyMap<string, TableSchema> | undefined;
  #asked = 0;

  constructor(file: string, cacheKiB: number) {
    this.#file = file;
    this.#cacheKiB = cacheKiB;
  }

  search(plan: SearchPlan, tables: ReadonlyMap<string, TableSchema>): Promise<SearchResult> {
    const worker = this.#workerFor(tables);
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      // An idle thread does not keep a process alive; one that owes an answer does.
      worker.ref();
      worker.postMessage({ id, plan });
    });
  }

  async close(): Promise<void> {
    await this.#end(new Error('The store was closed.'));
  }

  /** Whoever still waits is told: an ended thread answers nobody. */
  async #end(reason: Error): Promise<void> {
    const worker = this.#worker;
    if (worker) this.#broke(worker, reason);
    await worker?.terminate();
  }

  /** A store that is opened again, with other tables, gets another thread. */
  #workerFor(tables: ReadonlyMap<string, TableSchema>): Worker {
    if (this.#worker && this.#tables === tables) return this.#worker;
    void this.#end(new Error('The store was opened again.'));
    const data: SearchWorkerData = { file: this.#file, cacheKiB: this.#cacheKiB, tables };
    // The same name from source and when built.
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./search-worker.${extension}`, import.meta.url), { workerData: data });
    worker.on('message', (answer: SearchAnswer) => this.#settle(answer));
    worker.on('error', (error) => this.#broke(worker, error as Error));
    worker.on('exit', () => this.#broke(worker, new Error('The search thread ended.')));
    this.#worker = worker;
    this.#tables = tables;
    return worker;
  }

  #settle(answer: SearchAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if ('result' in answer) waiting?.done(answer.result);
    else waiting?.failed(Object.assign(new Error(answer.error.message), { errcode: answer.error.errcode }));
  }

  #broke(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { failed } of this.#waiting.values()) failed(error);
    this.#waiting.clear();
  }
}
