import type { WhoCan } from '@portico/adapter/explain';
import type { Style } from '../check/style.ts';
import { wrapText } from '../check/wrap-text.ts';
import type { Asked } from './right-and-column.ts';

/** For each web role or combination: which records, and by which permissions. */
export function whoCanReport(
  { table, right, column }: Asked,
  { rows, complete }: WhoCan,
  width: number,
  style: Style,
): string {
  const labels = rows.map(({ webRoles }) => webRoles.join(' + '));
  const gutter = Math.min(30, Math.max(...labels.map((label) => label.length))) + 2;
  const lines = rows.flatMap((row, index) => {
    const label = (labels[index] ?? '').padEnd(gutter);
    if (row.reach.length === 0) return [`${label}-`];
    const indent = ' '.repeat(gutter);
    return [
      label + wrapText(row.records, width, indent).trimStart(),
      style.dim(wrapText(`by ${row.permissions.join(', ')}`, width, indent)),
    ];
  });
  const name = right.replace(/^action:/, '').replace('_', ' ');
  const what = column === null ? table.name : `${table.name}.${column}`;
  const more = complete
    ? []
    : [wrapText('More combinations of web roles open records here than can be listed.', width, '')];
  return [style.bold(`${name} ${what}`), ...lines, ...more].join('\n');
}
