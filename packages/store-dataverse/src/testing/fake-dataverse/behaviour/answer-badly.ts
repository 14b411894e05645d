import type { ServerResponse } from 'node:http';
import type { Misdeed } from './misbehaviour.ts';
import { type Reply, send } from './send.ts';
import { throttled } from './service-protection.ts';

const SIGN_IN =
  '<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body></body></html>';
const BUSY = '<!DOCTYPE html><html><body><h2>Service Unavailable</h2></body></html>';
const html = (status: number, body: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  body,
});

/** Answers wrongly; `run` does what was asked and gives the right answer, for the faults that come after the deed. */
export function answerBadly(response: ServerResponse, misdeed: Misdeed, run: () => Reply): void {
  const { kind, seconds } = misdeed;
  switch (kind) {
    case 'throttle': {
      const { status, headers, body } = throttled(
        '0x80072322',
        'Number of requests exceeded the limit of 6000 over the time window of 300 seconds.',
        seconds ?? 1,
      );
      send(response, {
        status,
        headers: { 'Content-Type': JSON_TYPE, ...headers },
        body: JSON.stringify(body),
      });
      return;
    }
    case 'sign-in-page':
      send(response, html(200, SIGN_IN));
      return;
    case 'unavailable':
      send(response, html(503, BUSY));
      return;
    case 'redirect':
      send(response, html(302, '', { Location: '/fake/sign-in' }));
      return;
    case 'unauthorized':
      send(response, html(401, '', { 'WWW-Authenticate': 'Bearer' }));
      return;
    case 'server-error':
      send(response, { status: 500, headers: { 'Content-Type': JSON_TYPE }, body: INNER_ERROR });
      return;
    case 'cut-off-json': {
      const reply = run();
      send(response, { ...reply, body: half(reply.body) });
      return;
    }
    case 'reset': {
      const reply = run();
      response.writeHead(reply.status, {
        ...reply.headers,
        'Content-Length': Buffer.byteLength(reply.body) + 1,
      });
      response.write(half(reply.body), () => response.destroy());
      return;
    }
    case 'slow-body': {
      const reply = run();
      const start = half(reply.body);
      response.writeHead(reply.status, { ...reply.headers, 'Content-Length': Buffer.byteLength(reply.body) });
      response.write(start);
      setTimeout(() => response.end(reply.body.slice(start.length)), (seconds ?? 1) * 1000).unref();
      return;
    }
    default:
      run();
      response.destroy();
  }
}

export const JSON_TYPE = 'application/json; odata.metadata=minimal';

const half = (text: string): string => text.slice(0, Math.floor(text.length / 2));

const INNER_ERROR = JSON.stringify({
  error: {
    code: '0x80040216',
    message: 'An unexpected error occurred.',
    '@Microsoft.PowerApps.CDS.TraceText': 'at Contoso.Plugins.Secret.Execute() in plugin.cs:line 42',
    '@Microsoft.PowerApps.CDS.InnerError.Message': 'Connection string of the inner database',
  },
});
