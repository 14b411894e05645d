import type { Follow } from '../filter/matches.ts';
import type { Surroundings } from './surroundings.ts';

/** Where a path of lookups leads from a record, hop by hop, in words. Without a path it is the record itself. */
export function walkPath(via: string | undefined, at: Surroundings): string {
  if (via === undefined) return `the record is ${at.record.id}`;
  const hops = via.split('.');
  const said: string[] = [];
  let place: { readonly record: Surroundings['record']; readonly follow: Follow } | null = at;
  for (const [index, hop] of hops.entries()) {
    const id = place?.record[hop];
    if (!place || typeof id !== 'string') return `${[...said, hop].join(', its ')} is empty`;
    said.push(`${hop} is ${id}`);
    if (index === hops.length - 1) break;
    place = place.follow(place.record, hop);
    if (!place) return `${said.join(', its ')}, which does not exist`;
  }
  return said.join(', its ');
}
