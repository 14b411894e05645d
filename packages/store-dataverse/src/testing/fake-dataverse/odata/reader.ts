import { badQuery } from '../request/fault.ts';

/** A place in a text that moves forward. */
export class Reader {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** What the pattern (sticky) matches here, taken; null and nothing taken otherwise. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text);
    if (!found) return null;
    this.position = pattern.lastIndex;
    return found[0];
  }

  takeText(text: string): boolean {
    if (!this.text.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.takeText(text)) throw this.fault(`'${text}' expected`);
  }

  peek(): string {
    return this.text[this.position] ?? '';
  }

  atEnd(): boolean {
    return this.position === this.text.length;
  }

  fault(why: string): Error {
    return badQuery(`Syntax error at position ${this.position} in '${this.text}': ${why}.`);
  }
}
