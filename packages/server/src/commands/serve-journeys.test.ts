import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import type { WrittenRecord } from '@portico/protocol';
import customer from '../starters/customer.ts';
import { answerOn, getRaw, rawConnection } from '../testing/raw-http.ts';
import { readDatabase } from '../testing/read-database.ts';
import { runPortico } from '../testing/run-portico.ts';
import { integrityOf, sdkFolderWith } from '../testing/sdk-folder.ts';
import { seedRecords } from '../testing/seed-records.ts';
import { logLines, startServing } from '../testing/serving.ts';
import { startIssuer } from '../testing/small-issuer.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const CASES = '/v1/tables/case/records';
const guestCase = (title: string) => ({
  title,
  description: 'It does not work.',
  guest_name: 'Guest',
  guest_email: 'guest@example.com',
});

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** A configuration that signs people in with this issuer. */
const signingIn = (identity: unknown) =>
  `${"import { defineConfig } from 'portico';"}
   export default defineConfig(${JSON.stringify({ ...customer, identity })});`;

describe('what a running server logs', () => {
  it('holds nothing that a visitor sent: no text, token, body, header, address or id', async (test) => {
    const issuer = await startIssuer(test);
    const folder = temporaryFolder(test, {
      'portico.config.ts': signingIn(issuer.identity({ registration: 'open' })),
    });
    const server = await startServing(test, folder, [], { PORTICO_LOG_LEVEL: 'debug' });
    const canary = 'canary7f3a';
    const { authorization } = issuer.bearer(`${canary}-subject`, { name: `${canary} name` });
    const marked = { 'user-agent': canary, referer: `http://a.example/${canary}`, cookie: `c=${canary}` };
    const { url } = server;
    const made = (await (
      await post(`${url}${CASES}`, { title: canary, description: canary }, { authorization, ...marked })
    ).json()) as WrittenRecord;
    assert.ok(made.id);
    const requests: Promise<Response>[] = [
      fetch(`${url}/v1/search?q=${canary}`, { headers: marked }),
      fetch(`${url}/v1/suggest?q=${canary}`),
      fetch(`${url}/${canary}`),
      fetch(`${url}/v1/tables/${canary}/records`),
      fetch(`${url}/v1/tables/case/records/${made.id}`, { headers: { authorization } }),
      fetch(`${url}/v1/tables/case/records?filter=${canary}`),
      fetch(`${url}/v1/tables/case/records?${canary}=${canary}`),
      fetch(`${url}/v1/tables/article/records?cursor=${canary}`),
      fetch(`${url}/v1/session`, { headers: { authorization: `Bearer ${canary}.${canary}.${canary}` } }),
      fetch(`${url}/v1/site`, { headers: { origin: `https://${canary}.example` } }),
      fetch(`${url}/sdk/1.0.0/${canary}.js`),
      post(`${url}${CASES}`, { [canary]: canary }),
      post(`${url}${CASES}`, guestCase(canary), { 'idempotency-key': `${canary}-${canary}-key` }),
      fetch(`${url}${CASES}`, {
        method: 'POST',
        body: `{"${canary}`,
        headers: { 'content-type': 'application/json' },
      }),
      fetch(`${url}${CASES}`, { method: 'POST', body: canary, headers: { 'content-type': canary } }),
      fetch(`${url}${CASES}`, { method: 'PUT', body: canary }),
    ];
    const statuses = (await Promise.all(requests)).map(({ status }) => status);
    assert.ok(statuses.includes(200) && statuses.includes(404) && statuses.includes(422));
    assert.ok(!statuses.includes(500), statuses.join());
    const { stdout, stderr } = await server.stop();
    const logged = logLines(stdout).filter(({ msg }) => msg === 'request');
    assert.equal(logged.length, requests.length + 1, 'every request left a line');
    for (const word of [canary, made.id, authorization.slice(-20), issuer.url, 'guest@example.com']) {
      assert.equal(`${stdout}${stderr}`.includes(word), false, word);
    }
    for (const line of logged) {
      assert.deepEqual(
        Object.keys(line).filter(
          (key) => !/^(level|time|method|route|status|duration|requestId|msg)$/.test(key),
        ),
        [],
      );
    }
  });

  it('is as much as is asked for', async (test) => {
    const folder = temporaryFolder(test);
    const server = await startServing(test, folder, [], { PORTICO_LOG_LEVEL: 'no such level' });
    await fetch(`${server.url}/healthz`);
    const { stdout } = await server.stop();
    const lines = logLines(stdout);
    assert.ok(lines.some(({ msg }) => msg === 'request'));
    assert.ok(lines.every(({ time }) => !Number.isNaN(Date.parse(String(time)))));
    assert.ok(lines.some(({ level, msg }) => level === 'warn' && /no identity/.test(String(msg))));
  });
});

