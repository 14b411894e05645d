import type { TestContext } from 'node:test';

/** Time that passes only when the test says so: `setTimeout` and `Date`, and no jitter unless `random` asks for it. */
export class FakeClock {
  readonly #test: TestContext;

  constructor(test: TestContext, random = 1) {
    this.#test = test;
    test.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.UTC(2026, 0, 1) });
    test.mock.method(Math, 'random', () => random);
  }

  /** Lets `time` milliseconds pass, in steps small enough for whatever follows from a timer to set the next. */
  async pass(time: number): Promise<void> {
    for (let passed = 0; passed < time; passed += 250) {
      await settle();
      this.#test.mock.timers.tick(Math.min(250, time - passed));
    }
    await settle();
  }
}

/** Until promises that wait for nothing else have had their turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
