import type { Access, AccessMatrix, AccessRow, Reach } from '@portico/adapter/check';
import type { Style } from './style.ts';
import { wrapText } from './wrap-text.ts';

const WORDS: Readonly<Record<Reach, string>> = {
  every: 'all',
  some: 'some',
  account: 'account',
  own: 'own',
  none: '-',
};
const LABEL = 14;
const GAP = 2;

const LEGEND =
  'all: every record; some: those that a condition picks; account: those of their account; own: their own; -: none. ' +
  'Columns marked * are personal. Web roles beside the built-in ones are shown together with "authenticated".';

/** Who may see and do what: for each table a line for each right and set of columns, and a cell for each web role. */
export function accessReport(matrix: AccessMatrix, width: number, style: Style): string {
  const blocks = matrix.tables.map(({ table, rows: exact }) => {
    const rows = merged(exact);
    const columnsOf = (row: AccessRow) =>
      row.columns.map((name) => {
        const classification = Object.hasOwn(table.columns, name)
          ? table.columns[name]?.classification
          : undefined;
        return classification === 'personal' || classification === 'secret' ? `${name}*` : name;
      });
    const parts = groupsOf(matrix, rows, width).map((group) => {
      const line = (label: string, cells: readonly string[]) =>
        (
          label.padEnd(LABEL) + cells.map((cell, at) => cell.padEnd(group.widths[at] ?? 0)).join('')
        ).trimEnd();
      return [
        style.bold(line(table.name, group.webRoles)),
        ...rows.flatMap((row) => [
          line(
            `  ${rightOf(row)}`,
            group.indexes.map((index) => cellOf(row.cells[index])),
          ),
          ...(row.columns.length === 0
            ? []
            : [style.dim(wrapText(columnsOf(row).join(', '), width, ' '.repeat(4)))]),
        ]),
      ].join('\n');
    });
    return parts.join('\n');
  });
  return [...blocks, style.dim(wrapText(LEGEND, width))].join('\n\n');
}

/** Rows that look the same here, although other permissions or conditions are behind them. */
function merged(rows: readonly AccessRow[]): readonly AccessRow[] {
  const same = Map.groupBy(rows, ({ right, cells }) => [right, ...cells.map(cellOf)].join(' '));
  return [...same.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, columns: group.flatMap(({ columns }) => columns) }] : [];
  });
}

interface Group {
  readonly webRoles: readonly string[];
  readonly indexes: readonly number[];
  readonly widths: readonly number[];
}

/** As many web roles beside each other as fit; the rest go below. */
function groupsOf(matrix: AccessMatrix, rows: readonly AccessRow[], width: number): readonly Group[] {
  const groups: { webRoles: string[]; indexes: number[]; widths: number[] }[] = [];
  let used = width;
  for (const [index, webRole] of matrix.webRoles.entries()) {
    const cells = rows.map((row) => cellOf(row.cells[index]).length);
    const needs = Math.max(webRole.length, ...cells) + GAP;
    let group = groups.at(-1);
    if (!group || used + needs > width) {
      group = { webRoles: [], indexes: [], widths: [] };
      groups.push(group);
      used = LABEL;
    }
    used += needs;
    group.webRoles.push(webRole);
    group.indexes.push(index);
    group.widths.push(needs);
  }
  return groups;
}

function cellOf(access: Access | undefined): string {
  return access?.reach.map((reach) => WORDS[reach]).join('+') || '-';
}

function rightOf({ right }: AccessRow): string {
  return right.replace(/^action:/, '').replace('_', ' ');
}
