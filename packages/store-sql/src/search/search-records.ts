import {
  presentRecord,
  type SearchPlan,
  type SearchResult,
  type SearchTablePlan,
  stem,
} from '@portico/adapter/store';
import type { TableRecord } from '@portico/protocol';
import { or } from '@portico/protocol';
import { sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import { ROW } from '../migrations/prepare-tables.ts';
import { sourceOf } from '../read/column.ts';
import { compileFilter } from '../read/compile-filter.ts';
import { type Row, selectProjection } from '../read/select-projection.ts';
import { countFacet } from './count-facets.ts';
import type { SearchContext } from './full-text.ts';
import { spaced } from './index-text.ts';
import { matchingRows } from './matching-rows.ts';
import { queryWords } from './query-words.ts';
import { rankPartial } from './rank-partial.ts';
import { rankWhole } from './rank-whole.ts';
import { type RankQuery, roundedScore } from './ranked-row.ts';
import { rememberCounts } from './remember-counts.ts';
import { type SearchSource, searchSource } from './search-source.ts';
import { Vocabulary } from './vocabulary.ts';

/** Words that an unfinished one may become, beside what begins with it: a stem can be shorter than what was typed. */
const COMPLETED = 8;
/** A shorter beginning is no longer than the stems it could have. */
const STEMMED_FROM = 5;
/** Records ranked of each class, at least: feedback and ties need more than a page. */
const RANKED = 100;

interface Hit {
  readonly plan: SearchTablePlan;
  readonly row: number;
  readonly score: number;
}

/** Runs a search plan on the indexes of its classes, within one view of the records. */
export async function searchRecords(
  database: Database,
  plan: SearchPlan,
  context: SearchContext,
): Promise<SearchResult> {
  const sources = plan.tables.flatMap((table) => table.classes.map((entry) => searchSource(table, entry)));
  const fullText = rememberCounts(context.fullText);
  const vocabulary = new Vocabulary(
    database,
    fullText,
    sources.filter(({ whole }) => whole).map(({ entry }) => entry),
  );
  const search = new Search(database, plan, sources, vocabulary, { ...context, fullText });
  return search.run();
}

class Search {
  readonly #database: Database;
  readonly #plan: SearchPlan;
  readonly #sources: readonly SearchSource[];
  readonly #vocabulary: Vocabulary;
  readonly #context: SearchContext;

  constructor(
    database: Database,
    plan: SearchPlan,
    sources: readonly SearchSource[],
    vocabulary: Vocabulary,
    context: SearchContext,
  ) {
    this.#database = database;
    this.#plan = plan;
    this.#sources = sources;
    this.#vocabulary = vocabulary;
    this.#context = context;
  }

  async run(): Promise<SearchResult> {
    const asked = queryWords(this.#plan.text, this.#plan.prefix);
    const last = asked.at(-1);
    if (last === undefined) return this.#nothing();
    const words = this.#plan.correct ? await this.#corrected(asked) : asked;
    const corrected = words.some((word, at) => word !== asked[at]) ? words.join(' ') : null;
    const completed = await this.#completions(last);
    const { limit, offset } = this.#plan;
    const query: RankQuery = {
      words,
      completions: this.#plan.prefix ? becoming(last, completed) : null,
      needed: offset + limit,
      limit: Math.max(RANKED, offset + limit),
    };
    const count = await this.#count(query);
    const hits = count > offset ? (await this.#ranked(query)).slice(offset, offset + limit) : [];
    return {
      hits: await this.#present(hits),
      count,
      facets: await this.#facets(query),
      terms: words,
      corrected,
      completions: completed.slice(0, this.#plan.completions),
      more: offset + hits.length < count,
    };
  }

  /** Each word that is found nowhere, as it is spelt, replaced by the nearest one that is known. */
  async #corrected(words: readonly string[]): Promise<readonly string[]> {
    const found = await this.#found(words);
    const corrected: string[] = [];
    for (const word of words) {
      corrected.push(found.has(word) ? word : ((await this.#vocabulary.nearest(word)) ?? word));
    }
    return [...new Set(corrected)];
  }

  async #completions(last: string): Promise<readonly string[]> {
    const { prefix, completions } = this.#plan;
    const wanted = Math.max(completions, last.length < STEMMED_FROM ? 0 : COMPLETED);
    return prefix && wanted > 0 ? this.#vocabulary.completions(last, wanted) : [];
  }

  /** The words that some record has which the subject may find. */
  async #found(words: readonly string[]): Promise<ReadonlySet<string>> {
    const { fullText } = this.#context;
    const found = new Set<string>();
    for (const source of this.#sources) {
      const open = source.coverage.length === 1 && source.coverage[0]?.filter.type === 'everything';
      const whole = open && source.plan.columns.length === source.entry.columns.length;
      const counts = whole ? await fullText.recordCounts(this.#database, source.entry, words) : null;
      for (const word of words) {
        if (found.has(word) || (counts && !counts.has(stem(word)) && spaced(word) === word)) continue;
        if (counts?.has(stem(word)) || (await this.#isIn(source, word))) found.add(word);
      }
    }
    return found;
  }

  async #isIn(source: SearchSource, word: string): Promise<boolean> {
    const rows = matchingRows(source, { words: [word], lastIsPrefix: false }, this.#context);
    const { rows: found } = await sql`select 1 from (${rows}) as ${sql.id('found')} limit 1`.execute(
      this.#database,
    );
    return found.length > 0;
  }

  async #count(query: RankQuery): Promise<number> {
    let sum = 0;
    for (const source of this.#sources) {
      const rows = this.#rowsFor(source, query);
      const counted = await sql<{
        count: number;
      }>`select count(*) as ${sql.id('count')} from (${rows}) as ${sql.id('found')}`.execute(this.#database);
      sum += counted.rows[0]?.count ?? 0;
    }
    return sum;
  }

  /** Sources are ranked each by itself; ties fall to the order of the plan, and there to that of the ids. */
  async #ranked(query: RankQuery): Promise<Hit[]> {
    const hits: Hit[] = [];
    for (const source of this.#sources) {
      const rank = source.whole ? rankWhole : rankPartial;
      for (const { row, score } of await rank(this.#database, source, query, this.#context)) {
        hits.push({ plan: source.plan, row, score });
      }
    }
    return hits.sort((a, b) => roundedScore(b.score) - roundedScore(a.score));
  }

  async #facets(query: RankQuery): Promise<SearchResult['facets'][number][]> {
    const facets: SearchResult['facets'][number][] = [];
    for (const plan of this.#plan.tables) {
      const sources = this.#sources.filter((source) => source.plan === plan);
      const rows = sql.join(
        sources.map(
          (source) =>
            sql`select ${sql.id('row')} from (${this.#rowsFor(source, query)}) as ${sql.id('found')}`,
        ),
        sql` union all `,
      );
      for (const column of plan.facets) {
        const values = await countFacet(this.#database, plan, column, rows, this.#context);
        facets.push({ table: plan.projection.table.name, column, values });
      }
    }
    return facets;
  }

  #rowsFor(source: SearchSource, { words, completions }: RankQuery) {
    // Completions come from whole classes, so only there may they widen what is found.
    const all = source.whole && completions ? [...completions, ...words] : words;
    return matchingRows(source, { words: all, lastIsPrefix: completions !== null }, this.#context);
  }

  /** One statement per table; the records are asked for once more under their grants. */
  async #present(hits: readonly Hit[]): Promise<SearchResult['hits'][number][]> {
    const shown = new Map<Hit, TableRecord>();
    for (const { projection } of this.#plan.tables) {
      const ofTable = hits.filter((hit) => hit.plan.projection === projection);
      if (ofTable.length === 0) continue;
      const records = { table: projection.table, alias: 'r' };
      const selection = selectProjection(projection, records, this.#context);
      const visible = compileFilter(
        or(...projection.grants.map((grant) => grant.filter)),
        records,
        this.#context,
      );
      const row = sql.id('r', ROW);
      const columns = sql.join([...selection.columns, sql`${row} as ${sql.id('row')}`]);
      const query = sql<Row>`select ${columns} from ${sourceOf(records)} ${sql.join(selection.joins, sql` `)}
        where ${row} in (${sql.join(ofTable.map((hit) => hit.row))}) and ${visible}`;
      const found = new Map((await query.execute(this.#database)).rows.map((entry) => [entry.row, entry]));
      for (const hit of ofTable) {
        const entry = found.get(hit.row);
        const read = entry && selection.read(entry);
        const record = read && presentRecord(projection, read);
        if (record) shown.set(hit, record);
      }
    }
    return hits.flatMap((hit) => {
      const record = shown.get(hit);
      return record ? [{ table: hit.plan.projection.table.name, record }] : [];
    });
  }

  #nothing(): SearchResult {
    const facets = this.#plan.tables.flatMap(({ projection, facets: columns }) =>
      columns.map((column) => ({ table: projection.table.name, column, values: [] })),
    );
    return { hits: [], count: 0, facets, terms: [], corrected: null, completions: [], more: false };
  }
}

function becoming(last: string, completions: readonly string[]): readonly string[] {
  return last.length < STEMMED_FROM ? [] : completions.slice(0, COMPLETED);
}
