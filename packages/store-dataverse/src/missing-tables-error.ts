/** The environment lacks tables or columns that the site needs, or has them otherwise; `faults` says which, in words. */
export class MissingTablesError extends Error {
  override readonly name = 'MissingTablesError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`Dataverse is not ready for this site:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}
