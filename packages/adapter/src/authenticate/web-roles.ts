import type { IssuerConfig } from '../config/site-config.ts';

type Claims = Readonly<Record<string, unknown>>;

/**
 * The web roles of a verified token: `authenticated`, and those the configuration maps the names in the
 * roles claim to. A name that is not listed means nothing, whatever it is.
 */
export function webRolesOf(claims: Claims, issuer: IssuerConfig): ReadonlySet<string> {
  const mapping = issuer.claims.roles;
  if (!mapping) return new Set(['authenticated']);
  const value = claimAt(claims, mapping.claim);
  const names = Array.isArray(value) ? value : [value];
  const roles = names.flatMap((name) =>
    typeof name === 'string' && Object.hasOwn(mapping.webRoles, name)
      ? [mapping.webRoles[name] as string]
      : [],
  );
  return new Set(['authenticated', ...roles]);
}

/** A claim by its name, or by a path through nested claims: `realm_access.roles`. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((value, name) => {
    const nested = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    return nested ? (value as Claims)[name] : undefined;
  }, claims);
}
