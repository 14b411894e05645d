import { importsOf, withoutComments } from '../imports.mjs';

/** These run in browsers or on any server that has `fetch`; Node appears in store-sql, server and demo only. */
const PACKAGES = ['protocol', 'client', 'elements', 'adapter', 'store-dataverse'].map(
  (name) => `packages/${name}/`,
);
const NODE_GLOBALS = /(?<![\w.'"`/-])(process\.(?!\s)|Buffer\b|__dirname\b|__filename\b)/;

export function checkWebStandard(files) {
  const sources = files.filter(
    (file) =>
      file.kind === 'source' &&
      file.path.includes('/src/') &&
      PACKAGES.some((folder) => file.path.startsWith(folder)),
  );
  const faults = sources.flatMap((file) => [
    ...importsOf(file.text)
      .filter((specifier) => specifier.startsWith('node:'))
      .map((specifier) => `${file.path} imports ${specifier}; this package uses web-standard APIs only.`),
    ...withoutComments(file.text)
      .split('\n')
      .flatMap((line, index) => {
        const found = NODE_GLOBALS.exec(line)?.[1];
        return found
          ? [`${file.path}:${index + 1} uses ${found}; this package uses web-standard APIs only.`]
          : [];
      }),
  ]);
  return { facts: `${sources.length} files with web-standard APIs only`, faults };
}
