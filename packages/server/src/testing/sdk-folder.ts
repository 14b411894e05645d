import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';

/** What `integrity` is for these bytes. */
export function integrityOf(bytes: string | Uint8Array): string {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}

/** Browser files as the build leaves them, below a folder `sdk`: bundles, compressed forms, `sri.json`. */
export function sdkFolderWith(
  sources: Readonly<Record<string, string>>,
): Record<string, string | Uint8Array> {
  const files: Record<string, string | Uint8Array> = {};
  for (const [name, source] of Object.entries(sources)) {
    files[`sdk/${name}`] = source;
    files[`sdk/${name}.br`] = brotliCompressSync(source);
    files[`sdk/${name}.gz`] = gzipSync(source);
  }
  const integrity = Object.entries(sources).map(([name, source]) => [name, integrityOf(source)]);
  files['sdk/sri.json'] = JSON.stringify(Object.fromEntries(integrity));
  return files;
}
