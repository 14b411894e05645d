/** An expression of a grammar in ABNF (RFC 5234, RFC 7405). */
export type Expression =
  | { readonly type: 'alternatives' | 'sequence'; readonly parts: readonly Expression[] }
  | { readonly type: 'repeat'; readonly least: number; readonly most: number; readonly part: Expression }
  | { readonly type: 'rule'; readonly name: string }
  | { readonly type: 'text'; readonly text: string; readonly exact: boolean }
  /** One character of a range of code points. */
  | { readonly type: 'range'; readonly first: number; readonly last: number };

/** By rule name in lower case, for names are the same in any case. */
export type Grammar = ReadonlyMap<string, Expression>;

type Token = { readonly type: string; readonly text: string };

const TOKEN =
  /(?<comment>;.*)|(?<blank>\s+)|(?<text>(?:%[si])?"[^"]*")|(?<value>%[xdb][0-9a-f.-]+)|(?<repeat>\d*\*\d*|\d+)|(?<name>[a-z][\w-]*)|(?<sign>=\/|[=/()[\]])/giy;
const BASES: Readonly<Record<string, number>> = { x: 16, d: 10, b: 2 };

/** @throws Error for what is no ABNF. `<prose>` is not known. */
export function parseAbnf(source: string): Grammar {
  const grammar = new Map<string, Expression>();
  for (const rule of rulesOf(source)) {
    const parser = new Parser(tokensOf(rule));
    const name = parser.take('name').text.toLowerCase();
    const more = parser.take('sign').text === '=/';
    const expression = parser.alternatives();
    parser.end();
    const present = grammar.get(name);
    if (Boolean(present) !== more)
      throw new Error(`The rule ${name} is ${more ? 'unknown' : 'given twice'}.`);
    grammar.set(name, present ? { type: 'alternatives', parts: [present, expression] } : expression);
  }
  return grammar;
}

/** A rule begins at the start of a line; lines that are indented go on with it. */
function rulesOf(source: string): string[] {
  const lines = source.split(/\r?\n/).filter((line) => !/^\s*(;|$)/.test(line));
  const rules: string[] = [];
  for (const line of lines) {
    if (/^\s/.test(line) && rules.length > 0) rules[rules.length - 1] += `\n${line}`;
    else rules.push(line);
  }
  return rules;
}

function tokensOf(rule: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rule.length) {
    const at = TOKEN.lastIndex;
    const [type, text] =
      Object.entries(TOKEN.exec(rule)?.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    if (type === undefined || text === undefined) throw new Error(`Not ABNF: ${rule.slice(at)}`);
    if (type !== 'comment' && type !== 'blank') tokens.push({ type, text });
  }
  return tokens;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  take(type: string): Token {
    const token = this.#tokens[this.#at];
    if (token?.type !== type)
      throw new Error(`A ${type} was expected in place of ${token?.text ?? 'the end'}.`);
    this.#at += 1;
    return token;
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw new Error(`${this.#tokens[this.#at]?.text} stands too late.`);
  }

  alternatives(): Expression {
    const parts = [this.#sequence()];
    while (this.#sign('/')) parts.push(this.#sequence());
    return parts.length === 1 ? (parts[0] as Expression) : { type: 'alternatives', parts };
  }

  #sequence(): Expression {
    const parts: Expression[] = [];
    while (this.#at < this.#tokens.length && !/^[/)\]]$/.test(this.#tokens[this.#at]?.text ?? '')) {
      parts.push(this.#repetition());
    }
    return parts.length === 1 ? (parts[0] as Expression) : { type: 'sequence', parts };
  }

  #repetition(): Expression {
    if (this.#tokens[this.#at]?.type !== 'repeat') return this.#element();
    const [least = '', most = least] = this.take('repeat').text.split('*');
    const bounds = { least: Number(least || 0), most: most === '' ? Number.POSITIVE_INFINITY : Number(most) };
    return { type: 'repeat', ...bounds, part: this.#element() };
  }

  #element(): Expression {
    if (this.#sign('(')) return this.#closed(')');
    if (this.#sign('[')) return { type: 'repeat', least: 0, most: 1, part: this.#closed(']') };
    const token = this.#tokens[this.#at];
    if (token?.type === 'name') return { type: 'rule', name: this.take('name').text.toLowerCase() };
    if (token?.type === 'value') return numericValue(this.take('value').text);
    const { text } = this.take('text');
    return { type: 'text', text: text.replace(/^(%[si])?"|"$/gi, ''), exact: /^%s/i.test(text) };
  }

  #closed(sign: string): Expression {
    const inside = this.alternatives();
    if (!this.#sign(sign)) throw new Error(`${sign} is missing.`);
    return inside;
  }

  #sign(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.type !== 'sign' || token.text !== text) return false;
    this.#at += 1;
    return true;
  }
}

/** `%x41`, a range `%x41-5A`, or a text `%x41.42`. */
function numericValue(text: string): Expression {
  const base = BASES[text.charAt(1).toLowerCase()];
  const numbers = (separator: string) =>
    text
      .slice(2)
      .split(separator)
      .map((digits) => Number.parseInt(digits, base));
  if (text.includes('-')) {
    const [first = 0, last = 0] = numbers('-');
    return { type: 'range', first, last };
  }
  return { type: 'text', text: String.fromCodePoint(...numbers('.')), exact: true };
}
