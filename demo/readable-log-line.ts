/**
 * A line the adapter wrote, as people like to read it on a terminal: of its JSON log only warnings and errors,
 * in words; anything else as it is. Null for what need not be shown.
 */
export function readableLogLine(line: string): string | null {
  if (line.trim() === '') return null;
  const entry = parse(line);
  if (entry === null) return line;
  const { level, msg, err, time: _time, requestId: _id, ...rest } = entry;
  if (level === 'info' || level === 'debug' || level === 'trace') return null;
  const details = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
  return `Adapter, ${level}: ${msg ?? ''}${details}${stackOf(err)}`;
}

function parse(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null;
  try {
    const entry: unknown = JSON.parse(line);
    const isEntry = typeof entry === 'object' && entry !== null && 'level' in entry;
    return isEntry ? (entry as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function stackOf(error: unknown): string {
  const stack = typeof error === 'object' && error !== null && 'stack' in error ? error.stack : null;
  return typeof stack === 'string' ? `\n${stack}` : '';
}
