import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { portVariables, readPorts } from './ports.ts';

describe('readPorts', () => {
  it('has standard ports, each of which a variable moves', () => {
    assert.deepEqual(readPorts({}), { site: 8080, adapter: 8081, identity: 8082 });
    assert.deepEqual(readPorts({ PORTICO_SITE_PORT: '', PORTICO_PORT: '9000', PORTICO_ID_PORT: '9001' }), {
      site: 8080,
      adapter: 9000,
      identity: 9001,
    });
  });

  it('reads what it hands to another process', () => {
    const ports = { site: 1, adapter: 65_535, identity: 20_000 };
    assert.deepEqual(readPorts(portVariables(ports)), ports);
  });

  for (const port of ['0', '65536', '80.5', '-1', 'http', ' 80', '0x50'])
    it(`refuses ${JSON.stringify(port)}, naming the variable`, () => {
      assert.throws(() => readPorts({ PORTICO_PORT: port }), /PORTICO_PORT must be a port/);
    });

  it('refuses one port for two', () => {
    assert.throws(() => readPorts({ PORTICO_PORT: '8080' }), /must differ/);
  });
});
