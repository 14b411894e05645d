import { type Difference, describeRoles, type SiteDifferences } from '@portico/adapter/check';
import type { Style } from './style.ts';
import { wrapText } from './wrap-text.ts';

/** Who gains and loses what, a paragraph for each, gains first; then what else differs. */
export function diffReport({ access, bounded, parts }: SiteDifferences, width: number, style: Style): string {
  const paragraph = (one: Difference) => {
    const [mark, paint] = MARKS[one.change];
    const sentence = wrapText(sentenceOf(one), width, '  ').replace(/^ {2}/, `${mark} `);
    return style[paint](sentence);
  };
  const order = Object.keys(MARKS);
  const sorted = [...access].sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
  const uncertain = bounded.map(({ table, permission, compared }) =>
    style.yellow(
      wrapText(
        `The permission "${permission}" on ${table} goes by more than ${compared} combinations of web roles. So many were compared; what others gain or lose is not known.`,
        width,
        '  ',
      ).replace(/^ {2}/, '? '),
    ),
  );
  const said = [...sorted.map(paragraph), ...uncertain];
  const others = parts.map(({ path, before, after }) =>
    wrapText(`${path}: ${shown(before)} -> ${shown(after)}`, width, '    ').replace(/^ {4}/, '  '),
  );
  return [
    said.length > 0 ? said.join('\n') : 'Nobody gains or loses anything by the table permissions.',
    ...(others.length > 0 ? [[style.bold('Also changed'), ...others].join('\n')] : []),
  ].join('\n\n');
}

const MARKS: Readonly<Record<Difference['change'], readonly [string, 'red' | 'yellow' | 'green']>> = {
  gains: ['+', 'red'],
  wider: ['+', 'red'],
  together: ['+', 'red'],
  other: ['~', 'yellow'],
  changed: ['?', 'yellow'],
  narrower: ['-', 'green'],
  apart: ['-', 'green'],
  loses: ['-', 'green'],
};

function sentenceOf({ webRoles, table, right, columns, change, before, after }: Difference): string {
  const who = describeRoles(webRoles);
  const deed = `${right.replace(/^action:/, '').replace('_', ' ')}${columnsOf(right, columns)}`;
  switch (change) {
    case 'gains':
      return `${who} can now ${deed} ${table}: ${after}.`;
    case 'loses':
      return `${who} can no longer ${deed} ${table}: ${before}.`;
    case 'wider':
      return `${who} can ${deed} more ${table} records: was ${before}; is ${after}.`;
    case 'narrower':
      return `${who} can ${deed} fewer ${table} records: was ${before}; is ${after}.`;
    case 'other':
      return `${who} can ${deed} other ${table} records: was ${before}; is ${after}.`;
    case 'together':
      return `${who} can now ${deed} ${table} in one request: ${after}.`;
    case 'apart':
      return `${who} can no longer ${deed} ${table} in one request: ${before}.`;
    case 'changed':
      return `${who}: what they can ${deed} ${table} has changed, and cannot be compared: was ${before ?? 'nothing'}; is ${after ?? 'nothing'}.`;
  }
}

function columnsOf(right: string, columns: readonly string[]): string {
  if (right !== 'read' && right !== 'create' && right !== 'write') return '';
  const named = columns.filter((column) => column !== 'id');
  return named.length > 0 ? ` ${named.join(', ')} of` : '';
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
