/**
 * SQL Server's LIKE: `%` any text, `_` one character, `[a-f]` `[^x]` one of a set, `[[]` `[%]` `[_]` themselves.
 * The Web API passes the text of contains, startswith and endswith into it as it stands: Microsoft Learn,
 * "Use wildcard characters in conditions for string values". Case as the caller folds it.
 */
export function likePattern(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at]!;
    if (char === '%') source += '[\\s\\S]*';
    else if (char === '_') source += '[\\s\\S]';
    else if (char === '[') {
      const end = pattern.indexOf(']', at + 1);
      if (end === -1) return /(?!)/;
      source += charset(pattern.slice(at + 1, end));
      at = end;
    } else source += literal(char);
  }
  return new RegExp(`^${source}$`, 'u');
}

function charset(body: string): string {
  const negated = body.startsWith('^');
  const members = (negated ? body.slice(1) : body).replace(/[\\\]^[]/g, '\\$&').replace(/^-|-$/g, '\\-');
  if (members === '') return '(?!)';
  return `[${negated ? '^' : ''}${members}]`;
}

const literal = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
