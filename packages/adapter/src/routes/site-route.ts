import type { SiteInfo } from '@portico/protocol';
import { siteInfo } from '../openapi/answer-schemas.ts';
import { jsonResponse, publicFor } from './json-response.ts';
import type { Route } from './route.ts';

/** What a page may know before anyone signs in. */
export const siteRoute: Route = {
  operation: 'getSite',
  method: 'GET',
  path: '/v1/site',
  description: {
    summary: 'Name, locales, identity provider and forms of the site.',
    answers: [{ status: 200, description: 'The site.', content: { 'application/json': siteInfo } }],
    problems: [],
  },
  handle: ({ site, sdkVersion, request }) => {
    const { config } = site;
    const info: SiteInfo = {
      name: config.site.name,
      locales: config.site.locales,
      sdk: sdkVersion,
      ...(config.identity?.signIn ? { identity: config.identity.signIn } : {}),
      forms: [...site.forms.keys()],
      // Files are not taken yet.
      uploads: { maxBytes: 0, types: [] },
    };
    return jsonResponse(info, { headers: publicFor(60, request) });
  },
};
