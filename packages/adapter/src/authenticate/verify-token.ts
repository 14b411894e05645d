import { ProtocolError } from '@portico/protocol';
import { base64url, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { IssuerConfig } from '../config/site-config.ts';
import { assertAccessToken } from './access-token.ts';

/** Seconds a clock may be off, where the issuer's configuration says nothing else. */
const DEFAULT_TOLERANCE = 5;

export type VerifiedClaims = JWTPayload & {
  readonly sub: string;
  readonly exp: number;
  readonly iat: number;
};

/**
 * The claims of an access token of this issuer: signed by an allowed algorithm with one of `keys`, of this issuer,
 * for this audience, within its times, and an access token. The signature is looked at before any claim. Throws
 * the errors of jose, a `TypeError` where a key does not do, or `invalid_token`.
 */
export async function verifyToken(
  token: string,
  issuer: IssuerConfig,
  keys: JWTVerifyGetKey,
  now: Date,
): Promise<VerifiedClaims> {
  assertOneSpelling(token);
  const clockTolerance = issuer.clockTolerance ?? DEFAULT_TOLERANCE;
  const { payload, protectedHeader, key } = await jwtVerify(token, keys, {
    issuer: issuer.issuer,
    audience: [...issuer.audience],
    algorithms: [...issuer.algorithms],
    requiredClaims: ['exp', 'iat', 'sub'],
    clockTolerance,
    currentDate: now,
    ...(issuer.tokenType ? { typ: issuer.tokenType } : {}),
  });
  assertWholeSignature(token, key);
  const { sub, exp, iat } = payload;
  if (typeof sub !== 'string' || sub === '' || sub.length > 300) throw new ProtocolError('invalid_token');
  // Half characters become U+FFFD on their way to a database, and two people one.
  if (!sub.isWellFormed()) throw new ProtocolError('invalid_token');
  if (typeof exp !== 'number' || typeof iat !== 'number') throw new ProtocolError('invalid_token');
  if (iat > now.getTime() / 1000 + clockTolerance) throw new ProtocolError('invalid_token');
  assertAccessToken(protectedHeader, { ...payload, exp, iat }, issuer);
  return { ...payload, sub, exp, iat };
}

/**
 * The library reads past padding, spaces and bits that say nothing, none of which base64url has (RFC 7515, section 2).
 * The bytes of a token have one spelling, so that whoever keeps lists of tokens, such as a proxy, means the same one. Of
 * an ECDSA signature (r, s) there is the other one (r, n − s), which anybody can make and issuers make as often; such
 * lists go by `jti`.
 */
function assertOneSpelling(token: string): void {
  for (const part of token.split('.')) {
    if (respelt(part) !== part) throw new errors.JWSInvalid('A part of the token is not in base64url.');
  }
}

/**
 * An RSA signature has as many bytes as the modulus of its key (RFC 8017, section 8.1.2). OpenSSL takes one of RSA-PSS
 * without the zeros it begins with as well: another spelling of the token, of one in 256.
 */
function assertWholeSignature(token: string, key: CryptoKey | Uint8Array): void {
  const modulusLength = 'algorithm' in key && 'modulusLength' in key.algorithm && key.algorithm.modulusLength;
  if (typeof modulusLength !== 'number') return;
  const signature = base64url.decode(token.slice(token.lastIndexOf('.') + 1));
  if (signature.length !== Math.ceil(modulusLength / 8)) throw new errors.JWSSignatureVerificationFailed();
}

function respelt(part: string): string | null {
  try {
    return base64url.encode(base64url.decode(part));
  } catch {
    return null;
  }
}
