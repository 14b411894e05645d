// What the manifest of custom elements is made from, and how: read by scripts/generate.mjs in `npm run build`.
import { eventClasses, publishedNames, themeProperties } from './build/manifest-plugins.mjs';

export default {
  globs: ['src/base/{events/*,portico-element,tokens.styles}.ts', 'src/widgets/*/portico-*.ts'],
  exclude: ['**/*.test.ts', 'src/widgets/**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  // Its place in package.json is known.
  packagejson: false,
  quiet: true,
  plugins: [eventClasses(), themeProperties(), publishedNames()],
};
