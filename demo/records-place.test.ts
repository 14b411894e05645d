import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { recordsPlace } from './records-place.ts';

test('the terminal shows where the records are, and nothing that is secret', () => {
  const placeOf = (store?: string) =>
    recordsPlace('/srv/demo', store === undefined ? {} : { PORTICO_STORE: store });
  assert.equal(placeOf(), join('/srv/demo', 'portico.db'));
  assert.equal(placeOf(''), join('/srv/demo', 'portico.db'));
  assert.equal(placeOf('sqlite:other.db'), 'other.db');
  assert.equal(placeOf('/srv/other.db'), '/srv/other.db');
  assert.equal(
    placeOf('postgres://portico:s3cret@db.example.com:5433/help?sslmode=require&password=s3cret'),
    'postgres://db.example.com:5433/help',
  );
  assert.equal(placeOf('https://contoso.crm.dynamics.com'), 'https://contoso.crm.dynamics.com/');
});
