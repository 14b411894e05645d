import type { Concern, Rule } from '../rule.ts';

/** `PRAGMA synchronous` = FULL. */
const FULL = 2;

export const storeGuards: Rule = {
  id: 'L29',
  level: 'error',
  title: 'A database whose own guards are off for the adapter',
  why: 'A superuser reads files of the server and passes every row policy; a write that is not synced is lost with the power.',
  waivable: true,
  isAsked: ({ postgres, sqlite }) => (postgres ?? sqlite) !== undefined,
  find: ({ evidence: { postgres, sqlite } }) => {
    const concerns: Concern[] = [];
    if (postgres) {
      const unguarded = postgres.superuser || postgres.bypassRowSecurity;
      const powers = [
        ...(postgres.superuser ? ['is a superuser'] : []),
        ...(postgres.bypassRowSecurity ? ['passes row-level security'] : []),
        ...(postgres.createsRoles ? ['makes roles or databases'] : []),
      ];
      if (powers.length > 0)
        concerns.push({
          // Whoever makes databases has none of the others' records by it, and many a hosted database has no other user.
          // A server on the machine itself is mostly one to try things on, which comes with a superuser and no other.
          level: unguarded && !postgres.onThisMachine ? 'error' : 'warning',
          path: 'store',
          sentence: `The adapter works in PostgreSQL as ${postgres.role}, which ${powers.join(', ')}: one mistake reaches ${unguarded ? 'everything on' : 'beyond its database on'} that server.`,
          fix: 'Make a role with LOGIN only, let it own the database of Portico and no other, and use it here.',
        });
    }
    if (sqlite && sqlite.synchronous < FULL)
      concerns.push({
        path: 'store.sqlite',
        sentence:
          'Visitors can be told that their request is kept and lose it when the power fails: SQLite does not wait for the disk.',
        fix: 'Open the file with PRAGMA synchronous = FULL.',
      });
    return concerns;
  },
};
