import { createHash, randomBytes } from 'node:crypto';
import { AUDIENCE, CLIENT_ID } from './provider.ts';

export { AUDIENCE };

/** What a browser keeps between the pages of a sign-in. */
export interface Visitor {
  /** Cookies by name and path, as a browser would send them. */
  readonly cookies: Map<string, string>;
}

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly token_type: string;
  readonly expires_in: number;
}

/** Walks a request like a browser that follows no redirect: cookies in, cookies out. */
export async function visit(visitor: Visitor, url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('cookie', [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
  const response = await fetch(url, { ...init, headers, redirect: 'manual' });
  for (const cookie of response.headers.getSetCookie()) {
    const [pair = ''] = cookie.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    if (/expires=Thu, 01 Jan 1970/i.test(cookie)) visitor.cookies.delete(name);
    else visitor.cookies.set(name, pair.slice(name.length + 1));
  }
  return response;
}

/** The parts of one authorization request and the secret that proves who sent it. */
export function authorization(
  issuer: string,
  siteOrigin: string,
  changes: Record<string, string | null> = {},
) {
  const verifier = randomBytes(32).toString('base64url');
  const parameters: Record<string, string | null> = {
    client_id: CLIENT_ID,
    redirect_uri: `${siteOrigin}/portico-callback.html`,
    response_type: 'code',
    scope: 'openid profile email',
    state: randomBytes(8).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  const url = new URL('/auth', issuer);
  for (const [name, value] of Object.entries(parameters))
    if (value !== null) url.searchParams.set(name, value);
  return { url: url.href, verifier };
}

/** Follows the provider's own redirects until it sends the visitor elsewhere; the last Location is the answer. */
export async function follow(visitor: Visitor, issuer: string, response: Response): Promise<string> {
  let location = response.headers.get('location') ?? '';
  for (let hops = 0; hops < 5 && new URL(location, issuer).origin === issuer; hops += 1) {
    const url = new URL(location, issuer);
    if (url.pathname.startsWith('/interaction/')) return url.href;
    location = (await visit(visitor, url.href)).headers.get('location') ?? '';
  }
  return location;
}

export async function exchange(
  issuer: string,
  siteOrigin: string,
  code: string,
  verifier: string,
): Promise<Response> {
  return fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { origin: siteOrigin },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: CLIENT_ID,
      code,
      code_verifier: verifier,
      redirect_uri: `${siteOrigin}/portico-callback.html`,
    }),
  });
}

/** Signs `subject` in over HTTP, code and PKCE and all, and answers with the tokens the site would hold. */
export async function signIn(
  issuer: string,
  siteOrigin: string,
  subject: string,
  visitor: Visitor = { cookies: new Map() },
): Promise<Tokens> {
  const { url, verifier } = authorization(issuer, siteOrigin);
  const interaction = await follow(visitor, issuer, await visit(visitor, url));
  const press = await visit(visitor, interaction, {
    method: 'POST',
    body: new URLSearchParams({ login: subject }),
  });
  const callback = new URL(await follow(visitor, issuer, press));
  const code = callback.searchParams.get('code');
  if (!code) throw new Error(`The provider gave no code: ${callback.href}`);
  const response = await exchange(issuer, siteOrigin, code, verifier);
  if (!response.ok) throw new Error(`The provider gave no tokens: ${await response.text()}`);
  return (await response.json()) as Tokens;
}
