/** Checks the budgets of shape: how long files are, how much is tested, who imports whom. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportFindings } from './check/report-findings.mjs';
import { checkElementBase } from './check/rules/element-base.mjs';
import { checkFileLengths } from './check/rules/file-lengths.mjs';
import { checkFirstLoaded } from './check/rules/first-loaded.mjs';
import { checkForbiddenText } from './check/rules/forbidden-text.mjs';
import { checkMirrorPlans } from './check/rules/mirror-plans.mjs';
import { checkPackagePicture } from './check/rules/package-picture.mjs';
import { checkStoreInterface } from './check/rules/store-interface.mjs';
import { checkTestRatio } from './check/rules/test-ratio.mjs';
import { checkWebStandard } from './check/rules/web-standard.mjs';
import { readSourceFiles } from './check/source-files.mjs';
import { ROOT } from './setup/paths.mjs';

const files = readSourceFiles();
reportFindings([
  checkFileLengths(files),
  checkTestRatio(files),
  checkStoreInterface(files),
  checkElementBase(files),
  checkPackagePicture(files, declaredBy),
  checkWebStandard(files),
  checkFirstLoaded(files),
  checkMirrorPlans(files),
  checkForbiddenText(files),
]);

function declaredBy(folder) {
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  return [manifest.name, ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })];
}
