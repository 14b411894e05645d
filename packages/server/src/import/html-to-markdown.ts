import { sanitizeHtml } from '@portico/adapter';

/**
 * HTML of a forum post as the Markdown a person would have typed, so that imported posts are rendered, edited
 * and searched like those written here. Reads sanitized HTML only: its tags are closed and its `<` are tags.
 * Tables and what else Markdown lacks keep their text.
 */
export function htmlToMarkdown(html: string): string {
  const writer = new MarkdownWriter();
  for (const [, slash, name, attributes, text] of sanitizeHtml(html).matchAll(TOKEN)) {
    if (text !== undefined) writer.text(decodeEntities(text));
    else if (slash === '/') writer.close(name as string);
    else writer.open(name as string, attributes as string);
  }
  return writer.markdown();
}

const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>|([^<]+)/g;

const MARKS: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  del: '~~',
  s: '~~',
};

/** Elements that stand on lines of their own, with nothing else to say. */
const BLOCKS = new Set([
  'p',
  'div',
  'figure',
  'figcaption',
  'table',
  'tr',
  'dl',
  'dt',
  'dd',
  'details',
  'summary',
]);

class MarkdownWriter {
  #lines: string[] = [];
  #line = '';
  /** What every line of the open blocks begins with: `> `, or the indent of a list entry. */
  #prefixes: string[] = [];
  /** `- ` or `1. `, due before the next text. */
  #bullet = '';
  #lists: { ordered: boolean; next: number }[] = [];
  /** Marks and links that are open: where their text starts. */
  #open: { name: string; href: string; start: number; line: number }[] = [];
  #pre = false;
  #breakDue = false;

  text(text: string): void {
    if (this.#pre) {
      const [first = '', ...rest] = text.split('\n');
      this.#line += first;
      for (const line of rest) {
        this.#push();
        this.#line = line;
      }
      return;
    }
    const words = text.replace(/\s+/g, ' ');
    if (this.#breakDue && words.trim() !== '') this.#breakLine();
    const flowing = this.#line === '' ? words.trimStart() : words;
    this.#line += this.#inCode() ? flowing : escapeText(flowing, this.#line === '');
  }

  open(name: string, attributes: string): void {
    if (name === 'br') this.#openBreak();
    else if (this.#pre) return;
    else if (name === 'hr') this.#block('---');
    else if (name === 'img') this.#image(attributes);
    else if (name === 'a' || name === 'code' || MARKS[name]) {
      const place = { start: this.#line.length, line: this.#lines.length };
      this.#open.push({ name, href: attribute(attributes, 'href'), ...place });
    } else if (name === 'pre') this.#openPre();
    else if (name === 'blockquote') this.#openPrefix('> ');
    else if (name === 'ul' || name === 'ol') this.#openList(name === 'ol');
    else if (name === 'li') this.#openEntry();
    else if (/^h[1-6]$/.test(name)) this.#heading(name);
    else if (BLOCKS.has(name)) this.#endBlock();
  }

  close(name: string): void {
    if (name === 'pre') this.#closePre();
    else if (this.#pre) return;
    else if (name === 'a' || name === 'code' || MARKS[name]) this.#closeInline(name);
    else if (name === 'blockquote' || name === 'li') this.#closePrefix();
    else if (name === 'ul' || name === 'ol') this.#closeList();
    else if (name === 'td' || name === 'th') this.#line += ' ';
    else if (BLOCKS.has(name) || /^h[1-6]$/.test(name)) this.#endBlock();
  }

  markdown(): string {
    this.#endBlock();
    return this.#lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  /** The line as far as it is written, with its prefixes. */
  #push(): void {
    const bullet = this.#bullet;
    const prefix = bullet ? this.#prefixes.slice(0, -1).join('') + bullet : this.#prefixes.join('');
    this.#bullet = '';
    this.#lines.push((prefix + this.#line).trimEnd());
    this.#line = '';
  }

  #endBlock(): void {
    this.#breakDue = false;
    if (this.#line.trim() !== '') {
      this.#line = this.#line.trimEnd();
      this.#push();
    }
    this.#line = '';
    if (!this.#bullet) this.#blankLine();
  }

  /** One empty line between blocks, within as many quotes as both are in. */
  #blankLine(): void {
    const blank = this.#prefixes.join('').trimEnd();
    const last = this.#lines.at(-1);
    if (last === undefined || !/^[\s>]*$/.test(last)) this.#lines.push(blank);
    else if (blank.length < last.length) this.#lines[this.#lines.length - 1] = blank;
  }

  #block(line: string): void {
    this.#endBlock();
    this.#line = line;
    this.#endBlock();
  }

  /** Only between words: a break before the end of a paragraph shows nothing. */
  #openBreak(): void {
    if (this.#pre) this.#push();
    else this.#breakDue = this.#line.trim() !== '';
  }

  /** Two spaces would be lost on the way; a backslash is Markdown's visible line break. */
  #breakLine(): void {
    this.#breakDue = false;
    this.#line = `${this.#line.trimEnd()}\\`;
    this.#push();
  }

  #heading(name: string): void {
    this.#endBlock();
    this.#line = `${'#'.repeat(Number(name[1]))} `;
  }

