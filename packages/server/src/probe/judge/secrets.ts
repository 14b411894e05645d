import { type Canary, type CanaryCell, nameOfCanary } from '../canary/canary.ts';
import { SECRET_LENGTH } from '../canary/words.ts';
import type { Heard } from '../http/heard.ts';

interface Place {
  readonly canary: Canary;
  readonly cell: CanaryCell;
  readonly name: string;
}

/** The secrets of all canaries, to be found in whatever comes back, and kept out of whatever is printed. */
export class Secrets {
  readonly #places = new Map<string, Place>();

  constructor(canaries: readonly Canary[]) {
    for (const canary of canaries)
      for (const cell of canary.cells)
        if (cell.secret !== null)
          this.#places.set(cell.secret, { canary, cell, name: nameOfCanary(canaries, canary) });
  }

  /** The cells whose secrets stand anywhere in an answer, in whatever dress. */
  in({ status, statusText, headers, body }: Heard): readonly Place[] {
    const text = [status, statusText, ...headers.flat(), body].join('\n');
    const dresses = [text, undressed(text), ...packedIn(text)];
    return [...new Set(dresses.flatMap((dress) => this.#wordsIn(dress)))].map(
      (secret) => this.#places.get(secret) as Place,
    );
  }

  /** The text without any secret. */
  censored(text: string): string {
    return this.#wordsIn(text).reduce((rest, secret) => rest.replaceAll(secret, '…'), text);
  }

  #wordsIn(text: string): readonly string[] {
    const found: string[] = [];
    for (const [run] of text.toLowerCase().matchAll(/[b-df-hj-np-rtv-xz]{10,}/g)) {
      for (let start = 0; start + SECRET_LENGTH <= run.length; start++) {
        const word = run.slice(start, start + SECRET_LENGTH);
        if (this.#places.has(word)) found.push(word);
      }
    }
    return found;
  }
}

/** Without what may stand between the letters of a word: tags, soft hyphens, joiners, escapes of JSON and URLs. */
function undressed(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\\u00ad|\\u200[bcd]|[\u00ad\u200b-\u200d\u2060]|\p{M}/gu, '')
    .replace(/<[^<>]*>/g, '')
    .replace(/(%[0-9a-f]{2})+/gi, (escapes) => {
      try {
        return decodeURIComponent(escapes);
      } catch {
        return escapes;
      }
    });
}

/** What is written in base64 in a text, such as a cursor. */
function packedIn(text: string): readonly string[] {
  return (text.match(/[A-Za-z0-9_-]{16,}/g) ?? []).map((run) =>
    Buffer.from(run, 'base64url').toString('utf8'),
  );
}
