import type { Rule } from '../rule.ts';

/** Claims that people edit themselves in the profile pages of common identity providers. */
const EDITABLE =
  /^(profile|custom_profile|preferred_username|nickname|name|given_name|family_name|email|upn|website|locale)(\.|$)/i;
/** What providers call the part of a profile that its owner writes, also below a namespace: `https://example.com/user_metadata.roles`. */
const EDITABLE_ANYWHERE = /(^|[./:#])(user|unsafe)_?metadata([./:#]|$)/i;

export const selfAssertedClaim: Rule = {
  id: 'L10',
  level: 'error',
  title: 'Rights go by something the person can edit',
  why: 'Supabase’s linter 0015: policies that trust user_metadata, which every user may change.',
  waivable: true,
  find: ({ config }) =>
    (config.identity?.issuers ?? []).flatMap((issuer, index) => {
      const claim = issuer.claims.roles?.claim;
      if (claim === undefined || !(EDITABLE.test(claim) || EDITABLE_ANYWHERE.test(claim))) return [];
      const webRoles = [...new Set(Object.values(issuer.claims.roles?.webRoles ?? {}))];
      return [
        {
          path: `identity.issuers[${index}].claims.roles.claim`,
          webRoles,
          sentence: `People can give themselves the web roles ${webRoles.join(', ')}: they come from the claim "${claim}", which is theirs to edit.`,
          fix: 'Name a claim that only the identity provider’s administrators set, such as roles or app_metadata.roles.',
        },
      ];
    }),
};
