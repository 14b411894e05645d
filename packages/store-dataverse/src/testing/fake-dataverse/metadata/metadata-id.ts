import { createHash } from 'node:crypto';

/** A `MetadataId` that stays the same for the same thing, from one start to the next. */
export function metadataId(...names: readonly string[]): string {
  const hash = createHash('md5').update(names.join('/')).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
