import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Provider } from 'oidc-provider';
import { listen, type RunningServer } from '../listen.ts';
import { findLogin } from './logins.ts';
import { errorPage, PAGE_HEADERS, pagePolicy, signInPage } from './pages.ts';
import { createProvider } from './provider.ts';
import { loadSecrets } from './signing-keys.ts';

export interface IdentityOptions {
  /** 1 to 65535; it is part of the issuer's name, so it cannot be chosen at random by the system. */
  readonly port: number;
  /** The one website that may sign people in. */
  readonly siteOrigin: string;
  /** Folder for what must outlive a restart. */
  readonly data: string;
}

const FILES: Readonly<Record<string, string>> = {
  '/style.css': 'text/css; charset=utf-8',
  '/sign-out.js': 'text/javascript; charset=utf-8',
};

/** Starts the demo's identity provider on `http://localhost:<port>`. Rejects when the port is taken. */
export async function startIdentity({ port, siteOrigin, data }: IdentityOptions): Promise<RunningServer> {
  const provider = createProvider(`http://localhost:${port}`, siteOrigin, await loadSecrets(data));
  const protocol = provider.callback();
  provider.on('server_error', (_ctx, error) => console.error('Identity provider:', error));

  return listen(
    createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      response.setHeader('content-security-policy', pagePolicy(siteOrigin));
      const type = FILES[path];
      if (type) {
        response.writeHead(200, { 'content-type': type, 'x-content-type-options': 'nosniff' });
        createReadStream(join(import.meta.dirname, 'public', path)).pipe(response);
      } else if (path.startsWith('/interaction/')) {
        void interact(provider, siteOrigin, request, response);
      } else {
        void protocol(request, response);
      }
    }),
    port,
  );
}

/** The sign-in page and the press of one of its buttons. */
async function interact(
  provider: Provider,
  siteOrigin: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const send = (status: number, html: string) =>
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...PAGE_HEADERS }).end(html);
  try {
    const { uid } = await provider.interactionDetails(request, response);
    if (request.method === 'GET') {
      send(200, signInPage(uid));
    } else if (request.method === 'POST') {
      const login = findLogin(new URLSearchParams(await readShortBody(request)).get('login') ?? '');
      const result = login
        ? { login: { accountId: login.subject, remember: true } }
        : { error: 'access_denied', error_description: 'The sign-in was cancelled.' };
      await provider.interactionFinished(request, response, result);
    } else {
      response.writeHead(405, { allow: 'GET, POST' }).end();
    }
  } catch {
    // Nothing but a lost or used-up interaction leads here: its cookie is gone or its time is over.
    if (!response.headersSent) send(400, errorPage('This sign-in has expired.', siteOrigin));
  }
}

async function readShortBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > 1000) throw new Error('too long');
  }
  return body;
}
