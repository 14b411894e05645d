import { CommandError, EXIT, messageOf } from '../command-error.ts';
import { describeStore, type StoreChoice } from './store-choice.ts';

/** SQLSTATE codes of a start that fails, in words. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES: Readonly<Record<string, string>> = {
  '28000': 'The server does not let this user in, or not from here.',
  '28P01': 'The server does not take this user with this password.',
  '3D000': 'There is no such database on the server. Make it first, empty; the tables are made at the start.',
  '42501':
    'The database user may not do what is needed. It must own the schema, or be allowed to create tables in it.',
  '53300': 'The server has no connection left for another process.',
  '57P03': 'The server is starting or stopping.',
};

/** Codes of Node where no connection comes about. */
const NETWORK: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
];
const NOBODY = 'Nothing answers there. Look at host and port, and whether it runs.';

/** The address is in the token’s scope, so the sign-in service refuses an environment that does not exist. */
const CREDENTIALS =
  'DATAVERSE_TENANT_ID, DATAVERSE_CLIENT_ID, DATAVERSE_CLIENT_SECRET and the address of the environment';

interface Clue {
  readonly name?: string;
  readonly code?: string;
  readonly kind?: string;
  readonly status?: number | null;
  readonly message: string;
}

/**
 * A store that could not be opened, as something its operator can act on: where the records are, without user or
 * password, and what is wrong there. What a database or a service said is not repeated where it could quote a secret.
 */
export function whyNotOpened(
  error: unknown,
  choice: StoreChoice,
  purpose: 'to read' | 'to serve' = 'to serve',
): CommandError {
  if (error instanceof CommandError) return error;
  const clues = cluesOf(error);
  const words =
    missingTables(clues, purpose) ??
    (choice.kind === 'postgres' ? postgresWords(clues, purpose) : null) ??
    (choice.kind === 'dataverse' ? dataverseWords(clues) : null) ??
    (clues.at(-1)?.message || messageOf(error));
  return new CommandError(`The records in ${describeStore(choice)} cannot be opened: ${words}`, EXIT.failed, {
    cause: error,
  });
}

/** The error and its causes, from the outermost to the innermost. */
function cluesOf(error: unknown): readonly Clue[] {
  const clues: Clue[] = [];
  for (let one = error; one instanceof Error && clues.length < 10; one = one.cause) clues.push(one as Clue);
  return clues;
}

function missingTables(clues: readonly Clue[], purpose: 'to read' | 'to serve'): string | null {
  const missing = clues.find(({ name }) => name === 'MissingTablesError');
  if (!missing) return null;
  if (purpose === 'to read')
    return `${missing.message}\nAsking makes nothing. Start the adapter with this configuration first, or ask with the one that it runs with (--config).`;
  return `${missing.message}\nWith DATAVERSE_PROVISION=true what is Portico’s own among it is made at the start; docs/dataverse.md says what and how.`;
}

function postgresWords(clues: readonly Clue[], purpose: 'to read' | 'to serve'): string | null {
  for (const { code = '', message } of clues) {
    if (code === '42501' && purpose === 'to read') return 'The database user may not read all of the tables.';
    if (POSTGRES[code]) return POSTGRES[code];
    if (NETWORK.includes(code)) return NOBODY;
    if (/^The server does not support SSL/.test(message))
      return 'The server does not speak TLS, which the URL asks for.';
    if (/CERT|SELF_SIGNED/.test(code)) return `The certificate of the server is not trusted (${code}).`;
    // Messages of the server can name users and quote values.
    if (/^[0-9A-Z]{5}$/.test(code)) return `The server refused with SQLSTATE ${code}.`;
  }
  return null;
}

function dataverseWords(clues: readonly Clue[]): string | null {
  const failure = clues.find(({ name }) => name === 'DataverseError');
  if (!failure) return null;
  const { kind, status = null, message } = failure;
  const noToken = message.includes('no token');
  if (kind === 'denied') {
    if (noToken) return `The sign-in service gave no token. Look at ${CREDENTIALS}.`;
    return status === 403
      ? 'The application user may not do what is needed. Look at its security role.'
      : 'The environment does not know the application user of these credentials.';
  }
  if (kind === 'throttled') return 'The environment takes no more requests for the moment.';
  if (kind !== 'unavailable') return message;
  if (noToken) return 'The sign-in service does not answer. Look at DATAVERSE_AUTHORITY and the network.';
  return status === null ? NOBODY : `It answers, but not as a Dataverse does (status ${status}).`;
}
