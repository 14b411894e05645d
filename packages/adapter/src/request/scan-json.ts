import { ProtocolError } from '@portico/protocol';

export interface JsonLimits {
  /** Objects and arrays within each other; default 32. */
  readonly depth?: number;
  /** Keys of all objects together; default 1000. */
  readonly keys?: number;
}

/** Names that mean something to JavaScript objects; as data they are only ever an attack. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Looks through JSON text once, before anything is built from it, and throws `malformed_request` for what
 * `JSON.parse` would let pass: nesting that overflows the stack of whoever walks it, floods of keys, keys
 * that come twice (parsers differ in which one counts), keys that reach for prototypes. Whether the text is
 * JSON at all is left to `JSON.parse`.
 */
export function scanJson(text: string, { depth = 32, keys = 1000 }: JsonLimits = {}): void {
  // One entry for each open container: the keys seen so far, or null for an array.
  const open: (Set<string> | null)[] = [];
  let count = 0;
  let expectsKey = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '{':
      case '[':
        if (open.length === depth) throw refused(`JSON is nested deeper than ${depth} levels.`);
        expectsKey = text[at] === '{';
        open.push(expectsKey ? new Set() : null);
        break;
      case '}':
      case ']':
        open.pop();
        expectsKey = false;
        break;
      case ',':
        expectsKey = open.at(-1) instanceof Set;
        break;
      case '"': {
        const end = stringEnd(text, at);
        if (expectsKey) {
          count += 1;
          if (count > keys) throw refused(`JSON has more than ${keys} keys.`);
          checkKey(keyOf(text.slice(at, end)), open.at(-1) as Set<string>);
          expectsKey = false;
        }
        at = end - 1;
        break;
      }
    }
  }
}

function checkKey(key: string, seen: Set<string>): void {
  if (FORBIDDEN_KEYS.has(key)) throw refused('A key of the JSON is not allowed.');
  if (seen.has(key)) throw refused('A key of the JSON comes twice.');
  seen.add(key);
}

/** After the closing quote; an unfinished string ends with the text. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

/** Keys compare as what they mean: `"\\u005f"` is `"_"`. */
function keyOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw refused('The body is not JSON.');
  }
}

function refused(detail: string): ProtocolError {
  return new ProtocolError('malformed_request', detail);
}
