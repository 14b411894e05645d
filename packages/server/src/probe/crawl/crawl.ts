import type { Site } from '@portico/adapter';
import type { Answer, Foresight, Question } from '@portico/adapter/oracle';
import type { TableSchema } from '@portico/protocol';
import type { Canary } from '../canary/canary.ts';
import { NoAnswer } from '../http/asker.ts';
import type { Heard, Sent } from '../http/heard.ts';
import { nameOf } from '../http/heard.ts';
import { compareAnswer, type Difference } from '../judge/compare-answer.ts';
import type { ControlKind, Controls } from '../judge/controls.ts';
import type { LeakBook, NewLeak } from '../judge/leak.ts';
import { howTheyDiffer } from '../judge/same-answer.ts';
import { requestFor } from './request-for.ts';

/** One piece of a crawl. */
export type Task = () => Promise<void>;

/** What the adapter shows of a table to one view. */
export interface TableView {
  readonly table: string;
  /** How many records it counts for them. */
  readonly rows: number | null;
  readonly columns: readonly { readonly name: string; readonly personal: boolean }[];
}

/** An answer beside the one that the configuration has; null and none without a configuration. */
export interface Compared {
  readonly expected: Answer | null;
  readonly differences: readonly Difference[];
}

export interface CrawlOptions {
  readonly view: string;
  readonly token: string | null;
  /** What the configuration says they see; null without one. */
  readonly foresight: Foresight | null;
  readonly site: Site | null;
  /** Those to be asked for. */
  readonly tables: ReadonlyMap<string, TableSchema>;
  readonly canaries: readonly Canary[];
  readonly leaks: LeakBook;
  readonly controls: Controls;
  /** Sends, and watches what comes. */
  readonly send: (sent: Sent) => Promise<Heard>;
}

/** One view's walk through an adapter: asks, compares, and writes down what should not be. */
export class Crawl {
  readonly options: CrawlOptions;
  /** What was seen of each table. */
  readonly seen: TableView[] = [];
  /** Where less shows than the configuration says: no leak, but no sign of the same configuration either. */
  readonly missing: string[] = [];
  /** Canaries that show by their id just as the configuration says. */
  readonly whole = new Set<string>();
  /** Records that were made although they must not be, by table. */
  readonly made = new Map<string, string[]>();

  constructor(options: CrawlOptions) {
    this.options = options;
  }

  canariesOf(table: string): readonly Canary[] {
    return this.options.canaries.filter((canary) => canary.table === table);
  }

  /**
   * Asks as this view.
   *
   * @throws NoAnswer once its token is not taken any more: all that comes then says nothing of what it may see
   */
  async ask(sent: Sent): Promise<Heard> {
    const { token } = this.options;
    const heard = await this.options.send({ token, ...sent });
    if (heard.status === 401 && token !== null && sent.token === undefined)
      throw new NoAnswer(
        `${nameOf(heard)}: the token is not taken any more; it must live as long as the crawl`,
      );
    return heard;
  }

  leak(heard: Heard, leak: Omit<NewLeak, 'view' | 'asked'>): void {
    this.options.leaks.add({ ...leak, view: this.options.view, asked: nameOf(heard) });
  }

  control(kind: ControlKind, found: boolean): void {
    this.options.controls.add(this.options.view, kind, found);
  }

  /** Asks what the configuration has an exact answer to, and compares. Without one it only asks. */
  async askExactly(question: Question): Promise<Compared & { readonly heard: Heard }> {
    const heard = await this.ask(requestFor(question));
    return { heard, ...this.compare(question, heard) };
  }

  /** Holds an answer to the one that the configuration has to the question. */
  compare(question: Question, heard: Heard): Compared {
    const { foresight } = this.options;
    const expected = foresight ? foresight.answer(question) : null;
    const table = 'table' in question ? question.table : (question.tables?.[0] ?? null);
    const differences = expected ? compareAnswer(expected, heard) : [];
    for (const { side, rule, came, why, absent } of differences) {
      const whole = absent?.filter((id) => this.whole.has(id)) ?? [];
      if (side === 'more') this.leak(heard, { rule, table, came: `${heard.status}, with ${came}`, why });
      else if (whole.length > 0)
        this.leak(heard, {
          rule: 'question-tells',
          table,
          came: `${heard.status}, without the canaries ${whole.join(', ')}`,
          why: 'Asked for by id they show as they must; here they are left out for cells that may not be read.',
        });
      else this.missing.push(`${nameOf(heard)}: ${came}`);
    }
    return { expected, differences };
  }

  /**
   * Asks the same about words of canaries that may not be known, and about words that nobody ever wrote: the answers must
   * be the same.
   */
  async askInVain(
    sentFor: (words: readonly string[]) => Sent,
    words: readonly string[],
    others: readonly string[],
    about: Pick<NewLeak, 'table' | 'column' | 'why'>,
  ): Promise<void> {
    const heard = await this.ask(sentFor(words));
    const other = await this.ask(sentFor(others));
    const difference = howTheyDiffer(heard, words, other, others);
    if (difference === null) return;
    // Something else may have changed meanwhile: what tells does so again.
    const again = howTheyDiffer(
      await this.ask(sentFor(words)),
      words,
      await this.ask(sentFor(others)),
      others,
    );
    if (again === null) return;
    const nothing = 'the same question about something that is not there';
    const came = again.startsWith('another')
      ? `${heard.status}, with ${again} than ${nothing} gets`
      : `${again}, which ${nothing} gets`;
    this.leak(heard, { rule: 'question-tells', ...about, came });
  }
}
