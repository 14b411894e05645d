import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { guardedStorage } from './guarded-storage.ts';
import { MemoryStorage } from './testing/memory-storage.ts';

const original = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage');

function replaceStorage(get: () => unknown): void {
  Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, get });
}

afterEach(() => {
  if (original) Object.defineProperty(globalThis, 'sessionStorage', original);
  else Reflect.deleteProperty(globalThis, 'sessionStorage');
});

test('values are kept in session storage', () => {
  const real = new MemoryStorage();
  replaceStorage(() => real);
  guardedStorage().setItem('a', '1');
  assert.equal(real.getItem('a'), '1');
  assert.equal(guardedStorage().getItem('a'), '1');
});

test('where storage is blocked, they live in memory', () => {
  replaceStorage(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  const storage = guardedStorage();
  storage.setItem('a', '1');
  assert.equal(storage.getItem('a'), '1');
  storage.removeItem('a');
  assert.equal(storage.getItem('a'), null);
});

test('where storage is full, too', () => {
  const full = {
    getItem: () => null,
    removeItem: () => {},
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  replaceStorage(() => full);
  const storage = guardedStorage();
  storage.setItem('a', '1');
  assert.equal(storage.getItem('a'), '1');
});
