import { createHash } from 'node:crypto';

/** PostgreSQL cuts longer names (NAMEDATALEN), and names cut alike would be one. Portico's are ASCII. */
const LONGEST = 63;
const KEPT = 46;
/** A name of Portico's own making, as it is where every database can hold it, else its beginning and a hash. */
export function identifier(name) {
  if (name.length <= LONGEST) return name;
  return `${name.slice(0, KEPT)}_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}
//# sourceMappingURL=identifier.js.map
