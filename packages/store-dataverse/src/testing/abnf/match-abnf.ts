import type { Expression, Grammar } from './parse-abnf.ts';

/** The texts that a rule may match, by rule name: a grammar cannot know the names of a model, so it is told them. */
export type Constraints = Readonly<Record<string, readonly string[]>>;

/**
 * Whether the whole of a text is an instance of a rule. Every way to read it is tried, as ABNF has no order
 * of preference: each expression gives all the places where it may end, and rules remember them.
 */
export function matchAbnf(
  grammar: Grammar,
  rule: string,
  text: string,
  constraints: Constraints = {},
): boolean {
  return new Match(grammar, text, constraints)
    .ends({ type: 'rule', name: rule.toLowerCase() }, 0)
    .has(text.length);
}

class Match {
  readonly #grammar: Grammar;
  readonly #text: string;
  readonly #constraints: ReadonlyMap<string, readonly string[]>;
  readonly #known = new Map<string, Map<number, ReadonlySet<number>>>();

  constructor(grammar: Grammar, text: string, constraints: Constraints) {
    this.#grammar = grammar;
    this.#text = text;
    this.#constraints = new Map(
      Object.entries(constraints).map(([name, texts]) => [name.toLowerCase(), texts]),
    );
  }

  ends(expression: Expression, at: number): ReadonlySet<number> {
    switch (expression.type) {
      case 'alternatives':
        return new Set(expression.parts.flatMap((part) => [...this.ends(part, at)]));
      case 'sequence':
        return this.#sequence(expression.parts, at);
      case 'repeat':
        return this.#repeat(expression, at);
      case 'rule':
        return this.#rule(expression.name, at);
      case 'text':
        return this.#literal(expression, at);
      case 'range': {
        const point = this.#text.codePointAt(at) ?? -1;
        const inside = point >= expression.first && point <= expression.last;
        return inside ? new Set([at + String.fromCodePoint(point).length]) : NOWHERE;
      }
    }
  }

  #sequence(parts: readonly Expression[], at: number): ReadonlySet<number> {
    let places: ReadonlySet<number> = new Set([at]);
    for (const part of parts) {
      const next = new Set<number>();
      for (const place of places) for (const end of this.ends(part, place)) next.add(end);
      if (next.size === 0) return NOWHERE;
      places = next;
    }
    return places;
  }

  #repeat({ least, most, part }: Extract<Expression, { type: 'repeat' }>, at: number): ReadonlySet<number> {
    const found = new Set<number>(least === 0 ? [at] : []);
    let places: ReadonlySet<number> = new Set([at]);
    for (let count = 1; count <= most && places.size > 0; count += 1) {
      const next = new Set<number>();
      // A place reached before with enough repetitions leads nowhere new.
      for (const place of places)
        for (const end of this.ends(part, place)) if (!found.has(end)) next.add(end);
      if (count >= least) for (const end of next) found.add(end);
      places = next;
    }
    return found;
  }

  #rule(name: string, at: number): ReadonlySet<number> {
    let known = this.#known.get(name);
    if (!known) {
      known = new Map();
      this.#known.set(name, known);
    }
    const present = known.get(at);
    if (present) return present;
    const expression = this.#grammar.get(name);
    if (!expression) throw new Error(`The grammar has no rule ${name}.`);
    // A rule that begins with itself can read nothing that way.
    known.set(at, NOWHERE);
    const ends = this.#allowed(name, at, this.ends(expression, at));
    known.set(at, ends);
    return ends;
  }

  #allowed(name: string, at: number, ends: ReadonlySet<number>): ReadonlySet<number> {
    const texts = this.#constraints.get(name);
    return texts ? new Set([...ends].filter((end) => texts.includes(this.#text.slice(at, end)))) : ends;
  }

  #literal({ text, exact }: Extract<Expression, { type: 'text' }>, at: number): ReadonlySet<number> {
    const found = this.#text.slice(at, at + text.length);
    const same = exact ? found === text : found.toLowerCase() === text.toLowerCase();
    return same ? new Set([at + text.length]) : NOWHERE;
  }
}

const NOWHERE: ReadonlySet<number> = new Set();
