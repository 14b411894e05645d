import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readableLogLine } from './readable-log-line.ts';

describe('readableLogLine', () => {
  it('leaves out what is only for the record', () => {
    assert.equal(readableLogLine('{"level":"info","msg":"request","route":"/v1/site"}'), null);
    assert.equal(readableLogLine('   '), null);
  });

  it('says warnings and errors in words, with what belongs to them', () => {
    assert.equal(
      readableLogLine('{"level":"warn","time":"now","folder":"/sdk","msg":"Missing."}'),
      'Adapter, warn: Missing. {"folder":"/sdk"}',
    );
    assert.equal(
      readableLogLine('{"level":"error","msg":"Failed.","err":{"stack":"Error: x\\n  at y"}}'),
      'Adapter, error: Failed.\nError: x\n  at y',
    );
  });

  it('passes on what is no log entry', () => {
    for (const line of ['portico: there is no such file', '{"items":3}', '{broken', '[1]'])
      assert.equal(readableLogLine(line), line);
  });
});
