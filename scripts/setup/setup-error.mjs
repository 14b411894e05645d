/** Something the set-up cannot do by itself; the message tells the person what to do. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** Prints what the person must do and ends the process; anything else is a fault of ours and is thrown. */
export function endOnSetupError(error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\n${error.message}`);
  process.exit(1);
}
