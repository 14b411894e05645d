/** The filter has no exact counterpart in OData as Dataverse speaks it. The store must not approximate. */
export class UnsupportedFilterError extends Error {
  override readonly name = 'UnsupportedFilterError';
}
