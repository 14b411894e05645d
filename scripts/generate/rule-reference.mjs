import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PINNED_NODE, ROOT, SOURCE_CONDITION } from '../setup/paths.mjs';

/** The page whose table of rules follows from the sources. */
export const RULE_REFERENCE = 'docs/check.md';

const START = '<!-- rules: written by npm run docs -->\n';
const END = '<!-- /rules -->';
const PRINT = `
  const { RULES } = await import('@portico/adapter/check');
  console.log(JSON.stringify(RULES.map(({ id, level, title, why, waivable }) => ({ id, level, title, why, waivable }))));
`;

/** The page with the table as the registry of rules is now. */
export function ruleReference(page = readFileSync(join(ROOT, RULE_REFERENCE), 'utf8')) {
  const start = page.indexOf(START) + START.length;
  const end = page.indexOf(END);
  if (start < START.length || end < start) throw new Error(`${RULE_REFERENCE} has no place for the rules.`);
  return `${page.slice(0, start)}${rulesTable(readRules())}\n${page.slice(end)}`;
}

/** @param {readonly { id: string, level: string, title: string, why: string, waivable: boolean }[]} rules */
export function rulesTable(rules) {
  const rows = rules.map(
    ({ id, level, title, why, waivable }) =>
      `| ${id} | ${level} | ${escaped(title)} | ${escaped(why)} | ${waivable ? 'yes' : 'no'} |`,
  );
  return ['| Rule | Level | Finds | Because | Waivable |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** The page on disk is what the registry says now. */
export function checkRuleReference() {
  const page = readFileSync(join(ROOT, RULE_REFERENCE), 'utf8');
  const stale =
    ruleReference(page) === page ? [] : [`${RULE_REFERENCE} is not as the rules are; run: npm run docs`];
  return { facts: `${readRules().length} rules in ${RULE_REFERENCE}`, faults: stale };
}

let rules;

/** Read by the pinned Node: the sources are TypeScript, and this may run in an older one. */
function readRules() {
  rules ??= JSON.parse(
    execFileSync(PINNED_NODE, [SOURCE_CONDITION, '--input-type=module', '--eval', PRINT], {
      cwd: join(ROOT, 'packages/server'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  return rules;
}

function escaped(text) {
  return text.replaceAll('|', '\\|');
}
