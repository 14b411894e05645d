import { withoutComments } from '../imports.mjs';

const ELEMENTS = /^packages\/elements\/src\//;
const ANYWHERE = /./;

/** Words that a line of code must not hold, and why. Tests may, to try what happens. */
const RULES = [
  {
    where: ELEMENTS,
    pattern: /<[a-z][^<>]*\sstyle=["$]|\bstyleMap\b/,
    why: 'a strict Content-Security-Policy refuses style attributes',
  },
  {
    where: ELEMENTS,
    pattern: /(?<![\w-])\d*\.?\d+rem\b/,
    why: 'the page decides what 1rem is; use em on the fixed size of :host',
  },
  {
    where: ANYWHERE,
    pattern: /['"`](?:\/(?:home|root|work|Users|tmp)\/|[A-Z]:\\\\)/,
    why: 'a path of one machine',
  },
];
/** Looked for in comments too. */
const UNFINISHED = /\b(TODO|FIXME|XXX)\b/;

export function checkForbiddenText(files) {
  const faults = files
    .filter((file) => file.kind === 'source' && !file.path.startsWith('scripts/check/'))
    .flatMap((file) => {
      const rules = RULES.filter(({ where }) => where.test(file.path));
      const plain = file.text.split('\n');
      return withoutComments(file.text)
        .split('\n')
        .flatMap((line, index) => {
          const place = `${file.path}:${index + 1}`;
          const broken = rules
            .filter(({ pattern }) => pattern.test(line))
            .map(({ why }) => `${place}: ${why}.`);
          return UNFINISHED.test(plain[index]) ? [...broken, `${place}: unfinished work.`] : broken;
        });
    });
  return { facts: 'no style attributes, no rem, no paths of one machine, nothing left to do', faults };
}
