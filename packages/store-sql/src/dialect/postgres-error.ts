import pg from 'pg';

/**
 * SQLSTATE classes whose messages speak of the server, of statements and of names in the schema. All other messages may
 * quote values, such as 22, data exceptions: `invalid input syntax for type integer: "…"`.
 */
const OF_NO_VALUES: readonly string[] = ['08', '25', '26', '28', '3D', '40', '42', '53', '55', '57', '58'];

/**
 * An error of the server as it may be logged: its code and the names of what it is about. Left out is whatever can hold
 * values of records: the message where it is of such a kind, and always detail ("Failing row contains …"), hint, context
 * and statement.
 */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
  readonly code: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly constraint: string | undefined;

  constructor({ code, table, column, constraint, message, stack }: pg.DatabaseError) {
    const names = [table, column, constraint].filter((one) => one !== undefined).join(', ');
    super(
      OF_NO_VALUES.some((start) => code?.startsWith(start))
        ? `${message} (SQLSTATE ${code})`
        : `PostgreSQL refused with SQLSTATE ${code}${names && ` (${names})`}.`,
    );
    this.code = code;
    this.table = table;
    this.column = column;
    this.constraint = constraint;
    // Where it was asked: what comes after the message, which may have lines that look like places.
    const end = stack?.includes(message) ? stack.indexOf(message) + message.length : stack?.length;
    this.stack = `${this.name}: ${this.message}${stack?.slice(end) ?? ''}`;
  }
}

/** An error of the server without values of records; any other error as it is. */
export function withoutValues(error: unknown): unknown {
  return error instanceof pg.DatabaseError ? new PostgresError(error) : error;
}
