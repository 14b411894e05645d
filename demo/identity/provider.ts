import { type Context, Provider } from 'oidc-provider';
import { findLogin } from './logins.ts';
import { memoryRecords } from './memory-records.ts';
import { errorPage, PAGE_HEADERS, signedOutPage, signOutPage } from './pages.ts';
import type { Secrets } from './signing-keys.ts';

export const CLIENT_ID = 'wherrywright-site';
/** What access tokens are for; the adapter asks for exactly this. */
export const AUDIENCE = 'portico-demo';
const RESOURCE = 'urn:wherrywright:portico';
const RESOURCE_SCOPE = 'portal';
const HOUR = 3600;

function show(ctx: Context, page: string): void {
  ctx.type = 'html';
  for (const [header, value] of Object.entries(PAGE_HEADERS)) ctx.set(header, value);
  ctx.body = page;
}

/**
 * The company's identity provider: authorization code with PKCE (S256) for one public client, RS256 access
 * tokens (`at+jwt`) for the adapter with the person's name, address and roles.
 */
export function createProvider(issuer: string, siteOrigin: string, secrets: Secrets): Provider {
  return new Provider(issuer, {
    adapter: memoryRecords(),
    jwks: secrets.jwks,
    cookies: { keys: secrets.cookieKeys },
    clients: [
      {
        client_id: CLIENT_ID,
        client_name: 'Wherrywright website',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [`${siteOrigin}/portico-callback.html`],
        post_logout_redirect_uris: [`${siteOrigin}/`, `${siteOrigin}/portico-callback.html`],
      },
    ],
    clientBasedCORS: (_ctx: Context, origin: string) => origin === siteOrigin,
    pkce: { required: () => true },
    // Names and addresses are also in the ID token, so the site needs no second request.
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'roles'], profile: ['name'], email: ['email', 'email_verified'] },
    findAccount: async (_ctx: Context, subject: string) => {
      const login = findLogin(subject);
      return login && { accountId: subject, claims: () => ({ sub: subject, ...personal(subject) }) };
    },
    extraTokenClaims: (_ctx: Context, token: { readonly accountId?: string }) =>
      token.accountId ? personal(token.accountId) : undefined,
    // The site belongs to the same company, so nobody is asked to allow it anything.
    loadExistingGrant: grantToSite,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx: Context, form: string) =>
          show(ctx, signOutPage(form, ctx.oidc.entities.IdTokenHint !== undefined)),
        postLogoutSuccessSource: (ctx: Context) => show(ctx, signedOutPage(siteOrigin)),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience: AUDIENCE,
          scope: RESOURCE_SCOPE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: HOUR,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    interactions: {
      url: (_ctx: Context, interaction: { readonly uid: string }) => `/interaction/${interaction.uid}`,
    },
    renderError: (ctx: Context, out: Readonly<Record<string, string>>) =>
      show(ctx, errorPage(out.error_description ?? out.error ?? 'Something went wrong.', siteOrigin)),
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      Grant: 14 * 24 * HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: 14 * 24 * HOUR,
    },
  });
}

function personal(subject: string): Readonly<Record<string, unknown>> {
  const login = findLogin(subject);
  if (!login) return {};
  return { name: login.name, email: login.email, email_verified: true, roles: login.roles };
}

async function grantToSite(ctx: Context & { readonly oidc: { readonly provider: Provider } }) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile email');
  grant.addResourceScope(RESOURCE, RESOURCE_SCOPE);
  await grant.save();
  return grant;
}
