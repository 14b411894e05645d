import type { IdentityConfig } from '../config/site-config.ts';
import { createTokenVerifier, readBearerToken, type TokenVerifierOptions } from './bearer-token.ts';
import { type IdentifyOptions, identify } from './identify.ts';
import { ANONYMOUS, type Subject } from './subject.ts';

/**
 * First stage of the pipeline: request → subject. Without a token everyone is anonymous; with one that does
 * not hold, the request ends here with `invalid_token`.
 */
export function createAuthenticate(
  identity: IdentityConfig | undefined,
  options: IdentifyOptions & TokenVerifierOptions,
): (request: Request) => Promise<Subject> {
  const verify = createTokenVerifier(identity, options);
  return async (request) => {
    const token = readBearerToken(request);
    return token === null ? ANONYMOUS : identify(await verify(token), options);
  };
}
