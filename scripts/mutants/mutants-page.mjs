import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { MUTANTS, SUBJECTS } from './mutants.mjs';
import { SUITES } from './suites.mjs';

/** The page whose tables follow from the mutants. */
export const MUTANTS_PAGE = 'docs/mutants.md';

const START = '<!-- mutants: written by npm run docs -->\n';
const END = '<!-- /mutants -->';

/** The page with the tables as the mutants are now. */
export function mutantsPage(page = readFileSync(join(ROOT, MUTANTS_PAGE), 'utf8')) {
  const start = page.indexOf(START) + START.length;
  const end = page.indexOf(END);
  if (start < START.length || end < start) throw new Error(`${MUTANTS_PAGE} has no place for the mutants.`);
  return `${page.slice(0, start)}${mutantTables(SUBJECTS)}\n${page.slice(end)}`;
}

/** @param {typeof SUBJECTS} subjects */
export function mutantTables(subjects) {
  return subjects.map(({ title, mutants }) => `\n### ${title}\n\n${tableOf(mutants)}\n`).join('');
}

/** The page on disk is what the mutants are now. */
export function checkMutantsPage() {
  const page = readFileSync(join(ROOT, MUTANTS_PAGE), 'utf8');
  const stale =
    mutantsPage(page) === page ? [] : [`${MUTANTS_PAGE} is not as the mutants are; run: npm run docs`];
  return { facts: `${MUTANTS.length} mutants in ${MUTANTS_PAGE}`, faults: stale };
}

function tableOf(mutants) {
  const rows = mutants.map(({ id, file, story, rule, suite }) => {
    const [, name] = /([^/]+)$/.exec(file);
    return `| \`${id}\` | [${name}](../${file}) | ${escaped(story)} | ${escaped(rule)} | ${SUITES[suite].title} |`;
  });
  return ['| Mutant | In | What someone gains | Breaks | Killed by |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

function escaped(text) {
  return text.replaceAll('|', '\\|');
}
