import { Command } from 'commander';
import { checkCommand } from './commands/check-command.ts';
import { diffCommand } from './commands/diff-command.ts';
import { explainCommand } from './commands/explain-command.ts';
import { importCommand } from './commands/import-command.ts';
import { initCommand } from './commands/init-command.ts';
import { probeCommand } from './commands/probe-command.ts';
import { serveCommand } from './commands/serve-command.ts';
import { snippetCommand } from './commands/snippet-command.ts';
import { whoCanCommand } from './commands/who-can-command.ts';
import { version } from './package-version.ts';

const EXIT_CODES = `
Exit codes:
  0    done
  1    failed, or done only in part
  2    the command line is wrong; of probe also: it could not be done
  78   the configuration is refused
  130  interrupted

Environment:
  PORTICO_DATA   folder of the records when the configuration names no file (default ./data)
  PORTICO_STORE  where the records are instead: postgres://…, https://… of a Dataverse, or a SQLite file
  PORTICO_SDK    folder of the browser files (default those that npm run build makes)
  PORT           port of \`portico serve\` (default 8081)
`;

/** The `portico` command. Throws `CommanderError` for a wrong command line and `CommandError` for the rest. */
export function createProgram(): Command {
  const program = new Command('portico')
    .description('Customer portal abilities for a website you already have.')
    .version(version(), '-v, --version', 'Print the version.')
    .helpCommand('help [command]', 'Show the help of a command.')
    .addHelpText('after', EXIT_CODES);

  for (const command of [
    initCommand(),
    serveCommand(),
    importCommand(),
    checkCommand(),
    diffCommand(),
    explainCommand(),
    whoCanCommand(),
    probeCommand(),
    snippetCommand(),
  ]) {
    program.addCommand(command);
  }
  setUp(program);
  return program;
}

/** Commander hands settings down only to commands made by `.command()`, not to those added. */
function setUp(command: Command): void {
  command
    .exitOverride()
    .helpOption('-h, --help', 'Show this help.')
    .showHelpAfterError('(--help shows what is possible)');
  for (const child of command.commands) setUp(child);
}
