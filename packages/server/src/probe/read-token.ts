import { readFileSync } from 'node:fs';
import { CommandError, EXIT, messageOf } from '../command-error.ts';

/** Where a token is taken from when no file is named: never from the command line, which others on the machine can read. */
export const TOKEN_VARIABLE = 'PORTICO_PROBE_TOKEN';

/** The token of a fresh account, without `Bearer`; null when none is given. */
export function readToken(file: string | undefined, env: NodeJS.ProcessEnv = process.env): string | null {
  const text = (file === undefined ? (env[TOKEN_VARIABLE] ?? '') : fileAt(file))
    .trim()
    .replace(/^Bearer\s+/i, '');
  if (text === '' && file === undefined) return null;
  // What a header cannot hold would end in an error that quotes it.
  if (!/^[\w.~+/=-]+$/.test(text))
    throw new CommandError(`${file ?? TOKEN_VARIABLE} holds no access token.`, EXIT.usage);
  return text;
}

function fileAt(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${messageOf(error)}`, EXIT.usage, { cause: error });
  }
}
