/**
 * One definition as the service describes it. `base` are the properties of the declared type; `derived` those of the
 * type it is, which a query has to name by a cast; `related` its navigation properties.
 */
export interface DefinitionObject {
  readonly type: string;
  readonly base: Readonly<Record<string, unknown>>;
  readonly derived: Readonly<Record<string, unknown>>;
  readonly related: Readonly<Record<string, () => readonly DefinitionObject[] | DefinitionObject | null>>;
}
