import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { originAt, type Ports } from './config/ports.ts';
import { listen, type RunningServer } from './listen.ts';

const FOLDER = join(import.meta.dirname, 'site');
/** The origins as they are written in the pages. */
const WRITTEN: Ports = { site: 8080, adapter: 8081, identity: 8082 };

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * What the pages may load and call: themselves, the adapter, and the identity provider for its two requests
 * of a sign-in. Scripts make no HTML but through the two policies Portico names.
 */
export function contentSecurityPolicy(ports: Ports): string {
  const adapter = originAt(ports.adapter);
  const identity = originAt(ports.identity);
  return [
    "default-src 'none'",
    `script-src 'self' ${adapter}`,
    "style-src 'self'",
    `img-src 'self' ${adapter}`,
    `connect-src ${adapter} ${identity}`,
    `form-action 'self' ${adapter}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html portico',
  ].join('; ');
}

/** The static pages of the company, by path. Nothing outside the list can be asked for. */
export function sitePaths(): ReadonlyMap<string, string> {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
    (file) => TYPES[extname(file)],
  );
  const paths = new Map(files.map((file) => [`/${file.replaceAll('\\', '/')}`, join(FOLDER, file)]));
  paths.set('/', join(FOLDER, 'index.html'));
  return paths;
}

/** Serves the company site. Pages name the standard ports; other ports are put in their place as they are sent. */
export function startSite(ports: Ports): Promise<RunningServer> {
  const paths = sitePaths();
  const headers = {
    'content-security-policy': contentSecurityPolicy(ports),
    'cache-control': 'no-cache',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  };
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const file = paths.get((request.url ?? '/').split(/[?#]/, 1)[0] ?? '/');
    const found = file ?? join(FOLDER, '404.html');
    const body = await readFile(found).catch(() => null);
    const type = TYPES[extname(found)] ?? '';
    const content = type.startsWith('text/html') && body ? withPorts(body.toString('utf8'), ports) : body;
    response.writeHead(file && body ? 200 : 404, { ...headers, 'content-type': type });
    response.end(request.method === 'HEAD' ? undefined : content);
  });
  return listen(server, ports.site);
}

function withPorts(html: string, ports: Ports): string {
  return html.replace(/http:\/\/localhost:(8080|8081|8082)\b/g, (_match, port: string) => {
    const name = (Object.keys(WRITTEN) as (keyof Ports)[]).find((key) => WRITTEN[key] === Number(port));
    return originAt(name ? ports[name] : Number(port));
  });
}
