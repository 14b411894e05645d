import {
  OidcClient,
  type RefreshState,
  type SigninResponse,
  type UserProfile,
  WebStorageStateStore,
} from 'oidc-client-ts';
import type { KeyValueStorage } from './guarded-storage.ts';
import { randomKey } from './random-key.ts';

/** How to reach the identity provider, and the page of this site it returns to. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** Absolute; registered with the provider as redirect and post-logout redirect. */
  readonly callback: string;
}

export interface OidcTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly idToken: string | null;
  /** By this device's clock, milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Lifetime assumed of a token whose answer names none. */
const DEFAULT_LIFETIME = 300;
const REQUEST_TIMEOUT = 15;

/**
 * The authorization code flow with PKCE, by redirect. This file alone imports oidc-client-ts, and is itself
 * imported only when a sign-in, renewal or sign-out happens. It uses the library's protocol half and none of its
 * navigators and timers: no popup, no hidden frame, no silent renewal behind the visitor's back.
 */
export class OidcFlow {
  readonly #client: OidcClient;
  readonly #settings: OidcSettings;

  constructor(settings: OidcSettings, storage: KeyValueStorage) {
    this.#settings = settings;
    this.#client = new OidcClient({
      authority: settings.issuer,
      client_id: settings.clientId,
      scope: settings.scope,
      redirect_uri: settings.callback,
      post_logout_redirect_uri: settings.callback,
      response_type: 'code',
      loadUserInfo: false,
      staleStateAgeInSeconds: 600,
      requestTimeoutInSeconds: REQUEST_TIMEOUT,
      stateStore: new WebStorageStateStore({ prefix: 'portico:oidc:', store: new StorageShim(storage) }),
    });
  }

  /** Where to send the visitor to sign in. */
  async signInUrl(): Promise<string> {
    const request = await this.#client.createSigninRequest({ nonce: randomKey() });
    return request.url;
  }

  /** Turns the provider's answer in `url` into tokens; throws when it is no answer to a question asked here. */
  async finishSignIn(url: string): Promise<OidcTokens> {
    // RFC 9207: an answer that names another issuer was meant for someone else.
    const issuer = new URL(url).searchParams.get('iss');
    if (issuer !== null && issuer !== (await this.#client.metadataService.getIssuer()))
      throw new Error('The answer comes from another issuer.');
    return toTokens(await this.#client.processSigninResponse(url));
  }

  /** New tokens for a refresh token. */
  async renew(tokens: OidcTokens): Promise<OidcTokens> {
    const state: RefreshState = {
      refresh_token: tokens.refreshToken ?? '',
      session_state: null,
      scope: this.#settings.scope,
      // Only compared with a new ID token, of which nothing is used.
      profile: profileOf(tokens.idToken),
      ...(tokens.idToken === null ? {} : { id_token: tokens.idToken }),
    };
    const response = await this.#client.useRefreshToken({ state, timeoutInSeconds: REQUEST_TIMEOUT });
    const renewed = toTokens(response);
    return {
      ...renewed,
      refreshToken: renewed.refreshToken ?? tokens.refreshToken,
      idToken: renewed.idToken ?? tokens.idToken,
    };
  }

  /** Where to send the visitor to sign out at the provider too; null when it has no such page. */
  async signOutUrl(tokens: OidcTokens): Promise<string | null> {
    if (!(await this.#client.metadataService.getEndSessionEndpoint())) return null;
    const request = await this.#client.createSignoutRequest({
      client_id: this.#settings.clientId,
      ...(tokens.idToken === null ? {} : { id_token_hint: tokens.idToken }),
    });
    return request.url;
  }
}

function toTokens(response: SigninResponse): OidcTokens {
  return {
    accessToken: response.access_token,
    refreshToken: response.refresh_token ?? null,
    idToken: response.id_token ?? null,
    expiresAt: Date.now() + (response.expires_in ?? DEFAULT_LIFETIME) * 1000,
  };
}

/** The claims of an ID token, unverified: the browser takes no decision from them. */
function profileOf(idToken: string | null): UserProfile {
  const payload = idToken?.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/');
  if (!payload) return {} as UserProfile;
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as UserProfile;
}

/** What the library takes for a web storage; it enumerates keys to drop stale states. */
class StorageShim implements Storage {
  [name: string]: unknown;
  readonly #storage: KeyValueStorage;
  readonly #index = 'portico:oidc-keys';

  constructor(storage: KeyValueStorage) {
    this.#storage = storage;
  }

  get length(): number {
    return this.#keys().length;
  }

  key(index: number): string | null {
    return this.#keys()[index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#storage.getItem(key);
  }

  setItem(key: string, value: string): void {
    this.#storage.setItem(key, value);
    this.#storage.setItem(this.#index, JSON.stringify([...new Set([...this.#keys(), key])]));
  }

  removeItem(key: string): void {
    this.#storage.removeItem(key);
    this.#storage.setItem(this.#index, JSON.stringify(this.#keys().filter((other) => other !== key)));
  }

  clear(): void {
    for (const key of this.#keys()) this.removeItem(key);
  }

  #keys(): string[] {
    return JSON.parse(this.#storage.getItem(this.#index) ?? '[]') as string[];
  }
}
