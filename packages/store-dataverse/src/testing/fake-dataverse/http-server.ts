import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerBadly } from './behaviour/answer-badly.ts';
import { type Reply, send } from './behaviour/send.ts';
import { answerControl } from './control.ts';
import type { Environment } from './environment.ts';
import { API_ROOT, answerApi } from './request/answer-api.ts';
import type { ApiResponse } from './request/exchange.ts';
import { Fault } from './request/fault.ts';
import { readTarget } from './request/read-target.ts';
import { toReply } from './request/to-reply.ts';

const TOKEN_PATH = /^\/([^/]+)\/oauth2\/v2\.0\/token$/;
/** Microsoft Learn, "Compose HTTP requests and handle errors": 32 KB; 64 KB inside a batch. */
const LONGEST_URL = 32_768;

export function createHttpServer(environment: Environment): Server {
  return createServer({ maxHeaderSize: 131_072, keepAliveTimeout: 60_000 }, (request, response) => {
    readBody(request)
      .then((body) => answer(environment, request, response, body))
      .catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500);
        response.end(String(error));
      });
  });
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}

function answer(
  environment: Environment,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  const url = request.url ?? '/';
  const method = request.method ?? 'GET';
  const origin = `http://${request.headers.host ?? '127.0.0.1'}`;
  const tenant = TOKEN_PATH.exec(url)?.[1];
  if (tenant !== undefined) {
    const skew = environment.misbehaviours.next(method, url, true);
    const skewSeconds = skew ? (skew.seconds ?? 7200) : 0;
    const answered = environment.tokens.answer(tenant, new URLSearchParams(body), origin, skewSeconds);
    send(response, json(answered.status, answered.body));
    return;
  }
  if (url.startsWith('/fake/')) {
    const answered = answerControl(environment, method, url, body);
    send(response, json(answered.status, answered.body));
    return;
  }
  if (!url.startsWith(API_ROOT)) {
    send(response, json(404, { error: { code: '', message: 'Not found' } }));
    return;
  }
  environment.seen(method, url);
  const turnedAway = environment.protection.enter(Date.now());
  if (turnedAway) {
    send(response, toReply(turnedAway));
    return;
  }
  response.once('close', () => environment.protection.leave());
  const run = (): Reply => answerWebApi(environment, request, origin, body);
  const misdeed = environment.misbehaviours.next(method, url, false);
  if (misdeed) answerBadly(response, misdeed, run);
  else send(response, run());
}

function answerWebApi(
  environment: Environment,
  { method = 'GET', url = '/', headers }: IncomingMessage,
  origin: string,
  body: string,
): Reply {
  if (!environment.tokens.accepts(headers.authorization)) {
    return {
      status: 401,
      headers: {
        'WWW-Authenticate': `Bearer authorization_uri=${origin}/common/oauth2/authorize, resource_id=${origin}/`,
      },
      body: '',
    };
  }
  if (Buffer.byteLength(url) > LONGEST_URL) return toReply(tooLong());
  try {
    const target = readTarget(url.slice(API_ROOT.length));
    const found = answerApi(environment.world, {
      method,
      ...target,
      headers: headers as Record<string, string | undefined>,
      body,
      root: `${origin}${API_ROOT}`,
    });
    return toReply({ ...found, headers: { ...environment.protection.headers(), ...found.headers } });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return toReply(error.answer());
  }
}

const tooLong = (): ApiResponse => ({
  status: 414,
  body: { error: { code: '0x80060888', message: 'The URL is too long.' } },
});

const json = (status: number, body: unknown): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});
