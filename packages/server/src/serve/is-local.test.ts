import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLocal } from './is-local.ts';

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  isLocal({ remoteAddress, headers: new Headers(headers) });

test('loopback addresses of both families are this machine', () => {
  for (const address of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])
    assert.ok(from(address), address);
});

test('every other address is not, nor one that is missing or looks alike', () => {
  for (const address of [
    '10.0.0.1',
    '192.168.1.4',
    '::ffff:10.0.0.1',
    'fe80::1',
    '127.0.0.1.evil',
    '',
    undefined,
  ])
    assert.equal(from(address), false, String(address));
});

test('what a proxy on this machine passes on comes from elsewhere', () => {
  assert.equal(from('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }), false);
  assert.equal(from('::1', { forwarded: 'for=203.0.113.9' }), false);
});
