import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Argument, Command } from 'commander';
import { CommandError, EXIT, messageOf } from '../command-error.ts';
import { CONFIG_FILE } from '../config/load-config.ts';
import { STARTERS, type StarterName, starterSource } from '../starters/starters.ts';

const HELP = `
Starters:
${Object.entries(STARTERS)
  .map(([name, about]) => `  ${name.padEnd(10)} ${about}`)
  .join('\n')}

Examples:
  portico init                      the customer starter, in this folder
  portico init community            questions and answers
  portico init employee --dir helpdesk
`;

interface InitOptions {
  readonly dir: string;
  readonly force: boolean;
}

export function initCommand(): Command {
  return new Command('init')
    .description(`Write ${CONFIG_FILE}, commented, ready to be changed.`)
    .addArgument(
      new Argument('[starter]', 'what the site is for').choices(Object.keys(STARTERS)).default('customer'),
    )
    .option('--dir <folder>', 'folder to write into; made when absent', '.')
    .option('--force', 'overwrite a configuration that is there', false)
    .addHelpText('after', HELP)
    .action(async (starter: StarterName, options: InitOptions) => {
      const file = await writeStarter(starter, options);
      const shown = relative(process.cwd(), file) || file;
      process.stdout.write(
        `Wrote ${shown} (${starter}). Set the name and origins of your site in it, then run: portico serve\n`,
      );
    });
}

/** Returns the absolute path of the file written. */
async function writeStarter(starter: StarterName, { dir, force }: InitOptions): Promise<string> {
  const folder = resolve(dir);
  const file = join(folder, CONFIG_FILE);
  try {
    await mkdir(folder, { recursive: true });
    writeFileSync(file, readFileSync(starterSource(starter), 'utf8'), { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new CommandError(`${file} is there already. Use --force to overwrite it.`, EXIT.failed);
    }
    throw new CommandError(`${file} cannot be written: ${messageOf(error)}`, EXIT.failed, { cause: error });
  }
  return file;
}
