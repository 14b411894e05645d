import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Progress, progressText } from './progress.ts';

describe('progressText', () => {
  it('tells the share, the rate and an estimate', () => {
    assert.equal(progressText(25, 100, 500, 10_000), '25 %, 500 items, 50 per second, about 30 s left');
    assert.equal(progressText(10, 100, 500, 60_000), '10 %, 500 items, 8 per second, about 9 min left');
    assert.equal(progressText(10, 100, 5, 3_600_000), '10 %, 5 items, 0 per second, about 9.0 h left');
  });

  it('estimates nothing at the very start nor at the end', () => {
    assert.equal(progressText(1, 1000, 5, 500), '0 %, 5 items, 10 per second');
    assert.equal(progressText(100, 100, 5, 5000), '100 %, 5 items, 1 per second');
    assert.equal(progressText(0, 0, 0, 0), '100 %, 0 items, 0 per second');
  });
});

describe('Progress', () => {
  function fake(isTTY: boolean) {
    const written: string[] = [];
    let now = 0;
    const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) };
    return {
      written,
      progress: new Progress(stream, () => now),
      tick: (by: number) => {
        now += by;
      },
    };
  }

  it('redraws a bar in place on a terminal, within its width', () => {
    const { written, progress, tick } = fake(true);
    tick(2000);
    progress.update(50, 100, 10);
    progress.update(51, 100, 11);
    assert.equal(written.length, 1);
    assert.ok(written[0]?.startsWith(`\r\x1b[2K${'█'.repeat(12)}${'░'.repeat(12)} 50 %, 10 items`));
    assert.ok((written[0]?.length ?? 0) <= 60 + '\r\x1b[2K'.length);
    progress.note('a note');
    assert.deepEqual(written.slice(1), ['\r\x1b[2K', 'a note\n']);
  });

  it('writes a line now and then elsewhere, so that logs stay readable', () => {
    const { written, progress, tick } = fake(false);
    for (let second = 0; second < 11; second += 1) {
      tick(1000);
      progress.update(second, 20, second);
    }
    progress.clear();
    assert.equal(written.length, 2);
    assert.match(written[0] ?? '', /^20 %, 4 items.*\n$/);
  });
});
