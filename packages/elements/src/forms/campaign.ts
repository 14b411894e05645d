import type { Campaign } from '@portico/protocol';

type Parameter = 'source' | 'medium' | 'name' | 'term' | 'content';

/** By the names everyone uses in links: https://support.google.com/analytics/answer/10917952. */
const PARAMETERS: readonly (readonly [key: Parameter, parameter: string])[] = [
  ['source', 'utm_source'],
  ['medium', 'utm_medium'],
  ['name', 'utm_campaign'],
  ['term', 'utm_term'],
  ['content', 'utm_content'],
];

/** Longest value kept; links may carry anything. */
const PARAMETER_LIMIT = 200;
const ADDRESS_LIMIT = 2000;

/**
 * Where the visitor came from, by the address of this page and its referrer. When the visitor went on from the page
 * the campaign led to, that page is the referrer and is read too. Nothing is stored for this.
 */
export function campaignOf(page: { readonly href: string; readonly referrer: string }): Campaign {
  const here = new URL(page.href);
  const before = webAddress(page.referrer);
  const landing = !hasCampaign(here) && before?.origin === here.origin && hasCampaign(before) ? before : here;
  const found = PARAMETERS.map(([key, parameter]) => [key, landing.searchParams.get(parameter)] as const);
  const external = before !== null && before.origin !== here.origin;
  return {
    ...Object.fromEntries(
      found
        .filter(([, value]) => value)
        .map(([key, value]) => [key, (value as string).slice(0, PARAMETER_LIMIT)]),
    ),
    landingPage: `${landing.origin}${landing.pathname}`.slice(0, ADDRESS_LIMIT),
    ...(external ? { referrer: `${before.origin}${before.pathname}`.slice(0, ADDRESS_LIMIT) } : {}),
  };
}

function webAddress(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) ? url : null;
}

function hasCampaign(url: URL): boolean {
  return PARAMETERS.some(([, parameter]) => url.searchParams.has(parameter));
}
