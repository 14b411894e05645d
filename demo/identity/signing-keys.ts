import { generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What must survive a restart so that tokens given out before it stay good. */
export interface Secrets {
  /** Private keys that sign tokens, as a JSON Web Key Set. */
  readonly jwks: { readonly keys: readonly JsonWebKey[] };
  /** Signs the provider's own cookies. */
  readonly cookieKeys: readonly string[];
}

/** Reads the provider's secrets from `folder`, or makes them at the first start, readable by this user alone. */
export async function loadSecrets(folder: string): Promise<Secrets> {
  const file = join(folder, 'secrets.json');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (kept !== null) return JSON.parse(kept) as Secrets;

  const secrets = makeSecrets();
  await mkdir(folder, { recursive: true });
  // Written beside and moved, so that a start cut short never leaves half a file.
  await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}

function makeSecrets(): Secrets {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = {
    ...privateKey.export({ format: 'jwk' }),
    use: 'sig',
    alg: 'RS256',
    kid: randomBytes(8).toString('hex'),
  };
  return { jwks: { keys: [key] }, cookieKeys: [randomBytes(32).toString('base64url')] };
}
