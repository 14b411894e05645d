import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkBrowserSizes } from './browser-sizes.mjs';

function manifest(sizes = {}) {
  const brotli = {
    'portico.js': 1500,
    'core.js': 13_000,
    'base.js': 1000,
    'forms.js': 2000,
    'a.js': 6000,
    'f.js': 8000,
    ...sizes,
  };
  const shared = ['portico.js', 'core.js', 'base.js'];
  return {
    loader: 'portico.js',
    core: 'core.js',
    widgets: {
      'portico-search': [...shared, 'a.js'],
      'portico-lead-form': [...shared, 'forms.js', 'a.js'],
      'portico-case-form': [...shared, 'forms.js', 'f.js'],
    },
    files: Object.fromEntries(Object.entries(brotli).map(([name, size]) => [name, { brotli: size }])),
  };
}

describe('browser sizes', () => {
  it('pass at their budgets, the wide ones at theirs', () => {
    assert.deepEqual(checkBrowserSizes(manifest()).faults, []);
  });

  it('count chunks that every widget loads as core', () => {
    assert.deepEqual(checkBrowserSizes(manifest({ 'base.js': 1001 })).faults, [
      'core has 14001 bytes; the most is 14000.',
    ]);
  });

  it('count shared chunks for each widget that loads them', () => {
    assert.deepEqual(checkBrowserSizes(manifest({ 'forms.js': 2001 })).faults, [
      'portico-lead-form has 8001 bytes; the most is 8000.',
      'portico-case-form has 10001 bytes; the most is 10000.',
    ]);
  });

  it('show what a page loads in all', () => {
    assert.match(checkBrowserSizes(manifest()).facts, /portico-search +6000 +8000 +21500/);
  });
});
