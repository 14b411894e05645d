import type { Subject } from '@portico/adapter';
import type { Explanation, PermissionTrace } from '@portico/adapter/explain';
import type { Style } from '../check/style.ts';
import { wrapText } from '../check/wrap-text.ts';

/** Permissions that did not grant and are shown all the same. */
const NEAREST = 3;

/**
 * The answer, the permissions that granted, and where none did those that came nearest, step by step.
 *
 * @param all every permission on the table, whatever came of it
 */
export function explainReport(
  subject: Subject,
  answer: Explanation,
  { all, width, style }: { readonly all: boolean; readonly width: number; readonly style: Style },
): string {
  const granting = answer.permissions.filter(({ holds }) => holds);
  const others = answer.permissions.filter(({ holds }) => !holds);
  const shown = all ? others : others.slice(0, granting.length > 0 ? 0 : NEAREST);
  const left = others.length - shown.length;
  const headline = wrapText(headlineOf(subject, answer), width);
  return [
    style.bold(answer.granted ? style.green(headline) : style.red(headline)),
    ...granting.map((trace) => blockOf(trace, `+ ${trace.permission}`, width, style)),
    ...shown.map((trace) => blockOf(trace, `- ${trace.permission}`, width, style)),
    ...(granting.length > 0 && answer.columns.length > 0 && answer.column === null
      ? [wrapText(`Columns: ${answer.columns.join(', ')}`, width, '  ').trimStart()]
      : []),
    ...(left > 0
      ? [style.dim(`${left} more ${left === 1 ? 'permission does' : 'permissions do'} not; --all shows why.`)]
      : []),
  ].join('\n\n');
}

function headlineOf(
  subject: Subject,
  { table, right, column, id, exists, granted, permissions }: Explanation,
): string {
  const who = whoIs(subject);
  const what = `${right.replace(/^action:/, '').replace('_', ' ')} ${column === null ? '' : `${column} of `}`;
  const record = id === null ? (granted ? `some ${table} records` : `any ${table}`) : `${table} ${id}`;
  if (exists === false) return `No: there is no ${table} ${id}.`;
  const nobody = permissions.length === 0 ? ` No permission is on ${table}.` : '';
  return `${granted ? 'Yes' : 'No'}: ${who} can${granted ? '' : 'not'} ${what}${record}.${nobody}`;
}

function whoIs({ authenticated, contact, webRoles }: Subject): string {
  if (!authenticated) return 'anyone on the internet';
  const roles = [...webRoles].join(', ');
  return contact === null || contact.startsWith('$')
    ? `somebody with ${roles}`
    : `the contact ${contact} with ${roles}`;
}

function blockOf(trace: PermissionTrace, title: string, width: number, style: Style): string {
  return [trace.holds ? style.green(title) : style.yellow(title), ...linesOf(trace, width, style, 2)].join(
    '\n',
  );
}

function linesOf({ steps }: PermissionTrace, width: number, style: Style, depth: number): readonly string[] {
  return steps.flatMap(({ holds, sentence, parent }) => {
    const mark = holds ? 'yes ' : 'no  ';
    const indent = ' '.repeat(depth + mark.length);
    const line = ' '.repeat(depth) + mark + wrapText(sentence, width, indent).trimStart();
    return [
      holds ? line : style.red(line),
      ...(parent ? linesOf(parent, width, style, depth + mark.length) : []),
    ];
  });
}
