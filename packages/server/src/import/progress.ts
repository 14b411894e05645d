/** Where an import is, in words: `42 %, 512 items, 350 per second, about 4 s left`. */
export function progressText(done: number, total: number, items: number, milliseconds: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const seconds = milliseconds / 1000;
  const rate = seconds > 0 ? Math.round(items / seconds) : 0;
  const parts = [`${Math.floor(share * 100)} %`, `${items} items`, `${rate} per second`];
  // An estimate from the first moments would jump about.
  if (share > 0.02 && share < 1 && seconds >= 1) {
    parts.push(`about ${duration((seconds * (1 - share)) / share)} left`);
  }
  return parts.join(', ');
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const BAR = 24;

/**
 * Shows how far an import is: a bar redrawn in place on a terminal, else a line now and then, so that a log
 * stays readable.
 */
export class Progress {
  readonly #stream: ProgressStream;
  readonly #now: () => number;
  readonly #started: number;
  #shown: number;
  #drawn = false;

  constructor(stream: ProgressStream, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
    this.#started = now();
    this.#shown = this.#started;
  }

  get milliseconds(): number {
    return this.#now() - this.#started;
  }

  update(done: number, total: number, items: number): void {
    const now = this.#now();
    if (now - this.#shown < (this.#stream.isTTY ? 100 : 5000)) return;
    this.#shown = now;
    const text = progressText(done, total, items, now - this.#started);
    if (!this.#stream.isTTY) {
      this.#stream.write(`${text}\n`);
      return;
    }
    const filled = total === 0 ? BAR : Math.min(BAR, Math.round((done / total) * BAR));
    const line = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${text}`;
    this.#stream.write(`\r\x1b[2K${line.slice(0, (this.#stream.columns ?? 80) - 1)}`);
    this.#drawn = true;
  }

  /** A line of its own, above the bar. */
  note(text: string): void {
    this.clear();
    this.#stream.write(`${text}\n`);
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#drawn) this.#stream.write('\r\x1b[2K');
    this.#drawn = false;
  }
}
