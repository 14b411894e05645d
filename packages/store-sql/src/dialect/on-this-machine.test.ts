import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onThisMachine } from './on-this-machine.ts';

describe('a PostgreSQL server', () => {
  for (const url of [
    'postgres://localhost/help',
    'postgres://ann:pw@127.0.0.1:5433/help',
    'postgres://ann:pw@[::1]/help',
    'postgres:///help',
    'postgres:///help?host=/var/run/postgresql',
    'postgres://%2Fvar%2Frun%2Fpostgresql/help',
  ])
    it(`is on this machine: ${url}`, () => assert.equal(onThisMachine(url, {}), true));

  for (const url of [
    'postgres://db.example/help',
    'postgres://10.0.0.7/help',
    'postgres://localhost.example/help',
    'postgres://localhost/help?host=db.example',
    'postgres://127.0.0.1.example/help',
  ])
    it(`is elsewhere: ${url}`, () => assert.equal(onThisMachine(url, {}), false));

  it('is where PGHOST says, when the address names none', () => {
    assert.equal(onThisMachine('postgres:///help', { PGHOST: 'db.example' }), false);
    assert.equal(onThisMachine('postgres://localhost/help', { PGHOST: 'db.example' }), true);
  });
});
