import type { Rule } from '../rule.ts';

const MULTI_TENANT =
  /^https:\/\/(login\.microsoftonline\.[a-z]+|sts\.windows\.net|login\.windows\.net)\/(common|organizations|consumers)(\/|$)/i;

export const looseIssuer: Rule = {
  id: 'L16',
  level: 'error',
  title: 'An identity provider that is not pinned down: issuer, audience, algorithms',
  why: 'OpenFGA CVE-2026-55689: a missing audience quietly switched its check off.',
  waivable: true,
  find: ({ config }) =>
    (config.identity?.issuers ?? []).flatMap(({ issuer }, index) =>
      MULTI_TENANT.test(issuer)
        ? [
            {
              path: `identity.issuers[${index}].issuer`,
              sentence: `"${issuer}" stands for every Microsoft tenant there is: no token names it, and people of any company could be meant.`,
              fix: 'Name the issuer of your own tenant: https://login.microsoftonline.com/<tenant id>/v2.0.',
            },
          ]
        : [],
    ),
};
