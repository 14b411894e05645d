import { Worker } from 'node:worker_threads';
/**
 * Searches in a thread of its own. `node:sqlite` is synchronous, and no other request is to wait behind a
 * search. The thread starts with the first search, and again after it broke; it reads what was committed.
 */
export class SearchThread {
  #file;
  #cacheKiB;
  #waiting = new Map();
  #worker;
  #tables;
  #asked = 0;
  constructor(file, cacheKiB) {
    this.#file = file;
    this.#cacheKiB = cacheKiB;
  }
  search(plan, tables) {
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
  async close() {
    await this.#end(new Error('The store was closed.'));
  }
  /** Whoever still waits is told: an ended thread answers nobody. */
  async #end(reason) {
    const worker = this.#worker;
    if (worker) this.#broke(worker, reason);
    await worker?.terminate();
  }
  /** A store that is opened again, with other tables, gets another thread. */
  #workerFor(tables) {
    if (this.#worker && this.#tables === tables) return this.#worker;
    void this.#end(new Error('The store was opened again.'));
    const data = { file: this.#file, cacheKiB: this.#cacheKiB, tables };
    // The same name from source and when built.
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./search-worker.${extension}`, import.meta.url), { workerData: data });
    worker.on('message', (answer) => this.#settle(answer));
    worker.on('error', (error) => this.#broke(worker, error));
    worker.on('exit', () => this.#broke(worker, new Error('The search thread ended.')));
    this.#worker = worker;
    this.#tables = tables;
    return worker;
  }
  #settle(answer) {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if ('result' in answer) waiting?.done(answer.result);
    else waiting?.failed(Object.assign(new Error(answer.error.message), { errcode: answer.error.errcode }));
  }
  #broke(worker, error) {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { failed } of this.#waiting.values()) failed(error);
    this.#waiting.clear();
  }
}
//# sourceMappingURL=search-thread.js.map
