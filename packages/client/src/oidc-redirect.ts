import type { SiteInfo } from '@portico/protocol';
import type { KeyValueStorage } from './guarded-storage.ts';
import {
  type KeptTokens,
  keyOf,
  PENDING,
  type PendingRedirect,
  readJson,
  writeTokens,
} from './kept-tokens.ts';
import { OidcFlow, type OidcSettings, type OidcTokens } from './oidc-flow.ts';

/** What a redirect needs of a flow; tests bring their own. */
export type RedirectFlow = Pick<OidcFlow, keyof OidcFlow>;

/** Where a redirect keeps what it must remember, and how it reaches the identity provider. */
export interface RedirectContext {
  readonly storage: KeyValueStorage;
  /** Default: the flow of oidc-client-ts. */
  readonly flow?: ((settings: OidcSettings, storage: KeyValueStorage) => RedirectFlow) | undefined;
}

/** Where a sign-in is for, and where it goes. */
export interface RedirectSite {
  /** Base URL of the adapter; each adapter has tokens of its own. */
  readonly adapter: string;
  /** Absolute URL of this site's page the identity provider returns to. */
  readonly callback: string;
  /** Where the identity provider is; asked when a sign-in starts, undefined when the site has none. */
  readonly identity: () => Promise<SiteInfo['identity']>;
}

/** Remembers the way back and tells where to send the visitor to sign in; null when the site has no sign-in. */
export async function beginSignIn(
  context: RedirectContext,
  site: RedirectSite,
  returnTo: string,
): Promise<string | null> {
  const { adapter, callback } = site;
  const provider = await site.identity();
  if (!provider) return null;
  const pending: PendingRedirect = { adapter, returnTo, settings: { ...provider, callback } };
  const url = await flowOf(context, pending.settings).signInUrl();
  context.storage.setItem(PENDING, JSON.stringify(pending));
  return url;
}

/** Where to send the visitor to sign out at the provider too; null when it has no such page. */
export async function beginSignOut(
  context: RedirectContext,
  { adapter }: RedirectSite,
  { tokens, settings }: KeptTokens,
  returnTo: string,
): Promise<string | null> {
  const url = await flowOf(context, settings).signOutUrl(tokens);
  const pending: PendingRedirect = { adapter, returnTo, settings };
  if (url) context.storage.setItem(PENDING, JSON.stringify(pending));
  return url;
}

/** Gets and keeps new tokens for a refresh token. */
export async function renewTokens(
  context: RedirectContext,
  { adapter }: RedirectSite,
  kept: KeptTokens,
): Promise<OidcTokens> {
  const tokens = await flowOf(context, kept.settings).renew(kept.tokens);
  writeTokens(context.storage, adapter, { ...kept, tokens });
  return tokens;
}

/** Ends the redirect whose answer is in `url`; see `finishRedirect` of oidc-session.ts. */
export async function endRedirect(context: RedirectContext, url: string): Promise<string> {
  const { storage } = context;
  const pending = readJson<PendingRedirect>(storage, PENDING);
  storage.removeItem(PENDING);
  const start = new URL('/', url).href;
  if (!pending) return start;
  const parameters = new URL(url).searchParams;
  if (parameters.has('code')) {
    try {
      const tokens = await flowOf(context, pending.settings).finishSignIn(url);
      writeTokens(storage, pending.adapter, { tokens, settings: pending.settings });
    } catch {
      storage.setItem(keyOf('failed', pending.adapter), 'true');
    }
  } else if (parameters.has('error') && parameters.get('error') !== 'access_denied') {
    storage.setItem(keyOf('failed', pending.adapter), 'true');
  }
  const back = URL.canParse(pending.returnTo, url) ? new URL(pending.returnTo, url) : null;
  return back?.origin === new URL(url).origin ? back.href : start;
}

function flowOf({ flow, storage }: RedirectContext, settings: OidcSettings): RedirectFlow {
  return flow ? flow(settings, storage) : new OidcFlow(settings, storage);
}
