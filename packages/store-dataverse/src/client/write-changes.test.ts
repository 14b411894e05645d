import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RowChange } from './dataverse-client.ts';
import {
  API,
  batchAnswer,
  done,
  fault,
  faultBody,
  html,
  ID,
  json,
  type Reply,
  SHORT,
  scriptedClient,
} from './testing/scripted-fetch.ts';

const create: RowChange = {
  type: 'create',
  set: 'incidents',
  id: ID.one,
  values: { title: 'A\r\n--x', 'customerid_contact@odata.bind': `/contacts(${ID.two})` },
};
const update: RowChange = {
  type: 'update',
  set: 'contacts',
  id: ID.two,
  values: { firstname: 'Ann' },
  etag: 'W/"7"',
};
const remove: RowChange = { type: 'delete', set: 'annotations', id: ID.three, etag: 'W/"9"' };
const close: RowChange = {
  type: 'action',
  name: 'CloseIncident',
  parameters: { IncidentResolution: { 'incidentid@odata.bind': `/incidents(${ID.one})` }, Status: 5 },
};
const LOST = () => new TypeError('fetch failed');

describe('one change', () => {
  test('that creates never overwrites', async () => {
    const { client, sent } = scriptedClient([done()]);
    await client.write([create]);
    const [request] = sent;
    assert.deepEqual([request?.method, request?.url], ['PATCH', `${API}incidents(${ID.one})`]);
    assert.equal(request?.headers.get('if-none-match'), '*');
    assert.equal(request?.headers.get('if-match'), null);
    assert.equal(request?.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.deepEqual(JSON.parse(request?.body ?? ''), create.type === 'create' ? create.values : null);
  });

  test('that updates never creates, and holds to the version read', async () => {
    const { client, sent } = scriptedClient([done()]);
    await client.write([update]);
    assert.deepEqual([sent[0]?.method, sent[0]?.url], ['PATCH', `${API}contacts(${ID.two})`]);
    assert.equal(sent[0]?.headers.get('if-match'), 'W/"7"');
    assert.equal(sent[0]?.headers.get('if-none-match'), null);
  });

  test('that deletes holds to the version read', async () => {
    const { client, sent } = scriptedClient([done()]);
    await client.write([remove]);
    assert.deepEqual([sent[0]?.method, sent[0]?.body], ['DELETE', '']);
    assert.equal(sent[0]?.headers.get('if-match'), 'W/"9"');
  });

  test('may be an action, bound or not', async () => {
    const { client, sent } = scriptedClient([done(), done()]);
    await client.write([close]);
    await client.write([{ ...close, name: `leads(${ID.one})/Microsoft.Dynamics.CRM.QualifyLead` }]);
    assert.deepEqual(
      sent.map(({ method, url }) => [method, url]),
      [
        ['POST', `${API}CloseIncident`],
        ['POST', `${API}leads(${ID.one})/Microsoft.Dynamics.CRM.QualifyLead`],
      ],
    );
  });

  test('that is an action may answer what it did, as QualifyLead does', async () => {
    const qualify = { ...close, name: `leads(${ID.one})/Microsoft.Dynamics.CRM.QualifyLead` } as const;
    const { client, sent } = scriptedClient([json({ '@odata.context': API, value: [] })]);
    await client.write([qualify]);
    assert.equal(sent.length, 1);
  });

  test('is done by no page with 200, and no row by an answer that has a body', async () => {
    for (const [change, reply] of [
      [close, () => html(200)],
      [close, () => json('[]')],
      [close, () => json('{"value":')],
      [update, () => json({ '@odata.context': API })],
    ] as const) {
      const { client } = scriptedClient(Array.from({ length: 4 }, reply));
      await assert.rejects(client.write([change]), { kind: 'unavailable', uncertain: true });
    }
  });

  test('fails as what it is', async () => {
    for (const [change, reply, kind] of [
      [create, fault(412, '0x80040237'), 'exists'],
      [create, fault(412, '0x80060892'), 'duplicate'],
      [update, fault(412, '0x80060882'), 'version'],
      [update, fault(404, '0x80040217'), 'missing'],
      [remove, fault(404, '0x80040217'), 'missing'],
      [close, fault(400, '0x80048d19'), 'refused'],
    ] as const) {
      const { client, sent } = scriptedClient([reply]);
      await assert.rejects(client.write([change]), { kind, uncertain: false });
      assert.equal(sent.length, 1);
    }
  });

  test('is nothing when there is none', async () => {
    const { client, sent } = scriptedClient([]);
    await client.write([]);
    assert.equal(sent.length, 0);
  });

  test('that is no request is never sent', async () => {
    const { client, sent } = scriptedClient([]);
    for (const change of [
      { ...update, etag: '"1"\r\nX-Evil: 1' },
      { ...update, etag: '' },
      { ...update, id: '1' },
      { ...create, set: 'incidents(1)/x' },
      { ...close, name: '../evil' },
      { ...close, name: 'a?b' },
    ] as RowChange[]) {
      await assert.rejects(client.write([change]), TypeError);
      await assert.rejects(client.write([create, change]), TypeError);
    }
    await assert.rejects(client.write(Array.from({ length: 1001 }, () => update)), TypeError);
    assert.equal(sent.length, 0);
  });
});

describe('several changes', () => {
  test('are one change set', async () => {
    const { client, sent } = scriptedClient([
      batchAnswer([{ status: 204 }, { status: 204 }, { status: 204 }, { status: 204 }]),
    ]);
    await client.write([create, update, remove, close]);
    const [request] = sent;
    assert.deepEqual([request?.method, request?.url], ['POST', `${API}$batch`]);
    const [, batch] =
      /^multipart\/mixed; boundary=(\S+)$/.exec(request?.headers.get('content-type') ?? '') ?? [];
    const text = request?.body ?? '';
    assert.ok(!/[^\r]\n|\r[^\n]/.test(text), 'line ends are CRLF');
    const [, set] = /^Content-Type: multipart\/mixed; boundary=(\S+)\r$/m.exec(text) ?? [];
    assert.ok(batch && set && batch !== set);
    const parts = text.split(`--${set}`);
    assert.equal(parts.length, 6);
    assert.equal(parts[0], `--${batch}\r\nContent-Type: multipart/mixed; boundary=${set}\r\n\r\n`);
    assert.equal(parts[5], `--\r\n\r\n--${batch}--\r\n`);
    assert.equal(
      parts[2],
      [
        '',
        'Content-Type: application/http',
        'Content-Transfer-Encoding: binary',
        'Content-ID: 2',
        '',
        `PATCH ${API}contacts(${ID.two}) HTTP/1.1`,
        'Content-Type: application/json; charset=utf-8',
        'If-Match: W/"7"',
        '',
        '{"firstname":"Ann"}',
        '',
      ].join('\r\n'),
    );
    assert.match(parts[1] ?? '', /If-None-Match: \*\r\n/);
    assert.match(parts[3] ?? '', /^DELETE .*\r\nIf-Match: W\/"9"\r\n\r\n\r\n$/m);
    assert.match(parts[4] ?? '', /^POST .*CloseIncident HTTP\/1\.1\r$/m);
  });

  test('fail as the one that failed, with nothing done', async () => {
    for (const [status, code, kind] of [
      [412, '0x80060882', 'version'],
      [412, '0x80040237', 'exists'],
      [412, '0x80060892', 'duplicate'],
      [404, '0x80040217', 'missing'],
      [403, '0x80040220', 'denied'],
    ] as const) {
      const part = { status, body: faultBody(code) };
      for (const reply of [
        batchAnswer([part], { set: false }),
        batchAnswer([part]),
        batchAnswer([part], { set: false, status }),
        fault(status, code),
      ]) {
        const { client, sent } = scriptedClient([reply]);
        await assert.rejects(client.write([update, remove]), { kind, status, uncertain: false });
        assert.equal(sent.length, 1);
      }
    }
  });

  test('say how long to wait when throttled inside', async () => {
    const part = { status: 429, body: faultBody('0x80072322'), headers: ['Retry-After: 30'] };
    const { client } = scriptedClient([batchAnswer([part], { set: false })]);
    await assert.rejects(client.write([update, remove]), { kind: 'throttled', retryAfter: 30 });
  });
});

describe('a lost reply', () => {
  const lost: readonly (readonly [string, () => Reply])[] = [
    ['a broken connection', LOST],
    ['a page with 503', () => html(503)],
    ['a page with 200', () => html(200)],
    ['a server error', () => fault(500, '0x80040216')],
    [
      'no answer in time',
      () => (_, signal) =>
        new Promise((_r, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ],
  ];
  const there = () => batchAnswer([{ status: 200, body: {} }], { set: false });
  const notThere = () => batchAnswer([{ status: 404, body: faultBody('0x80040217') }], { set: false });

  for (const [name, reply] of lost) {
    test(`(${name}) of a create that was done counts as done`, async () => {
      const { client, sent } = scriptedClient([reply(), fault(412, '0x80040237'), there()]);
      await client.write([create]);
      assert.deepEqual(
        sent.map(({ method }) => method),
        ['PATCH', 'PATCH', 'POST'],
      );
      assert.match(
        sent[2]?.body ?? '',
        new RegExp(`^GET .*incidents\\(${ID.one}\\)\\?\\$select=title HTTP`, 'm'),
      );
    });

    test(`(${name}) of a create that was not done is made good`, async () => {
      const { client, sent } = scriptedClient([reply(), done()]);
      await client.write([create]);
      assert.equal(sent.length, 2);
      assert.equal(sent[0]?.body, sent[1]?.body);
    });

    test(`(${name}) of a change set that was done counts as done`, async () => {
      for (const [status, code] of [
        [412, '0x80040237'],
        [412, '0x80060882'],
        [404, '0x80040217'],
      ] as const) {
        const refused = batchAnswer([{ status, body: faultBody(code) }], { set: false });
        const { client, sent } = scriptedClient([reply(), refused, there()]);
        await client.write([create, update, close]);
        assert.equal(sent.length, 3);
      }
    });

    test(`(${name}) does not make another's row one's own`, async () => {
      const second: RowChange = { ...create, id: ID.three } as RowChange;
      const refused = batchAnswer([{ status: 412, body: faultBody('0x80040237') }], { set: false });
      const oneOfTwo = batchAnswer(
        [
          { status: 200, body: {} },
          { status: 404, body: faultBody('0x80040217') },
        ],
        { set: false },
      );
      const { client } = scriptedClient([reply(), refused, oneOfTwo]);
      await assert.rejects(client.write([create, second]), { kind: 'exists' });
    });
  }

  test('is not looked into when the refusal came first', async () => {
    const { client, sent } = scriptedClient([fault(412, '0x80040237')]);
    await assert.rejects(client.write([create]), { kind: 'exists' });
    assert.equal(sent.length, 1);
  });

  test('after a refusal to begin is not one: throttled writes are sent again', async () => {
    const { client, sent } = scriptedClient([
      fault(429, '0x80072322', { 'retry-after': '0' }),
      fault(412, '0x80040237'),
    ]);
    await assert.rejects(client.write([create]), { kind: 'exists' });
    assert.equal(sent.length, 2, 'nobody looks for the row: nothing was lost');
  });

  test('of an action alone stays open, and it is not sent again', async () => {
    for (const changes of [[close], [close, update]]) {
      const { client, sent } = scriptedClient([LOST()]);
      await assert.rejects(client.write(changes), { kind: 'unavailable', uncertain: true });
      assert.equal(sent.length, 1);
    }
  });

  test('of a delete that was done counts as done', async () => {
    const { client } = scriptedClient([LOST(), fault(404, '0x80040217')]);
    await client.write([remove]);
  });

  test('of an update that was done fails as a changed version: who reads again sees it done', async () => {
    const { client } = scriptedClient([LOST(), fault(412, '0x80060882')]);
    await assert.rejects(client.write([update]), { kind: 'version' });
  });

  test('of every try leaves it open, unless the rows are there', async () => {
    const limits = { ...SHORT, retries: 1 };
    const { client } = scriptedClient([LOST(), LOST(), there()], { limits });
    await client.write([create]);
    const { client: other } = scriptedClient([LOST(), LOST(), notThere()], { limits });
    await assert.rejects(other.write([create]), { kind: 'unavailable', uncertain: true });
    const { client: third } = scriptedClient([LOST(), LOST(), html(503)], { limits });
    await assert.rejects(third.write([create]), { kind: 'unavailable', uncertain: true });
  });

  test('asks for all the rows of a change set, each by a column it has', async () => {
    const bare: RowChange = { type: 'create', set: 'things', id: ID.two, values: { 'a@odata.bind': null } };
    const both = batchAnswer(
      [
        { status: 200, body: {} },
        { status: 200, body: {} },
      ],
      { set: false },
    );
    const refused = batchAnswer([{ status: 412, body: faultBody('0x80040237') }], { set: false });
    const { client, sent } = scriptedClient([LOST(), refused, both]);
    await client.write([create, bare, update]);
    assert.match(sent[2]?.body ?? '', /incidents\([^)]*\)\?\$select=title HTTP/);
    assert.match(sent[2]?.body ?? '', /things\([^)]*\) HTTP/);
    assert.doesNotMatch(sent[2]?.body ?? '', /contacts\(/);
  });
});

describe('an answer to a change set', () => {
  const bodyOf = (response: Response) => response.text();
  const type = 'multipart/mixed; boundary=batchresponse_1';
  const withBody = (body: string, contentType = type) =>
    new Response(body, { headers: { 'content-type': contentType } });

  test('is taken whole or not at all, wherever it is cut off', async () => {
    const whole = await bodyOf(batchAnswer([{ status: 204 }, { status: 204 }]));
    const limits = { ...SHORT, retries: 0 };
    const { client } = scriptedClient([withBody(whole)], { limits });
    await client.write([update, remove]);
    const end = whole.lastIndexOf('--batchresponse_1--') + '--batchresponse_1--'.length;
    for (let length = 0; length < end; length += 1) {
      const { client: other } = scriptedClient([withBody(whole.slice(0, length))], { limits });
      await assert.rejects(
        other.write([update, remove]),
        { kind: 'unavailable', uncertain: true },
        `${length}`,
      );
    }
  });

  test('with fewer or more parts than were asked for is refused', async () => {
    const limits = { ...SHORT, retries: 0 };
    for (const count of [1, 3]) {
      const { client } = scriptedClient(
        [batchAnswer(Array.from({ length: count }, () => ({ status: 204 })))],
        { limits },
      );
      await assert.rejects(client.write([update, remove]), { kind: 'unavailable', uncertain: true });
    }
  });

  test('out of shape is refused', async () => {
    const whole = await bodyOf(batchAnswer([{ status: 204 }, { status: 204 }]));
    const limits = { ...SHORT, retries: 0 };
    for (const reply of [
      withBody(whole, 'multipart/mixed'),
      withBody(whole, 'multipart/mixed; boundary=other'),
      withBody(whole, 'multipart/form-data; boundary=batchresponse_1'),
      withBody(whole.replaceAll('\r\n', '\n')),
      withBody(whole.replace('HTTP/1.1 204', 'HTTP/1.1 2O4')),
      withBody(whole.replace('HTTP/1.1 204', 'NOPE 204')),
      withBody(whole.replaceAll('application/http', 'text/plain')),
      withBody(whole.replace('OData-Version: 4.0', 'OData-Version 4.0')),
      withBody('--batchresponse_1--\r\n'),
      json({ value: [] }),
      done(),
    ]) {
      const { client } = scriptedClient([reply], { limits });
      await assert.rejects(client.write([update, remove]), { kind: 'unavailable', uncertain: true });
    }
  });

  test('may have a preamble, quotes around its boundary and blanks after it', async () => {
    const whole = await bodyOf(batchAnswer([{ status: 204 }, { status: 204 }]));
    const body = `ignored\r\n${whole.replace('--batchresponse_1\r\n', '--batchresponse_1  \r\n')}`;
    const { client } = scriptedClient([
      withBody(body, 'Multipart/Mixed; charset=utf-8; boundary="batchresponse_1"'),
    ]);
    await client.write([update, remove]);
  });
});
