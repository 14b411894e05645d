import { posix } from 'node:path';
import { importsOf, packageOf } from '../imports.mjs';

/** What each folder may import of the others: the arrows of docs/architecture.md, followed upward. */
const MAY_IMPORT = {
  'packages/protocol': [],
  'packages/client': ['@portico/protocol'],
  'packages/elements': ['@portico/client', '@portico/protocol'],
  'packages/adapter': ['@portico/protocol'],
  'packages/store-sql': ['@portico/adapter', '@portico/protocol'],
  'packages/store-dataverse': ['@portico/adapter', '@portico/protocol'],
  // The server serves the elements' files; it finds them by resolving the package, and imports none of its code.
  'packages/server': [
    '@portico/adapter',
    '@portico/protocol',
    '@portico/store-sql',
    '@portico/store-dataverse',
  ],
  demo: [
    'portico',
    '@portico/adapter',
    '@portico/protocol',
    '@portico/client',
    '@portico/store-sql',
    '@portico/store-dataverse',
  ],
};
const OURS = /^(@portico\/.+|portico)$/;

/**
 * npm puts every package of the workspace within reach of every other, so TypeScript lets each import any.
 *
 * @param {readonly import('../source-files.mjs').SourceFile[]} files
 * @param {(folder: string) => readonly string[]} declared a folder's own package name, then the packages its package.json names
 */
export function checkPackagePicture(files, declared) {
  const faults = [];
  let count = 0;
  for (const file of files) {
    const folder = Object.keys(MAY_IMPORT).find((name) => file.path.startsWith(`${name}/`));
    if (!folder) continue;
    for (const specifier of importsOf(file.text)) {
      count += 1;
      const fault = faultOf(file, folder, specifier, declared(folder));
      if (fault) faults.push(`${file.path} imports ${specifier}: ${fault}`);
    }
  }
  return { facts: `${count} imports within the picture of the packages`, faults };
}

function faultOf(file, folder, specifier, declared) {
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(file.path), specifier);
    return target.startsWith(`${folder}/`) ? null : `it leaves ${folder}.`;
  }
  const name = packageOf(specifier);
  if (name === null) return null;
  // By its own name too, as its users do: the starters that `portico init` copies.
  const own = declared[0];
  if (name === own) return null;
  if (OURS.test(name) && !MAY_IMPORT[folder].includes(name)) return `${folder} may not import ${name}.`;
  // What tests and tools need besides is declared once, at the root.
  if (file.kind === 'test' || file.kind === 'tool') return null;
  return declared.includes(name) ? null : `${folder}/package.json does not name ${name}.`;
}
