import type { Style } from '../../check/style.ts';
import { wrapText } from '../../check/wrap-text.ts';
import type { Leak } from '../judge/leak.ts';
import type { ProbeReport, ViewReport } from '../probe-report.ts';
import { controlLines } from './control-lines.ts';

/** Lines of what is missing that are printed; all are in the JSON. */
const MOST_MISSING = 5;

/** The report for people: what each view is shown, then leaks, then what was found as it had to be. */
export function probeText(report: ProbeReport, width: number, style: Style): string {
  return [
    style.bold(heading(report)),
    ...report.views.map((view) => viewText(view, width, style)),
    ...report.leaks.map((leak) => leakText(leak, width, style)),
    controlLines(report, width).join('\n'),
    summary(report, style),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function heading({ url, config, configured, canaries }: ProbeReport): string {
  const held = configured ? `held to ${config ?? 'the customer starter'}` : 'without its configuration';
  return `${url}  ${held}${canaries > 0 ? `, with ${canaries} canaries` : ''}`;
}

function viewText(
  { view, contact, webRoles, tables, missing }: ViewReport,
  width: number,
  style: Style,
): string {
  const who = [...(contact === null ? [] : [`contact ${contact}`]), webRoles.toSorted().join(', ')].join(
    '; ',
  );
  const names = Math.max(8, ...tables.map(({ table }) => table.length));
  const counts = Math.max(4, ...tables.map(({ rows }) => String(rows ?? '').length));
  const lines = tables.map(({ table, rows, columns }) => {
    const listed = columns.map(({ name, personal }) => (personal ? `${name}*` : name)).join(', ');
    const start = `  ${table.padEnd(names)}  ${String(rows ?? '').padStart(counts)}  `;
    const indent = ' '.repeat(start.length);
    const wrapped = wrapText(listed === '' ? '-' : listed, Math.max(width, start.length + 30), indent);
    return start + wrapped.slice(indent.length);
  });
  const shown = missing.slice(0, MOST_MISSING).map((text) => wrapText(text, width, '    '));
  const rest = missing.length - shown.length;
  return [
    style.bold(`${view}  `) + style.dim(who),
    ...(lines.length > 0
      ? [style.dim(`  ${'table'.padEnd(names)}  ${'rows'.padStart(counts)}  columns`), ...lines]
      : ['  sees no table']),
    ...(missing.length > 0 ? [style.yellow('  shows less than the configuration says:'), ...shown] : []),
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ].join('\n');
}

function leakText(
  { rule, view, table, column, asked, came, why, fix, more }: Leak,
  width: number,
  style: Style,
): string {
  const place = table === null ? '' : `  ${column === null ? table : `${table}.${column}`}`;
  return [
    `${style.red(`leak ${rule}`)}${place}  ${view}`,
    `  ${asked}`,
    wrapText(`${came}. ${why}`, width, '  '),
    ...(more > 0 ? [`  And ${more} more like it.`] : []),
    style.dim(wrapText(fix, width, '  ')),
  ].join('\n');
}

function summary({ leaks, requests, seconds, stopped, configured }: ProbeReport, style: Style): string {
  const asked = `${requests} requests in ${seconds} s.`;
  if (stopped !== null) {
    const early = style.red(`It ended early: ${stopped}`);
    return `${early}\n${leaks.length === 1 ? '1 leak' : `${leaks.length} leaks`} until then. ${asked}`;
  }
  if (leaks.length > 0)
    return `${style.red(leaks.length === 1 ? '1 leak.' : `${leaks.length} leaks.`)} ${asked}`;
  const held = configured
    ? 'Nothing shows that the configuration does not show.'
    : 'No personal data shows to strangers.';
  return `${style.green(`No leak. ${held}`)} ${asked}`;
}
