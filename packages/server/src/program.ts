import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { importCommand } from './commands/import-command.ts';
import { initCommand } from './commands/init-command.ts';
import { serveCommand } from './commands/serve-command.ts';
import { snippetCommand } from './commands/snippet-command.ts';

const EXIT_CODES = `
Exit codes:
  0    done
  1    failed, or done only in part
  2    the command line is wrong
  78   the configuration is refused
  130  interrupted

Environment:
  PORTICO_DATA  folder of the records when the configuration names no file (default ./data)
  PORT          port of \`portico serve\` (default 8081)
`;

/** The `portico` command. Throws `CommanderError` for a wrong command line and `CommandError` for the rest. */
export function createProgram(): Command {
  const program = new Command('portico')
    .description('Customer portal abilities for a website you already have.')
    .version(version(), '-v, --version', 'Print the version.')
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand('help [command]', 'Show the help of a command.')
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(portico --help shows what is possible)');

  for (const command of [initCommand(), serveCommand(), importCommand(), snippetCommand()]) {
    program.addCommand(command);
  }
  throwInsteadOfExit(program);
  return program;
}

/** The version of this package, which is that of all Portico packages. */
export function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Commander hands this setting down only to commands made by `.command()`, not to those added. */
function throwInsteadOfExit(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwInsteadOfExit(child);
}
