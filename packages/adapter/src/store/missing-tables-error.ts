/**
 * The records are not kept as the site needs them: tables or columns are missing, or are there otherwise.
 * `faults` says which, in words, one entry each.
 */
export class MissingTablesError extends Error {
  override readonly name = 'MissingTablesError';
  readonly faults: readonly string[];

  /** @param place where they are looked for, at the beginning of the sentence: `The database` */
  constructor(place: string, faults: readonly string[]) {
    super(`${place} is not ready for this site:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}
