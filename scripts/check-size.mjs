/** Checks what browsers load against the budgets, by the list that the build writes beside the files. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportFindings } from './check/report-findings.mjs';
import { checkBrowserSizes } from './check/rules/browser-sizes.mjs';
import { ROOT } from './setup/paths.mjs';

const MANIFEST = join(ROOT, 'packages/elements/dist/sdk/manifest.json');

if (existsSync(MANIFEST)) {
  reportFindings([checkBrowserSizes(JSON.parse(readFileSync(MANIFEST, 'utf8')))]);
} else {
  console.error('There are no browser files yet. Build them with: npm run build');
  process.exitCode = 1;
}
