import type { Site } from '@portico/adapter';
import { Command } from 'commander';
import { EXIT } from '../command-error.ts';
import { loadConfig } from '../config/load-config.ts';

const HELP = `
Compares what the table permissions of two configurations mean, not how they are written: a permission that is
renamed, split or moved makes no difference. Lines with + are gains, - losses, ~ other records, ? what cannot be
compared. Whoever has the web roles named, alone or with others, is meant.

Ends with 0; with --exit-code it ends with 1 when somebody gains something, or it cannot be decided.

Examples:
  portico diff released.config.ts portico.config.ts
  portico diff old.ts new.ts --json
`;

export function diffCommand(): Command {
  return new Command('diff')
    .description('Say who gains and who loses what between two configurations.')
    .argument('<old>', 'the configuration as it was')
    .argument('<new>', 'the configuration as it is to be')
    .option('--json', 'print { access, bounded, parts } as JSON', false)
    .option('--exit-code', 'end with 1 when somebody gains something', false)
    .addHelpText('after', HELP)
    .action(async (old: string, now: string, options: { json: boolean; exitCode: boolean }) => {
      const { diffSites } = await import('@portico/adapter/check');
      const { diffReport } = await import('../check/diff-report.ts');
      const { styleFor, widthOf } = await import('../check/style.ts');
      const { readSite } = await import('../config/read-site.ts');
      const site = async (file: string): Promise<Site> => readSite(await loadConfig(file));
      const differences = diffSites(await site(old), await site(now));
      const text = options.json
        ? JSON.stringify(differences, null, 2)
        : diffReport(differences, widthOf(process.stdout), styleFor(process.stdout));
      process.stdout.write(`${text}\n`);
      const harmless = new Set(['loses', 'narrower', 'apart']);
      const gained = differences.access.some(({ change }) => !harmless.has(change));
      if (options.exitCode && (gained || differences.bounded.length > 0)) process.exitCode = EXIT.failed;
    });
}
