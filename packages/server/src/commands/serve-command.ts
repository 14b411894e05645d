import { Command, InvalidArgumentError } from 'commander';
import { CommandError, EXIT, messageOf } from '../command-error.ts';

const DEFAULT_PORT = 8081;

const HELP = `
Serves the adapter under /v1, the browser files under /sdk, and /healthz and /readyz. Logs are JSON lines on
the standard output. SIGTERM and Ctrl-C let requests in flight finish.

Examples:
  portico serve
  portico serve --port 3000
  PORTICO_DATA=/srv/portico portico serve --config /etc/portico/portico.config.ts
`;

export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve the adapter and the browser files.')
    .option(
      '--config <file>',
      'the configuration; default portico.config.ts in this folder, else the customer starter',
    )
    .option('--port <number>', `port to listen on; default PORT, else ${DEFAULT_PORT}`, parsePort)
    .addHelpText('after', HELP)
    .action(async (options: { config?: string; port?: number }) => {
      const port = options.port ?? portOf(process.env.PORT);
      // Loaded when needed: help and the other commands are quicker without the adapter.
      const { serve } = await import('../serve/serve.ts');
      await serve({ ...options, port });
    });
}

function portOf(text: string | undefined): number {
  if (!text) return DEFAULT_PORT;
  try {
    return parsePort(text);
  } catch (error) {
    throw new CommandError(`PORT: ${messageOf(error)}`, EXIT.usage);
  }
}

/** 0 takes any free port; it is told in the log. */
function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('must be a number from 0 to 65535.');
  return port;
}