describe('a running server', () => {
  it('opens its interface to the configured origins, and the browser files to all', async (test) => {
    const sources = { 'portico.js': 'export {};', 'portico-search.js': 'export const a = 1;' };
    const folder = temporaryFolder(test, sdkFolderWith(sources));
    const { url, port } = await startServing(test, folder, [], { PORTICO_SDK: 'sdk' });
    const asked = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const preflight = (origin: string) =>
      fetch(`${url}${CASES}`, { method: 'OPTIONS', headers: { ...asked, origin } });
    const known = await preflight('http://localhost:8080');
    assert.equal(known.status, 204);
    assert.equal(known.headers.get('access-control-allow-origin'), 'http://localhost:8080');
    for (const origin of [
      'http://localhost:8080.evil.example',
      'https://localhost:8080',
      'null',
      'http://LOCALHOST:8080',
    ]) {
      const response = await preflight(origin);
      assert.equal(response.status, 403, origin);
      assert.equal(response.headers.get('access-control-allow-origin'), null, origin);
      assert.equal((await post(`${url}${CASES}`, guestCase('x'), { origin })).status, 403, origin);
    }
    assert.equal(known.headers.get('access-control-allow-credentials'), null);

    // The journey of `portico snippet`: what it prints is there, and is what its integrity says.
    const printed = await runPortico(['snippet', 'search', '--adapter', url, '--json'], folder, {
      PORTICO_SDK: 'sdk',
    });
    const { html } = JSON.parse(printed.stdout) as { html: string };
    const address = /src="([^"]+)"/.exec(html)?.[1] ?? '';
    const loader = await fetch(address, { headers: { origin: 'https://anywhere.example' } });
    assert.equal(loader.status, 200);
    assert.equal(loader.headers.get('access-control-allow-origin'), '*');
    const integrity = integrityOf(new Uint8Array(await loader.arrayBuffer()));
    assert.ok(html.includes(`integrity="${integrity}"`));
    const version = new URL(address).pathname.split('/')[2];
    assert.equal(((await (await fetch(`${url}/v1/site`)).json()) as { sdk: string }).sdk, version);

    for (const path of [
      '/sdk/../package.json',
      '/sdk/%2e%2e/%2e%2e/portico.config.ts',
      '/v1/../../etc/passwd',
      '//etc/passwd',
    ]) {
      const { status } = await getRaw(port, path);
      assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
    }
  });

  it('refuses bodies that are too large, said or not, and goes on', async (test) => {
    const { url, port } = await startServing(test, temporaryFolder(test));
    const large = { ...guestCase('x'), description: 'x'.repeat(300_000) };
    assert.equal((await post(`${url}${CASES}`, large)).status, 413);
    const socket = rawConnection(port);
    const answer = answerOn(socket);
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    socket.write(
      `POST ${CASES} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`,
    );
    for (let sent = 0; sent < 40; sent += 1) socket.write(chunk);
    socket.write('0\r\n\r\n');
    assert.equal((await answer).status, 413);
    assert.equal((await post(`${url}${CASES}`, guestCase('x'))).status, 201);
  });

  it('finishes a request that is under way when it is told to stop, and keeps what it wrote', async (test) => {
    const folder = temporaryFolder(test);
    const server = await startServing(test, folder);
    const body = JSON.stringify(guestCase('under way'));
    const socket = rawConnection(server.port);
    const answer = answerOn(socket);
    socket.write(
      `POST ${CASES} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
    );
    // The server has read the headers when it says so.
    await new Promise((resume) => socket.once('data', resume));
    socket.write(body.slice(0, 20));
    server.child.kill('SIGTERM');
    await server.logged('stopping');
    socket.write(body.slice(20));
    assert.match((await answer).body, /HTTP\/1\.1 201/);
    const { code, stdout } = await server.ended;
    assert.equal(code, 0);
    assert.equal(logLines(stdout).at(-1)?.msg, 'stopped');
    assert.deepEqual(readDatabase(folder, 'select title from "case"'), [{ title: 'under way' }]);
  });

  it('ends at once when it is told twice', async (test) => {
    const server = await startServing(test, temporaryFolder(test));
    const socket = rawConnection(server.port);
    socket.on('error', () => {});
    socket.write(
      `POST ${CASES} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n`,
    );
    await new Promise((resume) => socket.once('data', resume));
    server.child.kill('SIGINT');
    await server.logged('stopping');
    server.child.kill('SIGINT');
    assert.equal((await server.ended).code, 130);
  });

  it('shares one file with a second server: records, numbers and idempotency keys', async (test) => {
    const folder = temporaryFolder(test);
    const first = await startServing(test, folder);
    const second = await startServing(test, folder);
    const servers = [first, second];
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        post(`${servers[at % 2]?.url}${CASES}`, guestCase(`case ${at}`), {
          // Each key is used once at each server, for the same request.
          'idempotency-key': `key-number-${Math.floor(at / 2)}`,
        }).then((response) => response.status),
      ),
    );
    // The second use of a key is for another title: refused, wherever the first one went.
    assert.equal(answers.filter((status) => status === 201).length, 15);
    assert.equal(answers.filter((status) => status === 422).length, 15);
    const same = guestCase('the same');
    const key = { 'idempotency-key': 'the-same-request' };
    const replies = await Promise.all(
      [0, 1, 0, 1].map((at) => post(`${servers[at]?.url}${CASES}`, same, key)),
    );
    const ids = await Promise.all(replies.map(async (reply) => ((await reply.json()) as WrittenRecord).id));
    assert.equal(new Set(ids).size, 1, 'one record, whoever was asked');
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 200, 200, 201]);
    const numbers = readDatabase(folder, 'select number from "case"').map(({ number }) => number);
    assert.equal(numbers.length, 16);
    assert.equal(new Set(numbers).size, 16);
  });
});

describe('a server that cannot start', () => {
  it('says that the data folder cannot be made', async (test) => {
    const folder = temporaryFolder(test, { occupied: 'a file' });
    for (const args of [
      ['serve', '--port', '0'],
      ['import', 'articles', 'help'],
    ] as const) {
      const run = await runPortico(args, temporaryFolder(test, { 'help/a.md': '# A' }), {
        PORTICO_DATA: join(folder, 'occupied/data'),
      });
      assert.equal(run.code, 1);
      assert.match(run.stderr, /^portico: The records in .*portico\.db cannot be opened: .*(ENOTDIR|EEXIST)/);
      assert.doesNotMatch(run.stderr, /^ {4}at /m, 'no stack: this is no bug');
    }
  });

  it('says that the file is no database, or one of a newer version, and leaves it as it is', async (test) => {
    const folder = temporaryFolder(test, { 'data/portico.db': 'Dear database, '.repeat(500) });
    const other = await runPortico(['serve', '--port', '0'], folder);
    assert.equal(other.code, 1);
    assert.match(
      other.stderr,
      /^portico: The records in .*portico\.db cannot be opened: file is not a database/,
    );
    const newer = temporaryFolder(test);
    const file = join(newer, 'data/portico.db');
    await seedRecords(file, customer, [['account', 'acme', { name: 'Acme' }]]);
    const database = new DatabaseSync(file);
    database.exec('update _portico set version = 999');
    database.close();
    copyFileSync(file, `${file}.before`);
    const refused = await runPortico(['serve', '--port', '0'], newer);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /layout 999, made by a newer version of Portico/);
    assert.deepEqual(readDatabase(newer, 'select version from _portico'), [{ version: 999 }]);
    assert.deepEqual(readDatabase(newer, 'select name from account'), [{ name: 'Acme' }]);
  });

  it('serves without the browser files, and says in the log and in the answer how they are made', async (test) => {
    const server = await startServing(test, temporaryFolder(test), [], { PORTICO_SDK: 'nowhere' });
    const response = await fetch(`${server.url}/sdk/v1/portico.js`);
    assert.equal(response.status, 503);
    assert.match(await response.text(), /npm run build/);
    assert.equal((await fetch(`${server.url}/v1/site`)).status, 200);
    const { stdout } = await server.stop();
    const warning = logLines(stdout).find(({ msg }) => /browser files are missing/.test(String(msg)));
    assert.equal(warning?.level, 'warn');
    assert.match(String(warning?.folder), /nowhere$/);
  });
});
