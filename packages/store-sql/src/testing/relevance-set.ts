import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Where the collections lie beside a checkout; they are not part of the project. */
const FOLDER = fileURLToPath(new URL('../../../../../shared/data/dev/relevance/', import.meta.url));

export interface RelevanceQuery {
  readonly id: string;
  readonly text: string;
  /** Documents left out of the ranking before it is judged. */
  readonly exclude?: readonly string[];
}

/** A collection of documents and queries with the judgements of people. */
export interface RelevanceSet {
  readonly documents: readonly { readonly id: string; readonly title?: string; readonly body?: string }[];
  readonly queries: readonly RelevanceQuery[];
  /** The same queries with a word or two misspelt as people have done; empty where there are none. */
  readonly misspelt: readonly RelevanceQuery[];
  /** Grade of each judged document, by query. */
  readonly grades: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Null when the collection is not there. */
export function readRelevanceSet(name: string): RelevanceSet | null {
  const folder = `${FOLDER}${name}/`;
  if (!existsSync(folder)) return null;
  const grades = new Map<string, Map<string, number>>();
  for (const line of readFileSync(`${folder}qrels.tsv`, 'utf8').trim().split('\n').slice(1)) {
    const [query = '', document = '', grade] = line.split('\t');
    if (!grades.has(query)) grades.set(query, new Map());
    grades.get(query)?.set(document, Number(grade));
  }
  const misspelt = `${folder}queries_typo.jsonl`;
  return {
    documents: parse(gunzipSync(readFileSync(`${folder}docs.jsonl.gz`)).toString()),
    queries: parse(readFileSync(`${folder}queries.jsonl`, 'utf8')),
    misspelt: existsSync(misspelt) ? parse(readFileSync(misspelt, 'utf8')) : [],
    grades,
  };
}

function parse<T>(lines: string): T[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Normalized discounted cumulative gain of the first `depth`; null when nothing is relevant. Gain is the grade. */
export function ndcg(
  ranking: readonly string[],
  grades: ReadonlyMap<string, number>,
  depth = 10,
): number | null {
  const gain = (sum: number, grade: number, at: number) => sum + grade / Math.log2(at + 2);
  const best = [...grades.values()].sort((a, b) => b - a).slice(0, depth);
  const ideal = best.reduce(gain, 0);
  if (ideal === 0) return null;
  return (
    ranking
      .slice(0, depth)
      .map((id) => grades.get(id) ?? 0)
      .reduce(gain, 0) / ideal
  );
}
