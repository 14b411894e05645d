import type { Rule } from '../rule.ts';

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

export const plainOrigin: Rule = {
  id: 'L17',
  level: 'error',
  title: 'Origins that are a pattern, "null", or without https',
  why: 'Hono CVE-2026-54290: any website could call with the visitor’s rights. Over http, so can any network.',
  waivable: true,
  find: ({ config }) =>
    config.site.origins.flatMap((origin, index) => {
      const { protocol, hostname } = new URL(origin);
      if (protocol === 'https:' || LOCAL.has(hostname) || hostname.endsWith('.localhost')) return [];
      return [
        {
          path: `site.origins[${index}]`,
          sentence: `Anyone on the network between a visitor and ${origin} can change the page and act as the visitor: it is not https.`,
          fix: `Serve the page over https and list https://${new URL(origin).host}.`,
        },
      ];
    }),
};
