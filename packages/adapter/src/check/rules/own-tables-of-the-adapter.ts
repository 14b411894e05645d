import type { Rule } from '../rule.ts';

export const ownTablesOfTheAdapter: Rule = {
  id: 'L22',
  level: 'error',
  title: 'A permission on the adapter’s own tables: identities, audit trail, consents, idempotency keys',
  why: 'Whoever writes there changes who they are, or what is known of what they did.',
  waivable: false,
  // No such configuration loads: the finding is made of the fault that `loadSite` reports.
  find: () => [],
};
