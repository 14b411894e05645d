import { ItemError } from './draft.ts';

/** An item as an object whose fields are read one by one, each with a message that names the field. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new ItemError('must be an object');
    }
    this.#values = value as Record<string, unknown>;
  }

  /**
   * Text, trimmed; null when absent or empty. A number or boolean is taken as its text. Control characters and
   * halves of characters, the litter of exports, are left out.
   */
  text(name: string): string | null {
    const value = this.#get(name);
    if (value === null) return null;
    if (typeof value === 'object') throw new ItemError(`${name}: must be text`);
    return clean(String(value)) || null;
  }

  /** Text on one line. */
  line(name: string): string | null {
    return this.text(name)?.replace(/\s+/g, ' ') ?? null;
  }

  /** Text on one line that an item cannot do without. */
  required(name: string): string {
    const text = this.line(name);
    if (text === null) throw new ItemError(`${name}: is missing`);
    return text;
  }

  /** A list of texts, or one text with commas. */
  list(name: string): readonly string[] {
    const value = this.#get(name);
    if (value === null) return [];
    const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : null;
    if (parts === null) throw new ItemError(`${name}: must be a list`);
    return parts.map((part) => clean(String(part)).replace(/\s+/g, ' ')).filter((part) => part !== '');
  }

  flag(name: string): boolean {
    const value = this.#get(name);
    if (value === null) return false;
    if (typeof value !== 'boolean') throw new ItemError(`${name}: must be true or false`);
    return value;
  }

  objects(name: string): readonly unknown[] {
    const value = this.#get(name);
    if (value === null) return [];
    if (!Array.isArray(value)) throw new ItemError(`${name}: must be a list`);
    return value;
  }

  /** A date or date with time as UTC, `2026-01-31T08:00:00.000Z`; null when absent. A date alone is its midnight. */
  time(name: string): string | null {
    const value = this.#get(name);
    if (value === null) return null;
    const date = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : null;
    if (date === null || Number.isNaN(date.getTime())) throw new ItemError(`${name}: is not a date`);
    return date.toISOString();
  }

  /** YAML reads an empty field as null. */
  #get(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? (this.#values[name] ?? null) : null;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: leaving them out is the purpose
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').toWellFormed().trim();
}

/** Text cut to `length` UTF-16 code units, with an ellipsis, never through a surrogate pair. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** `email-and-messaging` as people read it, `Email and messaging`. What is no slug stays as it is. */
export function readable(slug: string): string {
  if (!/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/.test(slug)) return slug;
  const words = slug.replace(/[-_]/g, ' ');
  return words[0]?.toUpperCase() + words.slice(1);
}

/** Drops what is null, so that the column keeps its default. */
export function present<T extends Record<string, string | boolean | null>>(
  values: T,
): Record<string, string | boolean> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Record<
    string,
    string | boolean
  >;
}
