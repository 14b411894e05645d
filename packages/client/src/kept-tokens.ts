import type { KeyValueStorage } from './guarded-storage.ts';
import type { OidcSettings, OidcTokens } from './oidc-flow.ts';

/** Tokens, and what it takes to renew them. */
export interface KeptTokens {
  readonly tokens: OidcTokens;
  readonly settings: OidcSettings;
}

/** What the callback page must know of the redirect it ends. */
export interface PendingRedirect {
  readonly adapter: string;
  readonly settings: OidcSettings;
  readonly returnTo: string;
}

/** Where the redirect that is under way is kept; there is one at a time. */
export const PENDING = 'portico:pending';

/** `tokens` of an adapter, or the mark that its last sign-in `failed`. */
export function keyOf(name: 'tokens' | 'failed', adapter: string): string {
  return `portico:${name}:${adapter}`;
}

/** Tokens that can still be used or renewed. */
export function readTokens(storage: KeyValueStorage, adapter: string): KeptTokens | null {
  const kept = readJson<KeptTokens>(storage, keyOf('tokens', adapter));
  if (!kept?.tokens?.accessToken) return null;
  return kept.tokens.refreshToken || kept.tokens.expiresAt > Date.now() ? kept : null;
}

export function writeTokens(storage: KeyValueStorage, adapter: string, kept: KeptTokens): void {
  storage.setItem(keyOf('tokens', adapter), JSON.stringify(kept));
}

/** Null for what is missing or was kept in another shape. */
export function readJson<T>(storage: KeyValueStorage, key: string): T | null {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}
