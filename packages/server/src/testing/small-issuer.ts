import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { IdentityConfig } from '@portico/adapter';

/** An identity provider over HTTP, with one key and as many people as are asked for. */
export interface SmallIssuer {
  readonly url: string;
  /** What a configuration says of it; `roles` maps each name to the web role of the same name. */
  identity(options?: {
    readonly roles?: readonly string[];
    readonly registration?: 'open' | 'closed';
  }): IdentityConfig;
  /** An `authorization` header for this person. */
  bearer(subject: string, claims?: Readonly<Record<string, unknown>>): { readonly authorization: string };
}

export const AUDIENCE = 'https://help.example.com';

/** Starts an issuer on a free port; it is gone after the test. */
export async function startIssuer(test: TestContext): Promise<SmallIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' }];
  const server = createServer((request, response) => {
    const answers: Record<string, unknown> = {
      '/.well-known/openid-configuration': { issuer: url, jwks_uri: `${url}/jwks` },
      '/jwks': { keys },
    };
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  test.after(() => server.close());
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    identity: ({ roles = [], registration = 'closed' } = {}) => ({
      signIn: { issuer: url, clientId: 'website', scope: 'openid' },
      issuers: [
        {
          issuer: url,
          audience: [AUDIENCE],
          algorithms: ['ES256'],
          tokenType: 'at+jwt',
          claims: {
            displayName: 'name',
            roles: { claim: 'roles', webRoles: Object.fromEntries(roles.map((role) => [role, role])) },
          },
          registration,
        },
      ],
    }),
    bearer: (subject, claims = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: url, aud: AUDIENCE, sub: subject, iat: now, exp: now + 300, ...claims };
      const signed = [{ alg: 'ES256', kid: 'one', typ: 'at+jwt' }, payload].map(encode).join('.');
      const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return { authorization: `Bearer ${signed}.${signature.toString('base64url')}` };
    },
  };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
