import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
};

/** The loader that keeps itself up to date; the rest of the files are reached from it by their version. */
const LOADER = 'portico.js';
const IMMUTABLE = 'public, max-age=31536000, immutable';
const SHORT = 'public, max-age=300';

type Encoding = 'br' | 'gzip' | 'identity';

interface SdkFile {
  readonly type: string;
  readonly bodies: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>> & {
    readonly identity: Uint8Array<ArrayBuffer>;
  };
  readonly hash: string;
  readonly cacheControl: string;
}

/** Where the browser files are: `PORTICO_SDK`, else the folder `npm run build` bundles them into. */
export function sdkFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PORTICO_SDK) return resolve(env.PORTICO_SDK);
  return fileURLToPath(new URL('../dist/sdk/', import.meta.resolve('@portico/elements')));
}

/**
 * Serves the browser files of one version from memory. Only names found in the folder at start are known, so
 * no request ever becomes a path of the file system.
 */
export class SdkFiles {
  readonly #files: ReadonlyMap<string, SdkFile>;

  constructor(folder: string, version: string) {
    this.#files = readFiles(folder, version);
  }

  /** False when the files were not built. */
  get present(): boolean {
    return this.#files.size > 0;
  }

  /** The answer to a request below `/sdk/`; null for all others. */
  respond(request: Request): Response | null {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/sdk/')) return null;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('method not allowed\n', { status: 405, headers: { ...OPEN, allow: 'GET, HEAD' } });
    }
    const file = this.#files.get(pathname);
    if (file === undefined) {
      const words = this.present ? 'not found\n' : 'the browser files are not built: npm run build\n';
      return new Response(words, {
        status: this.present ? 404 : 503,
        headers: { ...OPEN, 'cache-control': 'no-store' },
      });
    }
    return fileResponse(file, request);
  }
}

/** Any page may load these files, checked by their integrity or not; they hold nothing of anyone. */
const OPEN: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};

function fileResponse(file: SdkFile, request: Request): Response {
  const encoding = chooseEncoding(request.headers.get('accept-encoding') ?? '', file);
  const etag = `"${file.hash}-${encoding}"`;
  const headers: Record<string, string> = {
    ...OPEN,
    'cache-control': file.cacheControl,
    'content-type': file.type,
    etag,
    vary: 'accept-encoding',
  };
  const known = request.headers
    .get('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.some((tag) => tag === etag || tag === '*')) return new Response(null, { status: 304, headers });
  const body = file.bodies[encoding] ?? file.bodies.identity;
  if (encoding !== 'identity') headers['content-encoding'] = encoding;
  headers['content-length'] = String(body.length);
  return new Response(request.method === 'HEAD' ? null : body, { headers });
}

/** Brotli before gzip, as far as the file has them and the client takes them. */
function chooseEncoding(accepted: string, file: SdkFile): Encoding {
  const takes = new Set(
    accepted
      .toLowerCase()
      .split(',')
      .map((entry) => entry.split(';').map((part) => part.trim()))
      .filter(([, ...parameters]) => !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)))
      .map(([name]) => name),
  );
  return (['br', 'gzip'] as const).find((name) => takes.has(name) && file.bodies[name]) ?? 'identity';
}

function readFiles(folder: string, version: string): ReadonlyMap<string, SdkFile> {
  const files = new Map<string, SdkFile>();
  if (!existsSync(folder)) return files;
  const names = new Set(readdirSync(folder));
  for (const name of names) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const read = (file: string) =>
      names.has(file) ? new Uint8Array(readFileSync(join(folder, file))) : undefined;
    const [identity, br, gzip] = [read(name), read(`${name}.br`), read(`${name}.gz`)];
    if (identity === undefined) continue;
    const bodies = { identity, ...(br && { br }), ...(gzip && { gzip }) };
    const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
    files.set(`/sdk/${version}/${name}`, { type, bodies, hash, cacheControl: IMMUTABLE });
    if (name === LOADER) files.set(`/sdk/v1/${name}`, { type, bodies, hash, cacheControl: SHORT });
  }
  return files;
}
