/** How a planted cell that a view may see was looked for. */
export type ControlKind = 'by id' | 'by filter' | 'by search';

export interface Control {
  readonly view: string;
  readonly kind: ControlKind;
  /** How many were to be found, and how many were. */
  readonly expected: number;
  readonly found: number;
}

/** Counts what had to be found: where nothing could be, a clean report says nothing. */
export class Controls {
  readonly #counts = new Map<string, { view: string; kind: ControlKind; expected: number; found: number }>();

  add(view: string, kind: ControlKind, found: boolean): void {
    const key = `${view}\n${kind}`;
    const count = this.#counts.get(key) ?? { view, kind, expected: 0, found: 0 };
    count.expected += 1;
    if (found) count.found += 1;
    this.#counts.set(key, count);
  }

  get all(): readonly Control[] {
    return [...this.#counts.values()];
  }

  count(kind: ControlKind, view?: string): { readonly expected: number; readonly found: number } {
    const some = this.all.filter((one) => one.kind === kind && (view === undefined || one.view === view));
    return {
      expected: some.reduce((sum, one) => sum + one.expected, 0),
      found: some.reduce((sum, one) => sum + one.found, 0),
    };
  }
}
