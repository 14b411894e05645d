/** Checks what would be published: entry points exist as packed, and all packages have one version, also in what they ask of each other. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { reportFindings } from './check/report-findings.mjs';
import { checkVersions } from './check/rules/versions.mjs';
import { ROOT } from './setup/paths.mjs';

const packages = readdirSync(join(ROOT, 'packages')).map((folder) => {
  const pkgDir = join(ROOT, 'packages', folder);
  return { pkgDir, manifest: JSON.parse(readFileSync(join(pkgDir, 'package.json'), 'utf8')) };
});
reportFindings([
  checkVersions(packages.map(({ manifest }) => manifest)),
  ...(await Promise.all(packages.map(lint))),
]);

async function lint({ pkgDir, manifest }) {
  // Warnings are about the condition for the workspace, whose files are not packed.
  const { messages } = await publint({ pkgDir, level: 'error', pack: 'npm' });
  return {
    facts: `${manifest.name} as packed`,
    faults: messages.map((message) => formatMessage(message, manifest) ?? message.code),
  };
}
