import type { Report } from './config-error.ts';
import type { IssuerConfig, SiteConfig } from './site-config.ts';

/** Asymmetric signatures only (RFC 8725, 3.1): a shared secret or `none` would let others make tokens. */
const ALGORITHMS: readonly string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

export function checkIdentity(config: SiteConfig, report: Report): void {
  if (!config.identity) return;
  checkLinking(config, report);
  const { issuers, signIn } = config.identity;
  const seen = new Set<string>();
  for (const [index, issuer] of issuers.entries()) {
    const path = `identity.issuers[${index}]`;
    checkIssuer(issuer, path, config.webRoles, report);
    if (seen.has(issuer.issuer)) report(`${path}.issuer`, 'is listed twice; join the two entries');
    seen.add(issuer.issuer);
  }
  if (!signIn) return;
  if (!seen.has(signIn.issuer))
    report('identity.signIn.issuer', `is none of the issuers; list it under identity.issuers`);
  if (!signIn.scope.split(' ').includes('openid'))
    report('identity.signIn.scope', 'lacks "openid", without which there is no sign-in');
}

/**
 * Linking trusts the addresses kept in contacts. Where people may set their own, or anyone may make a contact,
 * someone could enter the address of another, whose first sign-in would then be to a contact that both have.
 */
function checkLinking(config: SiteConfig, report: Report): void {
  if (!config.identity?.issuers.some((issuer) => issuer.linkByVerifiedEmail)) return;
  for (const [index, { table, access, via, webRoles, columns }] of config.tablePermissions.entries()) {
    const own = access === 'self' || (access === 'contact' && via === undefined);
    const anyone = webRoles.some((role) => role === 'anonymous' || role === 'authenticated');
    if (table !== 'contact' || !(own || anyone)) continue;
    for (const privilege of ['create', 'write'] as const) {
      const at = columns[privilege]?.indexOf('email') ?? -1;
      if (at === -1) continue;
      report(
        `tablePermissions[${index}].columns.${privilege}[${at}]`,
        'lets people set addresses that nobody verified, while linkByVerifiedEmail signs people in by them; leave one of the two out',
        'L10',
      );
    }
  }
}

/** Types of what an issuer signs beside access tokens; whoever has one of these is not who it tells of. */
const OTHER_TYPES = /^(application\/)?(logout|dpop|secevent|oauth-authz-req|token-introspection)\+jwt$/i;

function checkIssuer(issuer: IssuerConfig, path: string, webRoles: readonly string[], report: Report): void {
  checkAddress(issuer.issuer, `${path}.issuer`, report);
  if (issuer.jwksUri !== undefined) checkAddress(issuer.jwksUri, `${path}.jwksUri`, report);
  for (const [index, algorithm] of issuer.algorithms.entries()) {
    if (!ALGORITHMS.includes(algorithm)) {
      report(
        `${path}.algorithms[${index}]`,
        `"${algorithm}" is not an asymmetric algorithm; use one of ${ALGORITHMS.join(', ')}`,
        'L16',
      );
    }
  }
  if (OTHER_TYPES.test(issuer.tokenType ?? ''))
    report(`${path}.tokenType`, `"${issuer.tokenType}" is no type of access tokens, such as at+jwt`, 'L16');
  for (const [name, role] of Object.entries(issuer.claims.roles?.webRoles ?? {})) {
    if (!webRoles.includes(role))
      report(`${path}.claims.roles.webRoles.${name}`, `"${role}" is not listed under webRoles`);
  }
}

function checkAddress(address: string, path: string, report: Report): void {
  if (!URL.canParse(address)) {
    report(path, 'is not a URL', 'L16');
    return;
  }
  const { protocol, hostname } = new URL(address);
  const local = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  if (protocol === 'https:' || (protocol === 'http:' && local)) return;
  report(path, 'must be https; http is accepted on localhost only', 'L16');
}
