import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CommandError } from '../command-error.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { readToken } from './read-token.ts';

describe('the token', () => {
  it('is that of the file, else that of the environment, else none', (test) => {
    const folder = temporaryFolder(test, { 'token.txt': 'Bearer a.b-c_d.e==\n' });
    assert.equal(readToken(join(folder, 'token.txt'), { PORTICO_PROBE_TOKEN: 'other' }), 'a.b-c_d.e==');
    assert.equal(readToken(undefined, { PORTICO_PROBE_TOKEN: ' x.y.z ' }), 'x.y.z');
    assert.equal(readToken(undefined, {}), null);
    assert.equal(readToken(undefined, { PORTICO_PROBE_TOKEN: '' }), null);
  });

  it('is refused where it can be none, without being quoted', (test) => {
    const folder = temporaryFolder(test, { 'empty.txt': '', 'page.txt': '<html>\nwords' });
    for (const file of ['empty.txt', 'page.txt', 'missing.txt'])
      assert.throws(
        () => readToken(join(folder, file), {}),
        (error) => error instanceof CommandError && error.exitCode === 2 && !error.message.includes('words'),
        file,
      );
    assert.throws(() => readToken(undefined, { PORTICO_PROBE_TOKEN: 'two words' }), CommandError);
  });
});
