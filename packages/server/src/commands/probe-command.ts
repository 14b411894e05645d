import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CommandError, EXIT } from '../command-error.ts';
import { CONFIG_FILE } from '../config/load-config.ts';
import type { ProbeCommandOptions } from '../probe/run-probe.ts';

const HELP = `
Crawls a running adapter as anybody on the internet and, with a token, as a fresh account; says what they are shown.
With a configuration every answer is held to it by the evaluator of docs/permissions.md, which shares no code with
the adapter. The access token of a fresh account is read from PORTICO_PROBE_TOKEN or --token-file, never from the
command line.

Without --canaries it only reads, which is safe anywhere; a first sign-in may register the account, as any would.
With --canaries it plants records in the store of the configuration (PORTICO_STORE and PORTICO_DATA as the adapter
has them), asks for them in every way there is, tries changes that must be refused, and takes the records away
again, on Ctrl-C too. Meanwhile visitors may meet those that the configuration shows them: words that mean nothing.

Ends with 0 when it is clean, with 1 for a leak, and with 2 when it could not be said: nothing answers, it is no
adapter, or not one that reads the store of this configuration. More: docs/probe.md

Examples:
  portico probe https://help.example.com
  portico probe https://help.example.com --config portico.config.ts --canaries --token-file token.txt
  portico probe http://localhost:8081 --canaries --rate 200 --json
  portico probe --remove               take away what a run left that was killed
`;

export function probeCommand(): Command {
  return new Command('probe')
    .description('Crawl a running adapter from outside, and say what shows that must not.')
    .argument('[url]', 'the adapter, as pages have it in data-adapter', parseUrl)
    .option(
      '--config <file>',
      'the configuration it was started with; default portico.config.ts in this folder, else none',
    )
    .option('--canaries', 'plant records, crawl, and take them away', false)
    .option('--remove', 'only take away what an earlier run planted', false)
    .option('--token-file <file>', 'a file with the access token of a fresh account')
    .option('--rate <number>', 'requests per second, at most; default 20, on this machine 200', parseRate)
    .option('--json', 'print the report as JSON', false)
    .addHelpText('after', HELP)
    .action(
      async (url: URL | undefined, options: Omit<ProbeCommandOptions, 'file'> & { config?: string }) => {
        const { removeCanaries, runProbe } = await import('../probe/run-probe.ts');
        const file = options.config ?? (existsSync(resolve(CONFIG_FILE)) ? CONFIG_FILE : null);
        if (options.remove) {
          await removeCanaries(file);
          return;
        }
        if (!url)
          throw new CommandError('Say what to probe: portico probe https://help.example.com', EXIT.usage);
        process.exitCode = await runProbe(url, { ...options, file });
      },
    );
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new InvalidArgumentError('It must be an http or https URL such as https://help.example.com.');
  if (url.username || url.password || url.search || url.hash)
    throw new InvalidArgumentError('It must be the address of the adapter alone: no user, no parameters.');
  return url;
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (!(rate > 0 && rate <= 10_000)) throw new InvalidArgumentError('It must be a number above 0.');
  return rate;
}
