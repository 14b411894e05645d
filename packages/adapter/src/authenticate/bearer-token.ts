import { isProtocolError, ProtocolError } from '@portico/protocol';
import { decodeJwt, errors } from 'jose';
import type { IdentityConfig, IssuerConfig } from '../config/site-config.ts';
import { createIssuerKeys, type IssuerKeysOptions } from './issuer-keys.ts';
import { type VerifiedClaims, verifyToken } from './verify-token.ts';

/** Longer tokens than this, in characters, are refused unread. */
const MAX_TOKEN = 16_384;

/** What a token says that has been verified, and the issuer that said it. */
export interface VerifiedToken {
  readonly issuer: IssuerConfig;
  readonly claims: VerifiedClaims;
}

export type TokenVerifierOptions = IssuerKeysOptions;

/**
 * The bearer token of a request (RFC 6750, section 2.1); null when it has none. Anything else in the
 * header is `invalid_token`: a caller who tries to be someone never passes as nobody.
 */
export function readBearerToken(request: Request): string | null {
  const header = request.headers.get('authorization');
  if (header === null) return null;
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(header)?.[1];
  if (!token || token.length > MAX_TOKEN) throw new ProtocolError('invalid_token');
  return token;
}

/**
 * Verifies access tokens of the configured issuers and of no other: signature by an allowed algorithm and a
 * key of that very issuer, issuer, audience, times with little tolerance, and that it is an access token.
 * Throws `invalid_token`, or `identity_unavailable` when the issuer's keys cannot be had.
 */
export function createTokenVerifier(
  identity: IdentityConfig | undefined,
  options: TokenVerifierOptions,
): (token: string) => Promise<VerifiedToken> {
  const issuers = new Map(
    identity?.issuers.map((issuer) => [issuer.issuer, { issuer, keys: createIssuerKeys(issuer, options) }]),
  );
  return async (token) => {
    try {
      // Unverified, this only picks the keys; verification compares the issuer once more.
      const known = issuers.get(decodeJwt(token).iss ?? '');
      if (!known) throw new ProtocolError('invalid_token');
      return {
        issuer: known.issuer,
        claims: await verifyToken(token, known.issuer, known.keys, options.now()),
      };
    } catch (error) {
      if (isProtocolError(error)) throw error;
      if (error instanceof errors.JOSEError || error instanceof TypeError) {
        throw new ProtocolError('invalid_token', '', { cause: error });
      }
      throw error;
    }
  };
}
