/**
 * How the command ends, for shells and service managers. `badConfiguration` is `EX_CONFIG` of sysexits.h; `notDone` is for
 * commands whose 1 is an answer, as that of `grep` is: it says that there is none.
 */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  notDone: 2,
  badConfiguration: 78,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failure a person can act on: printed as it is, without a stack. Say what is wrong, where, and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.failed, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
