import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { BIN, ROOT } from '../../setup/paths.mjs';

/** Inside the workspace, so that the packages are found by their names. */
const FOLDER = join(ROOT, 'node_modules', '.portico-docs');
const TSCONFIG = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    composite: false,
    declaration: false,
    noEmit: true,
    // An example may end where its point is made.
    noUnusedLocals: false,
    noUnusedParameters: false,
    experimentalDecorators: true,
    useDefineForClassFields: false,
    lib: ['ES2024', 'ESNext.Iterator', 'DOM', 'DOM.Iterable'],
    types: ['node'],
  },
  files: [],
  references: [],
};
/** What examples call their configuration. */
const CONFIG = `import { defineConfig } from 'portico';
export default defineConfig({
  site: { name: 'Example', locales: ['en'], origins: [] },
  webRoles: [],
  tablePermissions: [],
});
`;

/** Every block of TypeScript in the prose is a module that compiles against the packages' sources. */
export function checkTypeScript(blocks) {
  const modules = blocks
    .filter(({ language }) => language === 'ts')
    .map((block, index) => ({ ...block, name: `block-${index}.ts` }));
  if (modules.length === 0) return { facts: '0 blocks of TypeScript', faults: [] };
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(
    join(FOLDER, 'tsconfig.json'),
    JSON.stringify({ ...TSCONFIG, files: modules.map(({ name }) => name) }),
  );
  writeFileSync(join(FOLDER, 'portico.config.ts'), CONFIG);
  for (const block of modules) writeFileSync(join(FOLDER, block.name), `${moduleOf(block)}\nexport {};\n`);
  return {
    facts: `${modules.length} blocks of TypeScript`,
    faults: compile().map((fault) => withPlace(fault, modules)),
  };
}

/** The code with imports of files beside the prose led there. */
function moduleOf({ path, code }) {
  return code.replace(/ from '(\.\.?\/[^']+)'/g, (words, target) => {
    const file = join(ROOT, dirname(path), target);
    return existsSync(file) ? ` from '${relative(FOLDER, file)}'` : words;
  });
}

function compile() {
  try {
    execFileSync(join(BIN, 'tsc'), ['-p', FOLDER, '--pretty', 'false'], { cwd: FOLDER, encoding: 'utf8' });
    return [];
  } catch (error) {
    return error.stdout.split('\n').filter((line) => / error TS/.test(line));
  }
}

function withPlace(fault, modules) {
  return fault.replace(/^.*?(block-\d+\.ts)\((\d+),\d+\): error /, (_, name, line) => {
    const block = modules.find((module) => module.name === name);
    return `${block.path}:${block.line + Number(line) - 1}: `;
  });
}
