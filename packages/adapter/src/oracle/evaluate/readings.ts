/** How the oracle reads what docs/permissions.md leaves to the product. */
export interface Readings {
  /** Whether a record is found by every word of a search, each in some readable column, or by any of them. */
  readonly searchNeeds: 'every word' | 'any word';
}

export const PLAIN_READINGS: Readings = { searchNeeds: 'any word' };
