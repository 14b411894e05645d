import { createHash } from 'node:crypto';

/** Statements that a connection keeps at most; each takes the server some ten kilobytes for each connection. */
const NAMED = 200;
/** Texts that are remembered as asked once; the oldest goes first. */
const SEEN = 1000;
/** What a server says of a name that it does not know, and of one that it knows already. */
const LOST: readonly string[] = ['26000', '42P05'];

/**
 * Names under which PostgreSQL keeps statements, so that it parses and plans them once for each connection
 * and not each time. A text gets one when it comes again. The name is a digest of the text, so one name never
 * means two statements, whoever else uses the same connection behind a pooler.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #seen = new Set<string>();
  #lost = false;

  /** Undefined for a statement that is better planned anew. */
  nameOf(text: string): string | undefined {
    if (this.#lost) return undefined;
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size >= NAMED || dependsOnValues(text)) return name;
    if (!this.#seen.delete(text)) {
      this.#seen.add(text);
      const [oldest] = this.#seen;
      if (this.#seen.size > SEEN && oldest !== undefined) this.#seen.delete(oldest);
      return undefined;
    }
    const given = `portico_${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
    this.#names.set(text, given);
    return given;
  }

  /** Behind a pooler that gives each transaction another connection and does not keep statements, none is named any more. */
  heed(error: unknown): void {
    if (isLostStatement(error)) this.#lost = true;
  }
}

/** Whether a statement failed for nothing but its name, and would not without. */
function isLostStatement(error: unknown): boolean {
  return error instanceof Error && 'code' in error && LOST.includes(String(error.code));
}

/**
 * How many records have the words of a search decides how it is best answered; and among values of a list that
 * is not known when a statement is planned, PostgreSQL looks for each one by comparing it with all.
 */
function dependsOnValues(text: string): boolean {
  return text.includes('::tsquery') || text.includes('any(');
}
