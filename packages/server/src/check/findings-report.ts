import type { Finding, FindingLevel } from '@portico/adapter/check';
import type { Style } from './style.ts';
import { wrapText } from './wrap-text.ts';

export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly waived: number;
  /** By the `reason` of a table permission. */
  readonly answered: number;
}

/** What somebody answers for in writing is counted apart. */
export function countFindings(findings: readonly Finding[]): FindingCounts {
  const open = findings.filter(({ waiver }) => waiver === null);
  const count = (level: FindingLevel) => open.filter((finding) => finding.level === level).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
    waived: findings.filter(({ waiver }) => waiver !== null && waiver.until !== null).length,
    answered: findings.filter(({ waiver }) => waiver?.until === null).length,
  };
}

/** Findings by level, each with its place, who can see or do what, and how to mend it; those that are answered, with the
 * reason; then a line that sums up. */
export function findingsReport(findings: readonly Finding[], width: number, style: Style): string {
  const paint = { error: style.red, warning: style.yellow, note: style.bold };
  const open = findings
    .filter(({ waiver }) => waiver === null)
    .map(({ level, rule, path, sentence, fix }) =>
      [
        `${paint[level](`${level} ${rule}`)}  ${path}`,
        wrapText(sentence, width, '  '),
        style.dim(wrapText(fix, width, '  ')),
      ].join('\n'),
    );
  const answeredBy = (path: string) =>
    counted(findings.filter(({ waiver }) => waiver?.path === path).length, 'finding');
  const waived = findings.flatMap(({ waiver, rule, path, sentence }) =>
    waiver === null
      ? []
      : [
          [
            `${style.dim(`${waiver.until === null ? 'answered' : 'waived'} ${rule}`)}  ${path}`,
            wrapText(sentence, width, '  '),
            style.dim(
              wrapText(
                `${waiver.until === null ? '' : `Until ${waiver.until}: `}${waiver.reason}`,
                width,
                '  ',
              ),
            ),
            style.dim(wrapText(`By ${waiver.path}, which answers ${answeredBy(waiver.path)}.`, width, '  ')),
          ].join('\n'),
        ],
  );
  return [...open, ...waived, summary(countFindings(findings), style)].join('\n\n');
}

function summary({ errors, warnings, notes, waived, answered }: FindingCounts, style: Style): string {
  const counts = [
    counted(errors, 'error'),
    counted(warnings, 'warning'),
    counted(notes, 'note'),
    `${waived} waived`,
    ...(answered > 0 ? [`${answered} answered by the reason of a permission`] : []),
  ];
  const text = `${counts.join(', ')}.`;
  if (errors > 0) return style.red(`${text} The adapter does not start with errors.`);
  return warnings > 0 ? style.yellow(text) : style.green(text);
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