  #openPre(): void {
    this.#endBlock();
    this.#line = '```';
    this.#push();
    this.#pre = true;
  }

  #closePre(): void {
    if (this.#line !== '') this.#push();
    this.#line = '```';
    this.#push();
    this.#pre = false;
    this.#endBlock();
  }

  #openPrefix(prefix: string): void {
    this.#endBlock();
    this.#prefixes.push(prefix);
  }

  #closePrefix(): void {
    this.#endBlock();
    this.#bullet = '';
    this.#prefixes.pop();
  }

  #openList(ordered: boolean): void {
    this.#endBlock();
    this.#lists.push({ ordered, next: 1 });
  }

  #closeList(): void {
    this.#lists.pop();
    this.#endBlock();
  }

  #openEntry(): void {
    this.#endBlock();
    const list = this.#lists.at(-1);
    const bullet = list?.ordered ? `${list.next++}. ` : '- ';
    this.#prefixes.push(' '.repeat(bullet.length));
    this.#bullet = bullet;
  }

  #inCode(): boolean {
    return this.#open.some(({ name }) => name === 'code');
  }

  /** What goes over several lines keeps its words only. */
  #closeInline(name: string): void {
    const at = this.#open.findLastIndex((open) => open.name === name);
    const [open] = at === -1 ? [] : this.#open.splice(at, 1);
    if (!open || open.line !== this.#lines.length || open.start > this.#line.length) return;
    const before = this.#line.slice(0, open.start);
    const inside = this.#line.slice(open.start);
    if (name === 'a') this.#line = before + linked(inside, open.href);
    else if (this.#inCode()) return;
    else if (name === 'code') this.#line = before + coded(inside);
    else this.#line = before + marked(inside, MARKS[name] as string, before);
  }

  #image(attributes: string): void {
    const source = linkTarget(attribute(attributes, 'src'));
    if (!source) return;
    const alt = attribute(attributes, 'alt').replace(/[[\]\n]/g, ' ');
    this.#line += `![${alt}](${source})`;
  }
}

/** An address as a link of Markdown holds it, whatever is in it. */
function linkTarget(address: string): string {
  return address.replace(/[()\s<>]/g, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The four references that sanitized HTML has left. */
function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name] as string);
}

function linked(inside: string, href: string): string {
  if (!href) return inside;
  const target = linkTarget(href);
  const label = inside.trim();
  if (label === '' || label === href) return `<${target}>`;
  return `[${label}](${target})`;
}

function coded(inside: string): string {
  if (inside.trim() === '') return inside;
  const longest = Math.max(0, ...[...inside.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${inside} ${fence}` : fence + inside + fence;
}

/**
 * Marks hold only where they touch a letter or digit from outside its word's punctuation, so leading and trailing
 * white space and punctuation go outside them. Around a link or code there is no such room.
 */
function marked(inside: string, mark: string, before: string): string {
  const edges = /^[\s]*[[`<!*~]|[)`>*~]\s*$/.test(inside);
  const pattern = edges ? /^(\s*)(.*?)(\s*)$/s : /^([\s\p{P}\p{S}]*)(.*?)([\s\p{P}\p{S}]*)$/su;
  const [, first = '', words = '', last = ''] = pattern.exec(inside) ?? [];
  const fits = !edges || /(^|\s)$/.test(before + first);
  return words !== '' && fits ? first + mark + words + mark + last : inside;
}

function attribute(attributes: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
  return value === undefined ? '' : decodeEntities(value);
}

/** Escapes only what Markdown would read as a mark, so that the text stays readable as it is stored. */
function escapeText(text: string, startsLine: boolean): string {
  const escaped = text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\')
    .replace(/<(?=[^\s<>]+[@:])/g, '\\<')
    .replace(/[*`]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/~~/g, '\\~~')
    .replace(/\](?=[([:])/g, '\\]')
    .replace(/&(?=#?\w+;)/g, '\\&');
  if (!startsLine) return escaped;
  return escaped
    .replace(/^(?:>|(?:[#+-]|=+$)(?=\s|$|[#=-]))/, '\\$&')
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\');
}
