// One job: the compiled elements (packages/elements/dist, by `tsc -b`) → dist/sdk, the browser files the adapter serves.
// A loader without imports, a core all widgets share, one file per widget, and lazy chunks for what is rarely needed.
import { readFileSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { minifyTemplates } from './packages/elements/build/minify-templates.mjs';
import { sdkFiles } from './packages/elements/build/sdk-files.mjs';
import { shareDecorate } from './packages/elements/build/share-decorate.mjs';
import { VERSION } from './packages/elements/dist/cdn/version.js';
import { WIDGETS } from './packages/elements/dist/cdn/widgets.js';

const dist = 'packages/elements/dist';
const { version } = JSON.parse(readFileSync('packages/elements/package.json', 'utf8'));
if (version !== VERSION)
  throw new Error(`packages/elements is ${version}, its cdn/version.ts says ${VERSION}.`);

/** What every page needs, together in one file: one request, and one cache entry for all widgets. */
const CORE = [
  /node_modules\/(lit|lit-html|lit-element|@lit)\/(?!directives\/repeat|directive-helpers)/,
  /portico:decorate/,
  /packages\/protocol\//,
  /packages\/client\/(?!.*(oidc-flow|oidc-redirect|random-key))/,
  /packages\/elements\/dist\/(cdn\/(core|page-config)|base\/(?!icons|events(?!\/(portico-event|forum)))|controllers\/(query|session|inherited))/,
  /packages\/elements\/dist\/states\//,
  /packages\/elements\/dist\/styles\/(button|state)/,
];
/** What widgets that send something need besides. */
const FORMS = [
  /packages\/client\/dist\/random-key/,
  /packages\/elements\/dist\/(fields|base\/events\/problem|controllers\/(form|draft|submit))/,
  /packages\/elements\/dist\/styles\/(field|card)/,
];

/** TypeScript wraps `import(variable)` to rewrite `.ts` endings; the loader's files end in `.js`. */
function plainDynamicImports() {
  const wrapped = /import\(__rewriteRelativeImportExtension\(([^()]*)\)\)/g;
  return {
    name: 'plain-dynamic-imports',
    transform: (code) =>
      code.includes('__rewriteRelativeImportExtension(')
        ? { code: code.replace(wrapped, 'import($1)'), map: null }
        : null,
  };
}

export default {
  input: {
    portico: `${dist}/cdn/loader.js`,
    core: `${dist}/cdn/core.js`,
    ...Object.fromEntries(WIDGETS.map((tag) => [tag, `${dist}/widgets/${tag}/${tag}.js`])),
  },
  // The core is entry and shared chunk in one; a facade would cost each page a request.
  preserveEntrySignatures: 'allow-extension',
  output: {
    dir: `${dist}/sdk`,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name]-[hash].js',
    generatedCode: 'es2015',
    minifyInternalExports: true,
    hoistTransitiveImports: true,
    // A list of names, such as that of all events, is in no chunk; what it names goes where it is used.
    onlyExplicitManualChunks: true,
    manualChunks: (id) => {
      if (CORE.some((pattern) => pattern.test(id))) return 'core';
      if (FORMS.some((pattern) => pattern.test(id))) return 'forms';
      return undefined;
    },
  },
  plugins: [
    nodeResolve({ browser: true, exportConditions: ['browser', 'default'] }),
    minifyTemplates(),
    plainDynamicImports(),
    shareDecorate(),
    terser({
      ecma: 2022,
      module: true,
      compress: { passes: 2, pure_getters: true },
      format: { comments: false },
    }),
    sdkFiles({ version, loader: 'portico.js', core: 'core.js', widgets: WIDGETS }),
  ],
  onwarn(warning, warn) {
    // TypeScript's decorator helper asks for a `this` that modules do not have, and copes.
    if (warning.code !== 'THIS_IS_UNDEFINED') warn(warning);
  },
};
