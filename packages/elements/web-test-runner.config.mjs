// Element tests in a real browser: npx wtr --config packages/elements/web-test-runner.config.mjs
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { playwrightLauncher } from '@web/test-runner-playwright';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The one browser file that is no widget; those import the core, as they do in the bundle. */
const CORE = `export * from '../cdn/core.ts';`;

/**
 * Stands in for a site and its adapter, so that the loader runs from its source: browser files come from `src`,
 * `/page?html=…` is a page of that body, and `/adapter/v1/site` an adapter without sign-in.
 */
function siteAndAdapter(context, next) {
  const file = /^\/packages\/elements\/src\/1\.0\.0\/([\w-]+)\.js$/.exec(context.path)?.[1];
  if (file) {
    context.type = 'js';
    context.body =
      file === 'core' ? CORE : `import '../cdn/core.ts'; import '../widgets/${file}/${file}.ts';`;
    return undefined;
  }
  if (context.path === '/page' || context.path === '/portico-callback.html') {
    context.type = 'html';
    context.body = `<!doctype html><meta charset="utf-8"><title>A page</title>${context.query.html ?? ''}`;
    return undefined;
  }
  if (context.path === '/adapter/v1/site') {
    context.body = {
      name: 'A site',
      locales: ['en'],
      sdk: '1.0.0',
      forms: [],
      uploads: { maxBytes: 0, types: [] },
    };
    return undefined;
  }
  return next();
}

/** A page takes from the cache what one before it has loaded, unless files are changed meanwhile. */
async function keepModules(context, next) {
  await next();
  if (process.argv.includes('--watch')) return;
  if (/\.(ts|js|mjs)$/.test(context.path)) context.set('cache-control', 'max-age=3600');
}

let shared;
/** Each test file has a page of its own, and with it its session storage; the pages share a context, and with it the cache. */
async function openPage({ browser }) {
  shared ??= browser.newContext();
  const page = await (await shared).newPage();
  return { page, close: () => page.close() };
}

export default {
  rootDir: here('../..'),
  files: [process.env.PORTICO_TEST_FILES ?? here('src/**/*.test.ts')],
  nodeResolve: { exportConditions: ['portico-source', 'browser', 'default'] },
  concurrency: 2,
  middleware: [keepModules, siteAndAdapter],
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: here('tsconfig.json') })],
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      createBrowserContext: openPage,
      createPage: ({ context }) => context.page,
      launchOptions: {
        executablePath: process.env.PORTICO_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
    }),
  ],
  testFramework: { config: { timeout: 20_000 } },
};
