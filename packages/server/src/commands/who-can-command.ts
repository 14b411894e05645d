import { Command } from 'commander';
import { loadConfig } from '../config/load-config.ts';

const HELP = `
For each web role, alone and together with "authenticated", and for each combination that opens more than its
parts: which records, in words, and by which permissions. Reads the configuration only.

Privileges: read, create, write, delete, append, append_to, or an action such as action:close.

Examples:
  portico who-can contact.email
  portico who-can case --privilege action:close
  portico who-can case.title --privilege write --json
`;

interface WhoCanOptions {
  readonly privilege: string;
  readonly config?: string;
  readonly json: boolean;
}

export function whoCanCommand(): Command {
  return new Command('who-can')
    .description('Say who may do something with a table or a column, on which records.')
    .argument('<what>', 'a table, or table.column')
    .option('--privilege <name>', 'what they would do', 'read')
    .option('--config <file>', 'the configuration; default portico.config.ts in this folder')
    .option('--json', 'print { table, column, privilege, rows, complete } as JSON', false)
    .addHelpText('after', HELP)
    .action(async (what: string, options: WhoCanOptions) => {
      const { whoCan } = await import('@portico/adapter/explain');
      const { askedOf } = await import('../explain/right-and-column.ts');
      const { readSite } = await import('../config/read-site.ts');
      const site = readSite(await loadConfig(options.config));
      const [name = '', ...rest] = what.split('.');
      const asked = askedOf(site, name, options.privilege, rest.length > 0 ? rest.join('.') : null);
      const { table, right, column } = asked;
      const found = whoCan(site, table, right, column);
      if (options.json) {
        const report = { table: table.name, column, privilege: right, ...found };
        process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
        return;
      }
      const { whoCanReport } = await import('../explain/who-can-report.ts');
      const { styleFor, widthOf } = await import('../check/style.ts');
      const text = whoCanReport(asked, found, widthOf(process.stdout), styleFor(process.stdout));
      process.stdout.write(`${text}\n`);
    });
}
