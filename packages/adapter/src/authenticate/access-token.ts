import { ProtocolError } from '@portico/protocol';
import type { JWTHeaderParameters, JWTPayload } from 'jose';
import type { IssuerConfig } from '../config/site-config.ts';

/** Seconds from `iat` to `exp`, where the issuer's configuration says nothing else: a day. */
const MAX_TOKEN_AGE = 86_400;

/** Types that access tokens go by. Any other is of another kind: logout, DPoP proof, security event, … */
const TYPES: readonly unknown[] = ['at+jwt', 'jwt'];

/** The types that say nothing: every JWT may have them. */
const UNTELLING: readonly unknown[] = [undefined, 'jwt'];

/**
 * What access tokens have and ID tokens do not: RFC 9068, section 2.2, and the `scp` of Microsoft and Okta.
 * Not `roles`, which Microsoft puts in ID tokens as well.
 */
const ACCESS_CLAIMS: readonly string[] = ['scope', 'scp', 'client_id'];

/**
 * Each marks a token of another kind: ID tokens (OpenID Connect Core, sections 2 and 3.3.2.11; FAPI for `s_hash`),
 * logout and security event tokens (`events`, RFC 8417), and tokens that hold only with a proof of a key (`cnf`),
 * which must not be taken for plain bearer tokens (RFC 9449, section 7.2; RFC 8705, section 3).
 */
const FOREIGN_CLAIMS: readonly string[] = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events', 'cnf'];

/** Claims that name the client a token was made for: OpenID Connect, RFC 9068, Okta, Microsoft's version 1. */
const CLIENT_CLAIMS: readonly string[] = ['azp', 'client_id', 'cid', 'appid'];

/** Values of Keycloak's claim `typ` for what is not an access token. */
const OTHER_USES: readonly unknown[] = ['ID', 'Refresh', 'Offline', 'Logout'];

export interface AccessTokenClaims extends JWTPayload {
  readonly exp: number;
  readonly iat: number;
}

/**
 * Holds a token whose signature, issuer, audience and times are good to being an access token: a key to an API,
 * as opposed to all the other tokens an issuer signs with the same keys (RFC 8725, section 3.11). Throws
 * `invalid_token` with the reason as its cause.
 */
export function assertAccessToken(
  { typ }: JWTHeaderParameters,
  claims: AccessTokenClaims,
  issuer: IssuerConfig,
): void {
  assertType(typ, issuer);
  const foreign = FOREIGN_CLAIMS.find((name) => Object.hasOwn(claims, name));
  if (foreign) refuse(`The token has the claim ${foreign}, which no plain access token has.`);
  if (UNTELLING.includes(normalized(typ))) assertLooksLikeOne(claims, issuer);
  assertUse(claims);
  assertClient(claims, issuer);
  const maxTokenAge = issuer.maxTokenAge ?? MAX_TOKEN_AGE;
  // With an end that has not come, this bounds how long ago it was made as well.
  if (!(claims.exp - claims.iat <= maxTokenAge)) {
    refuse(`The token is good for longer than ${maxTokenAge} seconds.`);
  }
}

/** Where a type is configured, it was compared already. */
function assertType(typ: unknown, issuer: IssuerConfig): void {
  if (typ === undefined || issuer.tokenType !== undefined) return;
  if (!TYPES.includes(normalized(typ))) refuse('The type of the token is of no access token.');
}

function assertLooksLikeOne(claims: AccessTokenClaims, issuer: IssuerConfig): void {
  const wanted = issuer.accessClaims ?? ACCESS_CLAIMS;
  if (!wanted.some((name) => Object.hasOwn(claims, name) && isFilled(claims[name]))) {
    refuse(`The token has none of the claims ${wanted.join(', ')}.`);
  }
}

/** `token_use` is Amazon Cognito's. */
function assertUse({ token_use: use = 'access', typ }: AccessTokenClaims): void {
  if (use !== 'access' || OTHER_USES.includes(typ)) refuse('The token says that it is for another use.');
}

function assertClient(claims: AccessTokenClaims, { clientIds }: IssuerConfig): void {
  if (!clientIds) return;
  const named = CLIENT_CLAIMS.filter((name) => Object.hasOwn(claims, name)).map((name) => claims[name]);
  if (named.length === 0) refuse('The token names no client.');
  if (!named.every((client) => typeof client === 'string' && clientIds.includes(client))) {
    refuse('The token was made for a client that is not accepted.');
  }
}

/** Media types in headers may leave `application/` out and know no case (RFC 7515, section 4.1.9). */
function normalized(typ: unknown): unknown {
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ;
}

function isFilled(value: unknown): boolean {
  return (typeof value === 'string' || Array.isArray(value)) && value.length > 0;
}

function refuse(reason: string): never {
  throw new ProtocolError('invalid_token', '', { cause: new TypeError(reason) });
}
