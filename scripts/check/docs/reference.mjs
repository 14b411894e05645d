import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATORS, PRIVILEGES, PROBLEMS, STANDARD_TABLES } from '@portico/protocol';
import { ROOT } from '../../setup/paths.mjs';
import { withoutComments } from '../imports.mjs';

/** The interfaces an operator writes, by file. */
const CONFIGURATION = {
  'packages/adapter/src/config/site-config.ts': [
    'SiteConfig',
    'IdentityConfig',
    'IssuerConfig',
    'FormConfig',
    'FormFieldConfig',
  ],
  'packages/adapter/src/config/assertion.ts': ['Assertion', 'AssertedRights'],
  'packages/adapter/src/config/waiver.ts': ['Waiver'],
  'packages/adapter/src/permissions/table-permission.ts': ['TablePermission'],
};

/** The references name everything there is: problem codes with their status, configuration, operators, privileges, tables, environment. */
export function checkReference(sources) {
  return [
    problems(read('docs/problems.md')),
    names('docs/permissions.md', 'operators and privileges', [...OPERATORS, ...PRIVILEGES]),
    names(
      'docs/configuration.md',
      'standard tables',
      STANDARD_TABLES.map(({ name }) => name),
    ),
    names('docs/configuration.md', 'settings', configurationNames()),
    names('docs/configuration.md', 'environment variables', environmentNames(sources)),
  ];
}

function problems(text) {
  const rows = [...text.matchAll(/^\|\s*`([a-z_]+)`\s*\|\s*(\d{3})\s*\|/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ]);
  const documented = new Map(rows);
  const faults = Object.entries(PROBLEMS)
    .filter(([code, { status }]) => documented.get(code) !== status)
    .map(([code, { status }]) => `docs/problems.md lacks \`${code}\` with status ${status}.`);
  const invented = [...documented.keys()]
    .filter((code) => !(code in PROBLEMS))
    .map((code) => `docs/problems.md has ${code}, which is no code.`);
  return { facts: `${Object.keys(PROBLEMS).length} problem codes`, faults: [...faults, ...invented] };
}

function names(path, what, wanted) {
  const text = read(path);
  const faults = wanted
    .filter((name) => !text.includes(`\`${name}\``))
    .map((name) => `${path} does not explain \`${name}\`.`);
  return { facts: `${wanted.length} ${what} in ${path}`, faults };
}

function configurationNames() {
  const found = Object.entries(CONFIGURATION).flatMap(([path, interfaces]) => {
    const text = withoutComments(read(path));
    return interfaces.flatMap((name) => membersOf(text, name));
  });
  return [...new Set(found)];
}

function membersOf(text, name) {
  const body = new RegExp(`interface ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(text)?.[1];
  if (body === undefined) throw new Error(`There is no interface ${name}.`);
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member]) => member);
}

function environmentNames(sources) {
  const found = sources
    .filter(({ path, kind }) => kind === 'source' && !path.startsWith('scripts/'))
    .flatMap(({ text }) =>
      [...withoutComments(text).matchAll(/\bPORTICO_[A-Z_]*[A-Z]\b/g)].map(([name]) => name),
    );
  return [...new Set(found)].sort();
}

function read(path) {
  return readFileSync(join(ROOT, path), 'utf8');
}
