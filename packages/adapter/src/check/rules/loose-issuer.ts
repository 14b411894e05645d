import type { IdentityConfig, IssuerConfig } from '../../config/site-config.ts';
import type { Concern, Rule } from '../rule.ts';

const MULTI_TENANT =
  /^https:\/\/(login\.microsoftonline\.[a-z]+|sts\.windows\.net|login\.windows\.net)\/(common|organizations|consumers)(\/|$)/i;

/** The type that RFC 9068 gives to access tokens and to nothing else. */
const ACCESS_TOKEN = /^(application\/)?at\+jwt$/i;

export const looseIssuer: Rule = {
  id: 'L16',
  level: 'error',
  title: 'An identity provider that is not pinned down: issuer, audience, algorithms, type of token',
  why: 'OpenFGA CVE-2026-55689: a missing audience quietly switched its check off.',
  waivable: true,
  find: ({ config: { identity } }) =>
    (identity?.issuers ?? []).flatMap((issuer, index) => {
      const path = `identity.issuers[${index}]`;
      return [
        ...ofManyTenants(issuer, path),
        ...(ACCESS_TOKEN.test(issuer.tokenType ?? '')
          ? []
          : [toldByClaims(issuer, path), ...ofIdTokens(issuer, path, identity?.signIn)]),
      ];
    }),
};

function ofManyTenants({ issuer }: IssuerConfig, path: string): readonly Concern[] {
  if (!MULTI_TENANT.test(issuer)) return [];
  return [
    {
      path: `${path}.issuer`,
      sentence: `"${issuer}" stands for every Microsoft tenant there is: no token names it, and people of any company could be meant.`,
      fix: 'Name the issuer of your own tenant: https://login.microsoftonline.com/<tenant id>/v2.0.',
    },
  ];
}

/** The claims do tell them, so this is no warning: not every provider has the type. */
function toldByClaims({ issuer, tokenType }: IssuerConfig, path: string): Concern {
  const type =
    tokenType === undefined ? 'no type is asked for' : `${tokenType} is the type of others as well`;
  return {
    path: `${path}.tokenType`,
    level: 'note',
    sentence: `Access tokens of ${issuer} are told from others it signs by their claims alone: ${type}.`,
    fix: "Set tokenType: 'at+jwt' if the provider has it (RFC 9068).",
  };
}

/** ID tokens are for the client; an audience that is the client's makes them good here, too. */
function ofIdTokens(
  { issuer, audience }: IssuerConfig,
  path: string,
  signIn: IdentityConfig['signIn'],
): readonly Concern[] {
  const at = signIn?.issuer === issuer ? audience.indexOf(signIn.clientId) : -1;
  if (at === -1) return [];
  return [
    {
      path: `${path}.audience[${at}]`,
      level: 'warning',
      sentence: `"${audience[at]}" is the audience of the ID tokens of the sign-in as well: only their claims keep them from being taken for access tokens.`,
      fix: 'Register an API at the provider, ask for tokens for it, and name it here instead of the client.',
    },
  ];
}
