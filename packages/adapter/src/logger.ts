/** Where the adapter writes what the requester must not see. A pino logger is one. */
export interface Logger {
  error(details: Readonly<Record<string, unknown>>, message: string): void;
  warn(details: Readonly<Record<string, unknown>>, message: string): void;
}

/** For embedders that log elsewhere. */
export const SILENT: Logger = { error: () => {}, warn: () => {} };
