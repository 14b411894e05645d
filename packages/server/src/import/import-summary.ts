import { resolve } from 'node:path';
import type { ImportTally } from './import-tally.ts';
import type { ImportResult } from './run-import.ts';

/** The shape of `--json`. */
export interface ImportSummary {
  readonly path: string;
  readonly complete: boolean;
  readonly items: number;
  readonly failed: number;
  readonly seconds: number;
  readonly itemsPerSecond: number;
  readonly tables: Readonly<
    Record<string, { created: number; updated: number; unchanged: number; failed: number }>
  >;
  /** The first thousand. */
  readonly failures: readonly { readonly place: string; readonly reason: string }[];
}

/** Sums up an import of `path`. */
export function summaryOf(
  path: string,
  result: ImportResult,
  tally: ImportTally,
  milliseconds: number,
): ImportSummary {
  const seconds = Math.round(milliseconds / 10) / 100;
  return {
    path: resolve(path),
    complete: result.complete,
    items: result.items,
    failed: tally.failed,
    seconds,
    itemsPerSecond: seconds > 0 ? Math.round(result.items / seconds) : result.items,
    tables: Object.fromEntries(tally.tables),
    failures: tally.failures,
  };
}

/** On the standard output: JSON on one line, or words. */
export function printSummary(summary: ImportSummary, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    return;
  }
  const { path, items, seconds, itemsPerSecond, failed } = summary;
  process.stdout.write(`${path}: ${items} items in ${seconds} s (${itemsPerSecond} per second)\n`);
  for (const [table, counts] of Object.entries(summary.tables)) {
    const parts = Object.entries(counts).filter(([, count]) => count > 0);
    process.stdout.write(
      `  ${table.padEnd(12)} ${parts.map(([name, count]) => `${count} ${name}`).join(', ')}\n`,
    );
  }
  if (failed > 0) process.stdout.write(`  ${failed} failed; they are named above\n`);
}
