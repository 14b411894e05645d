/** The configurations `portico init` offers, and what each is for. */
export const STARTERS = {
  customer: 'help articles, support cases for guests and customers, a contact form',
  community: 'help articles and a forum with moderators',
  partner: "partners see their own account's cases and the articles for partners",
  employee: 'an internal helpdesk: nothing is open to anonymous visitors',
} as const;

export type StarterName = keyof typeof STARTERS;

/**
 * The TypeScript source of a starter. `init` copies this very file and a default run imports it, so what a
 * user is given to change is what ran before. Sources are part of the published package for this.
 */
export function starterSource(name: StarterName): URL {
  return new URL(`../../src/starters/${name}.ts`, import.meta.url);
}
