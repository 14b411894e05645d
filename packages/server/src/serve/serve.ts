import { ConfigError, createAdapter } from '@portico/adapter';
import type { Logger } from 'pino';
import { CommandError, EXIT } from '../command-error.ts';
import { createStore } from '../config/create-store.ts';
import { loadConfig } from '../config/load-config.ts';
import { readSite } from '../config/read-site.ts';
import { chooseStore, describeStore, type StoreChoice } from '../config/store-choice.ts';
import { whyNotOpened } from '../config/why-not-opened.ts';
import { version } from '../package-version.ts';
import { type RunningServer, startServer } from './http-server.ts';
import { createLogger, loggingRequests } from './request-log.ts';
import { SdkFiles, sdkFolder } from './sdk-files.ts';

export interface ServeOptions {
  /** Path of the configuration; see `loadConfig`. */
  readonly config?: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** Resolves when the server has stopped. */
export async function serve({ config, port }: ServeOptions): Promise<void> {
  const loaded = await loadConfig(config);
  const site = readSite(loaded);
  const logger = createLogger();
  const sdk = new SdkFiles(sdkFolder(), version());
  if (!sdk.present)
    logger.warn({ folder: sdkFolder() }, 'The browser files are missing. Make them with: npm run build');
  if (!site.config.identity)
    logger.warn({}, 'The configuration has no identity: every visitor is anonymous.');

  const store = createStore(loaded, process.env, logger);
  let server: RunningServer | undefined;
  try {
    const options = { site: site.config, store, logger, sdkVersion: version(), metrics: true };
    const choice = chooseStore(loaded);
    const adapter = await createAdapter(options).catch((error) => refuseToStart(error, choice));
    const handle = async (request: Request) => sdk.respond(request) ?? adapter.fetch(request);
    server = await startServer(loggingRequests(handle, logger), port).catch((error) =>
      refusePort(error, port),
    );
    const url = `http://localhost:${server.port}`;
    const records = describeStore(choice);
    logger.info({ url, config: loaded.file, records }, 'listening');
    if (process.stderr.isTTY) process.stderr.write(`${site.config.site.name}: ${url} (Ctrl-C stops)\n`);
    await untilSignal(logger);
  } finally {
    await server?.stop();
    await store.close();
    if (server) logger.info({}, 'stopped');
  }
}

/** Resolves at the first SIGTERM or SIGINT; a second one ends the process at once. */
function untilSignal(logger: Logger): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = (signal: NodeJS.Signals) => {
      if (asked) process.exit(EXIT.interrupted);
      asked = true;
      logger.info({ signal }, 'stopping');
      resolve();
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}

function refuseToStart(error: unknown, choice: StoreChoice): never {
  if (error instanceof ConfigError) {
    throw new CommandError(error.message, EXIT.badConfiguration, { cause: error });
  }
  throw whyNotOpened(error, choice);
}

function refusePort(error: NodeJS.ErrnoException, port: number): never {
  if (error.code === 'EADDRINUSE') {
    throw new CommandError(
      `Port ${port} is taken. Stop what listens there, or choose another: portico serve --port ${port + 1}`,
    );
  }
  if (error.code === 'EACCES') {
    throw new CommandError(
      `Port ${port} may not be used by this user. Choose one above 1023: portico serve --port 8081`,
    );
  }
  throw error;
}
