import { importsOf, withoutComments } from '../imports.mjs';

const NAMED = /\bmirrorPlanner\b/;
const MADE_IN = /(^|\/)mirror-plans(\.ts)?$/;
/** Where it is made and exported, and the feed, for whose copies it is. */
const ALLOWED = [
  'packages/adapter/src/plan/',
  'packages/adapter/src/store/index.ts',
  'packages/store-dataverse/src/feed/',
];

/**
 * Plans of the mirror ask nobody's permission: they copy records into a search index and read them there. They are for
 * the feed alone; in a route, or in what serves, one of them would answer a visitor with everything.
 *
 * @param {readonly import('../source-files.mjs').SourceFile[]} files
 */
export function checkMirrorPlans(files) {
  const users = files.filter(
    ({ kind, path, text }) =>
      kind === 'source' &&
      !path.startsWith('scripts/') &&
      (NAMED.test(withoutComments(text)) || importsOf(text).some((specifier) => MADE_IN.test(specifier))),
  );
  const faults = users
    .filter(({ path }) => !ALLOWED.some((place) => path.startsWith(place)))
    .map(
      ({ path }) =>
        `${path} uses mirrorPlanner, whose plans ask nobody's permission; it is for the feed alone.`,
    );
  return { facts: `${users.length} files with plans of the mirror, none but the feed's`, faults };
}
