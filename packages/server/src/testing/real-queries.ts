import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { DATA } from './import-data.ts';

/** What people asked in a forum, titles of help articles, and single words of others: 66 queries. */
export function realQueries(): readonly string[] {
  const asked = read(readFileSync(`${DATA}/relevance/sumo-tb-linked/queries.jsonl`, 'utf8'), 'text');
  const titles = read(gunzipSync(readFileSync(`${DATA}/kb/articles.jsonl.gz`)).toString(), 'title');
  const words = spread(titles.toReversed(), 15).map(longestWord);
  return ['battery', ...spread(asked, 30), ...spread(titles, 20), ...words];
}

/** A query while it is being typed: about two thirds of it. */
export function unfinished(query: string): string {
  return query.slice(0, Math.max(2, Math.ceil(query.length * 0.65))).trimEnd();
}

function read(lines: string, field: string): string[] {
  const items = lines.trim().split('\n');
  return items.map((line) => String(JSON.parse(line)[field]));
}

function spread<T>(all: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)] as T);
}

function longestWord(text: string): string {
  return text.split(/\s+/).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}
